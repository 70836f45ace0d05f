import { deepEqual, equal, match } from "node:assert/strict";
import { App } from "fresh";
import { asset } from "fresh/runtime";
import { loadFiles } from "../../lib/fresh/files.ts";
import { ask, makeFolder } from "./harness.ts";

Deno.test("asset() names a file by the content of all, also where a module is loaded", async () => {
  const page = `import { asset } from "fresh/runtime"; const early = asset("/a.css");
    export const handler = () => new Response(early);`;
  const read = async (text: string) => {
    const root = await makeFolder({ "static/a.css": text, "static/b.css": "" });
    await Deno.mkdir(`${root}/routes`);
    await Deno.writeTextFile(`${root}/routes/index.js`, page);
    const app = new App().fsRoutes();
    app._files = Promise.resolve(await loadFiles(root));
    const early = await (await ask(app, "/")).text();
    equal(asset("/a.css"), early);
    return asset("/b.css");
  };
  const [before, after, again] = [await read("x"), await read("y"), await read("x")];
  match(before, /^\/b\.css\?__frsh_c=[0-9a-f]{16}$/);
  equal(before === after, false);
  equal(before, again);
});

Deno.test("asset() keeps queries and fragments, and leaves other URLs as they are", () => {
  const id = /=(\w+)$/.exec(asset("/a"))?.[1] ?? "";
  const table = {
    "/a?x=1": `/a?x=1&__frsh_c=${id}`,
    "/a#part": `/a?__frsh_c=${id}#part`,
    "/a?x=1#part": `/a?x=1&__frsh_c=${id}#part`,
    [`/a?__frsh_c=${id}`]: `/a?__frsh_c=${id}`,
    "a.css": "a.css",
    "//cdn.example/a.css": "//cdn.example/a.css",
    "https://cdn.example/a.css": "https://cdn.example/a.css",
  };
  for (const [path, url] of Object.entries(table)) equal(asset(path), url);
});

Deno.test("each app of a process has its own asset URLs, and one without files has plain ones", async () => {
  const page = { component: () => asset("/a.css") };
  const start = async (text: string) => {
    const app = new App().route("/", page);
    app._files = Promise.resolve(await loadFiles(await makeFolder({ "static/a.css": text })));
    return app;
  };
  const read = async (app: App<unknown>) =>
    /<body>(.*)<\/body>/.exec(await (await ask(app, "/")).text())?.[1];
  const [first, second] = [await start("x"), await start("y")];
  const [a, b, again] = [await read(first), await read(second), await read(first)];
  match(a ?? "", /^\/a\.css\?__frsh_c=/);
  deepEqual([a === b, a === again], [false, true]);
  equal(await read(new App().route("/", page)), "/a.css");
});
