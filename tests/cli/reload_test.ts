import assert from "node:assert/strict";
import { dirname } from "node:path";
import { listFiles } from "../../lib/fresh/files.ts";

const SOURCE = new URL("../../", import.meta.url).pathname;
const PARTS = ["islands", "lib", "routes", "static"];

/** A copy of the application that may be changed. */
async function copyApplication(): Promise<string> {
  const dir = await Deno.makeTempDir({ prefix: "apantli-reload-" });
  const inner = await Promise.all(
    PARTS.map(async (part) => (await listFiles(SOURCE + part)).map((file) => `${part}/${file}`)),
  );
  for (const file of [...inner.flat(), "main.ts", "deno.json", "deno.lock"]) {
    await Deno.mkdir(dirname(`${dir}/${file}`), { recursive: true });
    await Deno.copyFile(SOURCE + file, `${dir}/${file}`);
  }
  await Deno.writeTextFile(`${dir}/config.yaml`, "model_list: []\n");
  return dir;
}

/** The page's script once it is another one than before; its path has the hash of all code. */
async function nextScript(url: string, before: string): Promise<string> {
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    const page = await fetch(url, { headers: { accept: "text/html" } }).then(
      (response) => response.text(),
      () => "",
    );
    const script = /src="([^"]+\/client\.js)"/.exec(page)?.[1];
    if (script !== undefined && script !== before) return script;
    await new Promise((done) => setTimeout(done, 50));
  }
  return assert.fail(`The script is ${before} still.`);
}

/** Waits for the page as it is after a mistake: without a script, or not there at all. */
async function noScript(url: string, bundle: string): Promise<void> {
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    const { files } = JSON.parse(await Deno.readTextFile(bundle));
    const page = await fetch(url, { headers: { accept: "text/html" } }).then(
      (response) => response.text(),
      () => "",
    );
    if (!("client.js" in files) && !page.includes("/client.js")) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail("The page has the script of before the mistake still.");
}

function freePort(): number {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  return port;
}

Deno.test("--reload builds what browsers get again when an island changes, also after a mistake", async () => {
  const dir = await copyApplication();
  const { tasks } = JSON.parse(await Deno.readTextFile(`${dir}/deno.json`));
  const port = freePort();
  const [, ...args] = tasks.dev.command.split(" ");
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args, "--port", `${port}`],
    cwd: dir,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const errors = new Response(child.stderr).text();
  try {
    const url = `http://127.0.0.1:${port}/`;
    const island = `${dir}/islands/Shell.tsx`;
    const source = await Deno.readTextFile(island);
    const first = await nextScript(url, "");
    await Deno.writeTextFile(island, `${source}\nexport const added = Date.now();`);
    const second = await nextScript(url, first);
    await Deno.writeTextFile(island, `${source}\nexport const broken = (`);
    await noScript(url, `${dir}/_fresh/bundle.json`);
    await Deno.writeTextFile(island, source);
    assert.equal(await nextScript(url, second), first);
  } finally {
    child.kill("SIGTERM");
    await child.status;
    const told = await errors;
    await Deno.remove(dir, { recursive: true });
    assert.match(told, /The dashboard will not be interactive: .*Shell\.tsx:\d+:\d+/s);
  }
});
