import { deepEqual, equal, match } from "node:assert/strict";
import { App, page, type PageProps, type RouteConfig } from "fresh";
import { asset, Head } from "fresh/runtime";
import { ask, startFolder } from "./harness.ts";

Deno.test("Head takes fragments for what is in them, however deep", async () => {
  const inner = (
    <>
      <title>of the page</title>
      {[<meta name="a" content="2" key="a" />]}
    </>
  );
  const outer = (
    <>
      <meta name="a" content="1" key="a" />
      {inner}
    </>
  );
  const app = new App().appWrapper(({ Component }) => (
    <html>
      <head>
        <title>of the wrapper</title>
      </head>
      <body>
        <Component />
      </body>
    </html>
  )).route("/", {
    component: () => <Head>{outer}</Head>,
  });
  const html = await (await ask(app, "/")).text();
  match(html, /<head><meta name="a" content="2"\/><title>of the page<\/title><\/head>/);
});

Deno.test("asset() keeps all of a fragment", async () => {
  await startFolder({ "static/a.svg": "<svg/>" });
  const [url, ...fragment] = asset("/a.svg#icon#2").split("#");
  equal(url, asset("/a.svg"));
  equal(fragment.join("#"), "icon#2");
});

Deno.test("asset() is the path itself where there are no files that could be cached", async () => {
  const app = new App().route("/", { component: () => <p>{asset("/a.css#b")}</p> });
  match(await (await ask(app, "/")).text(), /<p>\/a\.css#b<\/p>/);
});

Deno.test("a layout may leave out the wrapper and the layouts around it, a route all of them", async () => {
  const around = (name: string) => ({ Component }: PageProps) => (
    <div class={name}>
      <Component />
    </div>
  );
  const skips = { skipAppWrapper: true, skipInheritedLayouts: true };
  const component = () => <p />;
  const app = new App().appWrapper(around("app")).layout("*", around("root"))
    .layout("/a", around("a"), { skipAppWrapper: true })
    .layout("/b", around("b"), { skipInheritedLayouts: true })
    .layout("/a/c", around("c"), skips);
  const table: [path: string, config: RouteConfig, classes: string[]][] = [
    ["/page", {}, ["app", "root"]],
    ["/a/page", {}, ["root", "a"]],
    ["/b/page", {}, ["app", "b"]],
    ["/a/c/page", {}, ["c"]],
    ["/bare", skips, []],
    ["/b/unwrapped", { skipAppWrapper: true }, ["b"]],
    ["/b/alone", { skipInheritedLayouts: true }, ["app"]],
  ];
  for (const [path, config] of table) app.route(path, { component, config });
  for (const [path, , classes] of table) {
    const html = await (await ask(app, path)).text();
    deepEqual([...html.matchAll(/class="(\w+)"/g)].map(([, name]) => name), classes, path);
  }
});

Deno.test("HEAD asks a route's GET handler for status and headers", async () => {
  const app = new App().route("/", {
    handler: { GET: () => page(1, { status: 203, headers: { "x-a": "b" } }) },
    component: () => <p />,
  });
  const head = await ask(app, "/", { method: "HEAD" });
  deepEqual([head.status, head.headers.get("x-a"), head.body], [203, "b", null]);
});
