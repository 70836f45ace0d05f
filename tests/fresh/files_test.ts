import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { loadFiles } from "../../lib/fresh/files.ts";
import { ask, capture, makeFolder, SAMPLE, startFolder } from "./harness.ts";
import { createApp } from "./sample/main.ts";

const PAGE = "export default () => 'page';";
const tell = (word: string) => `export const handler = (ctx) => ctx.text("${word}");`;

Deno.test("a route file that cannot be used is refused by its name, with what to do", async () => {
  const table: [path: string, text: string, told: RegExp][] = [
    ["none.ts", "export const x = 1;", /Export a component or handlers from routes\/none\.ts/],
    ["text.ts", "export default 'text';", /Export a component or handlers from routes\/text\.ts/],
    ["a/_layout.tsx", "export const config = {};", /Export a component .* routes\/a\/_layout\.tsx/],
    ["_app.tsx", "export default {};", /Export a component .* routes\/_app\.tsx/],
    ["_error.ts", "export const config = {};", /Export a component .* routes\/_error\.ts/],
    ["_middleware.ts", "", /Export a component or handlers from routes\/_middleware\.ts/],
    ["_middleware.ts", "export default {};", /Export a function, or an array.*_middleware\.ts/],
    ["_middleware.ts", "export default [() => {}, 1];", /Export a function, or an array/],
    ["low.ts", "export const handler = { get() {} };", /remove "get" in .* routes\/low\.ts/],
    ["no.ts", "export const handler = { GET: 1 };", /remove "GET" in .* routes\/no\.ts/],
    ["own.ts", `export const config = { routeOverride: "/(" };${PAGE}`, /Mend routeOverride.*own/],
    ["[a][b].ts", PAGE, /Rename routes\/\[a\]\[b\]\.ts/],
  ];
  for (const [path, text, told] of table) {
    await rejects(loadFiles(await makeFolder({ [`routes/${path}`]: text })), told, path + text);
  }
});

Deno.test("what is no route is left alone: tests, types, data, hidden files, (_folders)", async () => {
  const wrong = "throw new Error('imported');";
  const get = await startFolder({
    "routes/page.ts": PAGE,
    "routes/page_test.ts": wrong,
    "routes/page.test.tsx": wrong,
    "routes/types.d.ts": wrong,
    "routes/data.json": "{",
    "routes/.hidden.ts": wrong,
    "routes/(_parts)/part.ts": wrong,
    "routes/a/(_parts)/deep/part.ts": wrong,
  });
  equal((await get("/page")).status, 200);
  for (const path of ["/page_test", "/data", "/.hidden", "/part"]) {
    equal((await get(path)).status, 404, path);
  }
});

Deno.test("scripts of every kind may be routes, and an app without folders has none", async () => {
  const kinds = ["ts", "tsx", "js", "jsx", "mjs"];
  const get = await startFolder(
    Object.fromEntries(kinds.map((kind) => [`routes/${kind}.${kind}`, tell(kind)])),
  );
  for (const kind of kinds) equal(await (await get(`/${kind}`)).text(), kind);
  const { commands, assets, client } = await loadFiles(await makeFolder({}));
  deepEqual([commands, assets.size, client], [[], 0, null]);
});

Deno.test("a file's name stands for itself in the URL, whatever it means in a pattern", async () => {
  const names = ["c++", "a(b)c", "v1:stream", "what?", "über uns", "50%", "x*"];
  const get = await startFolder(
    Object.fromEntries(names.map((name) => [`routes/${name}.js`, tell(name)])),
  );
  for (const name of names) {
    const path = `/${encodeURI(name).replace("?", "%3F")}`;
    equal(await (await get(path)).text(), name);
  }
  equal((await get("/v1anything")).status, 404);
});

Deno.test("the more particular of two files is asked, whatever params and groups are called", async () => {
  const get = await startFolder({
    "routes/(a)/[...rest].js": tell("rest"),
    "routes/blog/[slug].js": tell("slug"),
    "routes/blog/v[slug].js": tell("v"),
    "routes/blog/vx-[slug].js": tell("vx"),
    "routes/[b]/edit/x.js": tell("edit"),
    "routes/[a]/[...other].js": tell("other"),
  });
  const table = {
    "/blog/a": "slug",
    "/blog/v1": "v",
    "/blog/vx-1": "vx",
    "/a/edit/x": "edit",
    "/a/edit/y": "other",
    "/a": "other",
  };
  for (const [path, told] of Object.entries(table)) {
    equal(await (await get(path)).text(), told, path);
  }
});

Deno.test("config: routeOverride moves a page, the skips leave out what is around it", async () => {
  const around = (name: string) =>
    `import { h } from "preact"; export default ({ Component }) => h("${name}", null, h(Component));`;
  const get = await startFolder({
    "routes/_app.js": around("body").replace("null", "{ class: 'app' }"),
    "routes/_layout.js": around("main"),
    "routes/in/_layout.js": around("aside"),
    "routes/in/all.js": "export default () => 'x';",
    "routes/in/bare.js": "export const config = { skipInheritedLayouts: true };" + PAGE,
    "routes/in/part.js":
      "export const config = { skipAppWrapper: true, skipInheritedLayouts: true };" + PAGE,
    "routes/moved.js": "export const config = { routeOverride: '/to/:id' };" +
      "export default ({ params, route }) => params.id + ' by ' + route;",
    "routes/own/_layout.js": "export const config = { skipAppWrapper: true };" + around("nav"),
    "routes/own/page.js": PAGE,
  });
  const text = async (path: string) => await (await get(path)).text();
  match(await text("/in/all"), /<body class="app"><main><aside>x<\/aside><\/main><\/body>/);
  match(await text("/in/bare"), /<body class="app">page<\/body>/);
  match(await text("/in/part"), /<\/head><body>page<\/body>/);
  match(await text("/to/7"), /<body class="app"><main>7 by \/to\/:id<\/main><\/body>/);
  equal((await get("/moved")).status, 404);
  match(await text("/own/page"), /<body><main><nav>page<\/nav><\/main><\/body>/);
});

Deno.test("_500 is another name of _error, and an inner one takes what its folder throws", async () => {
  const broken = "export const handler = () => { throw new Error('x'); };";
  const get = await startFolder({
    "routes/_500.js": tell("outer"),
    "routes/a.js": broken,
    "routes/in/_error.js": tell("inner"),
    "routes/in/b.js": broken,
  });
  deepEqual([await (await get("/a")).text(), await (await get("/in/b")).text()], [
    "outer",
    "inner",
  ]);
});

Deno.test("there is one _404 for all paths: the root's, or the only one there is", async () => {
  const only = await startFolder({ "routes/in/_404.js": PAGE });
  const unknown = await only("/nowhere");
  deepEqual([unknown.status, /page/.test(await unknown.text())], [404, true]);
  const both = await startFolder({
    "routes/_404.js": tell("root"),
    "routes/in/_404.js": tell("in"),
  });
  equal(await (await both("/in/nowhere")).text(), "root");
});

Deno.test("fsRoutes(pattern) puts routes, middleware and error files below a path", async () => {
  const get = await startFolder({
    "routes/_middleware.js": "export default async (ctx) => {" +
      "const r = await ctx.next(); r.headers.set('x-files', 'yes'); return r; };",
    "routes/_error.js": tell("error"),
    "routes/_404.js": tell("none"),
    "routes/index.js": tell("index"),
    "routes/[id].js": tell("id"),
    "routes/bad.js": "export const handler = () => { throw 1; };",
  }, "/sub");
  const texts = ["/sub", "/sub/1", "/sub/bad", "/1"].map(async (path) => {
    const response = await get(path);
    return [await response.text(), response.headers.get("x-files")];
  });
  deepEqual(await Promise.all(texts), [["index", "yes"], ["id", "yes"], ["error", null], [
    "none",
    null,
  ]]);
});

Deno.test("without a bundle pages render, and the log says that islands are not interactive", async () => {
  for (const files of [{ "client.js": "no bundle" }, { "bundle.json": '{"files":{"client.js' }]) {
    const outDir = await makeFolder(files);
    const app = createApp();
    const warned = await capture("warn", async () => {
      app._files = Promise.resolve(await loadFiles(SAMPLE, outDir));
      const html = await (await ask(app, "/")).text();
      match(html, /Count 3/);
      equal(/<script[^>]*src|<link rel="modulepreload"/.test(html), false);
    });
    deepEqual(warned.length, 1);
    match(warned[0] ?? "", /not interactive/);
  }
});

Deno.test("what holds for a folder holds for all of its routes, however they are called", async () => {
  const names = ["1", "A", "_x", "a", "[id]", "(g)/b", "(G)/c"];
  const files = Object.fromEntries(names.map((name) => [`routes/${name}.js`, tell(name)]));
  const middleware = "export default () => new Response('held');";
  const get = await startFolder({ ...files, "routes/_middleware.js": middleware });
  for (const path of ["/1", "/A", "/_x", "/a", "/other", "/b", "/c"]) {
    equal(await (await get(path)).text(), "held", path);
  }
});

Deno.test("an app without islands is not told that they sleep", async () => {
  deepEqual(await capture("warn", () => startFolder({ "routes/a.js": PAGE })), []);
});

Deno.test({
  name: "a folder that may not be read is an error, not an app without routes",
  permissions: { read: false },
  fn: async () => {
    await rejects(loadFiles(SAMPLE), Deno.errors.NotCapable);
  },
});
