import { deepEqual, equal, match } from "node:assert/strict";
import { makeFolder } from "./harness.ts";

const LIB = new URL("../../lib/fresh/", import.meta.url);
const ROOT = new URL("../../", import.meta.url);

/** An app's folder with a main module of its own that asks the app for some paths. */
async function makeApp(files: Record<string, string>, ...paths: string[]): Promise<string> {
  const { imports, compilerOptions } = JSON.parse(
    await Deno.readTextFile(new URL("deno.json", ROOT)),
  );
  const mapped = {
    ...imports,
    fresh: new URL("mod.ts", LIB).href,
    "fresh/runtime": new URL("runtime.ts", LIB).href,
  };
  return await makeFolder({
    "deno.json": JSON.stringify({ imports: mapped, compilerOptions, nodeModulesDir: "none" }),
    "main.ts": `import { App, staticFiles } from "fresh";
      const handler = new App().use(staticFiles()).fsRoutes().handler();
      for (const path of ${JSON.stringify(paths)}) {
        const response = await handler(new Request("http://localhost" + path));
        console.log(response.status, await response.text());
      }`,
    ...files,
  });
}

/** Runs the app's main module from another folder, with the given permissions only. */
async function run(root: string, ...permissions: string[]) {
  const args = ["run", "--quiet", "--no-prompt", "--no-lock", ...permissions, `${root}/main.ts`];
  const options = { args, cwd: Deno.cwd(), env: { NO_COLOR: "1" } };
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), options).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

Deno.test("routes, islands and static files lie beside the main module, and reading is all it takes", async () => {
  const root = await makeApp(
    {
      "routes/index.tsx": `import Hello from "../islands/Hello.tsx";
        export default () => <Hello name="you" />;`,
      "islands/Hello.tsx": "export default ({ name }: { name: string }) => <p>Hello {name}</p>;",
      "static/robots.txt": "all welcome",
    },
    "/",
    "/robots.txt",
    "/none",
  );
  const { code, stdout, stderr } = await run(root, `--allow-read=${root}`);
  equal(code, 0, stderr);
  const [page = "", ...others] = stdout.trim().split("\n");
  match(page, /^200 <!DOCTYPE html>.*data-fresh-island="0"><p>Hello you<\/p>/);
  deepEqual(others, ["200 all welcome", "404 HTTP 404"]);
  match(stderr, /Islands are not interactive/);
});

Deno.test("a route file that cannot be used ends the process with its name", async () => {
  const root = await makeApp({ "routes/a/broken.ts": "export const handlers = { fetch() {} };" });
  const { code, stderr } = await run(root, `--allow-read=${root}`);
  equal(code, 1);
  match(stderr, /Rename or remove "fetch" in the handlers of routes\/a\/broken\.ts/);
});

Deno.test("a route file that cannot be loaded ends the process with its name", async () => {
  for (const text of ["export default (", "throw new Error('early');", "import './gone.ts';"]) {
    const root = await makeApp({ "routes/a/broken.ts": text });
    const { code, stderr } = await run(root, `--allow-read=${root}`);
    deepEqual([code, /broken\.ts/.test(stderr)], [1, true], stderr);
  }
});
