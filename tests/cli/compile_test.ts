import assert from "node:assert/strict";
import { dirname } from "node:path";
import { embeddedSet, INCLUDED } from "../../lib/cli/compile.ts";
import { permissionFlags } from "../../lib/cli/permission_flags.ts";
import { APPLICATION } from "../../lib/cli/server_modules.ts";
import { buildIslands } from "../../lib/fresh/build.ts";
import { listFiles } from "../../lib/fresh/files.ts";
import { withFiles } from "./server_files.ts";

const ROOT = decodeURIComponent(APPLICATION.pathname);
const CONFIG = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo } }
`;

/** The application's files that `deno compile` embeds: the modules of its graph, and what is included. */
async function embeddedFiles(fresh: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const part of INCLUDED) {
    const folder = part === "_fresh" ? fresh : ROOT + part;
    if (part.endsWith(".ts")) files.set(part, folder);
    else {for (const file of await listFiles(folder)) {
        files.set(`${part}/${file}`, `${folder}/${file}`);
      }}
  }
  const entries = ["main.ts", ...files.keys()].filter((path) => /^(?!_fresh).*\.tsx?$/.test(path));
  const entry = await Deno.makeTempFile({ suffix: ".ts" });
  const imports = entries.map((path) => `import(${JSON.stringify(`${APPLICATION.href}${path}`)});`);
  await Deno.writeTextFile(entry, imports.join("\n"));
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--config", `${ROOT}deno.json`, entry],
  }).output();
  await Deno.remove(entry);
  const graph: { modules: { local?: string }[] } = JSON.parse(new TextDecoder().decode(stdout));
  for (const { local } of graph.modules) {
    if (local?.startsWith(ROOT)) files.set(local.slice(ROOT.length), local);
  }
  // How names are resolved is embedded as well.
  for (const file of ["deno.json", "deno.lock"]) files.set(file, ROOT + file);
  return files;
}

/** Waits for the address at which a server says that it listens; the rest of its output is dropped. */
async function addressOf(output: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  const reader = output.getReader();
  let told = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) assert.fail(`The server ended: ${told}`);
    told += decoder.decode(value, { stream: true });
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(told)?.[0];
    if (url === undefined) continue;
    reader.releaseLock();
    void output.pipeTo(new WritableStream());
    return url;
  }
}

/** What of the server shows that nothing is missing: pages, their scripts, answers, the log. */
async function looksWhole(url: string): Promise<void> {
  const headers = { accept: "text/html" };
  const read = async (path: string, init?: RequestInit) => {
    const response = await fetch(new URL(path, url), init);
    const text = await response.text();
    assert.equal(response.status, 200, `${path}: ${text}`);
    return text;
  };
  const body = JSON.stringify({ model: "echo", messages: [{ role: "user", content: "hello" }] });
  await read("/v1/chat/completions", { method: "POST", body });
  for (const path of ["/", "/calendar", "/models", "/requests", "/requests/1", "/compare"]) {
    const html = await read(path, { headers });
    const names = [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css|svg)[^"]*)"/g)];
    assert.ok(names.some(([, name]) => name?.endsWith("/client.js")), path);
    for (const [, name = ""] of names) await read(name);
  }
}

Deno.test("what is embedded is all that the server needs: it neither builds nor reads anything else", async () => {
  const fresh = await Deno.makeTempDir({ prefix: "apantli-fresh-" });
  const folder = await Deno.makeTempDir({ prefix: "apantli-embedded-" });
  assert.deepEqual(await buildIslands({ root: ROOT, outDir: fresh }), { built: true });
  for (const [path, source] of await embeddedFiles(fresh)) {
    await Deno.mkdir(dirname(`${folder}/${path}`), { recursive: true });
    await Deno.copyFile(source, `${folder}/${path}`);
  }
  await withFiles({ "config.yaml": CONFIG }, async (flags, dir) => {
    const permissions = permissionFlags(embeddedSet({ ...flags, port: 0 }, folder));
    assert.deepEqual(permissions.filter((flag) => /^--allow-(all|run|ffi|sys)|^-A/.test(flag)), []);
    const args = ["run", "--quiet", "--cached-only", ...permissions, `${folder}/main.ts`];
    const own = [
      "--port",
      "0",
      "--log-level",
      "warn",
      "--config",
      flags.config,
      "--db",
      flags.db,
      "--env",
      flags.env,
    ];
    const child = new Deno.Command(Deno.execPath(), {
      args: [...args, ...own],
      cwd: dir,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const errors = new Response(child.stderr).text();
    const problem = await addressOf(child.stdout).then(looksWhole).then(() => "", String);
    try {
      child.kill("SIGTERM");
    } catch {
      // It has ended by itself; its errors say why.
    }
    await child.status;
    await Deno.remove(folder, { recursive: true });
    await Deno.remove(fresh, { recursive: true });
    assert.equal(problem + await errors, "");
  });
});
