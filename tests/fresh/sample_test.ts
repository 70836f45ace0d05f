import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { resolve } from "node:path";
import { parse } from "devalue";
import { App } from "fresh";
import { listFiles, loadFiles } from "../../lib/fresh/files.ts";
import { makeFolder, readBundle, SAMPLE, startSample } from "./harness.ts";

const { get, outDir } = await startSample();

async function read(path: string, init?: RequestInit): Promise<string> {
  return await (await get(path, init)).text();
}

Deno.test("files become routes: static, params, optional, catch-all, mixed, groups", async () => {
  match(await read("/blog/latest"), /<h1>Latest<\/h1>/);
  match(await read("/blog/a%20b"), /<h1>a b by \/blog\/:slug<\/h1>/);
  deepEqual([await read("/docs"), await read("/docs/de")], ['{"lang":""}', '{"lang":"de"}']);
  equal(await read("/files/a/b/c"), "a/b/c");
  equal(await read("/files/v1-2"), "major 1 minor 2");
  match(await read("/users"), /<h1>Users<\/h1>/);
});

Deno.test("a page stands in its layout and in the app wrapper, a group may leave them out", async () => {
  match(await read("/about"), /<body[^>]*><main><h1>About YOU<\/h1><\/main><\/body>/);
  match(await read("/users"), /<body[^>]*><aside><h1>Users<\/h1><\/aside><\/body>/);
});

Deno.test("_middleware files run from the outside in, as arrays and as handler exports", async () => {
  equal((await get("/about")).headers.get("x-trail"), "main,first,second");
  equal((await get("/users")).headers.get("x-trail"), "main,first,second,admin");
});

Deno.test("a folder named by a param has a layout, middleware and errors of its own, inside of its parents'", async () => {
  const page = await get("/shop/7/tea");
  match(await page.text(), /<main><section title="7"><b>tea<\/b><\/section><\/main>/);
  equal(page.headers.get("x-trail"), "main,first,second,shop 7");
  const broken = await get("/shop/7/broken");
  equal(broken.status, 409);
  match(await broken.text(), /<main><section title="7"><em>HttpError: broken<\/em><\/section>/);
  const closed = await get("/shop/closed/tea");
  deepEqual([closed.status, /closed for good/.test(await closed.text())], [410, true]);
});

Deno.test("a handler's data reaches the async page, its status and headers the response", async () => {
  const response = await get("/about?name=ada");
  deepEqual([response.status, response.headers.get("x-page")], [203, "about"]);
  match(await response.text(), /About ADA/);
});

Deno.test("_error takes thrown errors with their status, and may answer with JSON", async () => {
  const boom = await get("/about?name=boom");
  deepEqual([boom.status, /<main><h1>Error: boom/.test(await boom.text())], [500, true]);
  const teapot = await get("/about?name=teapot", { headers: { accept: "application/json" } });
  deepEqual([teapot.status, await teapot.json()], [418, { error: "HttpError: I am a teapot" }]);
});

Deno.test("_404 takes unknown paths and thrown 404s", async () => {
  const unknown = await get("/no/such");
  deepEqual([unknown.status, /No page at \/no\/such/.test(await unknown.text())], [404, true]);
  equal((await get("/about?name=nobody")).status, 404);
});

Deno.test("a route file refuses other methods with 405 and Allow, shaped by _error", async () => {
  const response = await get("/about", { method: "DELETE", headers: { accept: "json" } });
  deepEqual([response.status, response.headers.get("allow")], [405, "GET, HEAD"]);
  deepEqual(await response.json(), { error: "HttpError" });
});

Deno.test("a request's body streams through a handler chunk by chunk", async () => {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const response = await get("/api/echo", { method: "POST", body: readable });
  const reader = response.body?.getReader();
  for (const byte of [1, 2]) {
    const written = writer.write(new Uint8Array([byte]));
    deepEqual((await reader?.read())?.value, new Uint8Array([byte]));
    await written;
  }
  await writer.close();
  equal((await reader?.read())?.done, true);
});

Deno.test("Head replaces the title, adds to the head, and the page has no inline script", async () => {
  const html = await read("/");
  const head = html.slice(0, html.indexOf("</head>"));
  equal(head.match(/<title>/g)?.length, 1);
  match(head, /<title>Home<\/title><meta name="description" content="first"\/>/);
  const scripts = [...html.matchAll(/<script([^>]*)>/g)].map((found) => found[1]);
  equal(scripts.every((tag) => /src=|application\/json/.test(tag ?? "")), true);
  equal(/ style=| on\w+=|<style/.test(html), false);
});

Deno.test("islands stand in the page with their props: shared signals, Map, Set, Date, bigint, URL", async () => {
  const html = await read("/");
  const text = /<script type="application\/json" id="fresh-data">(.*?)<\/script>/s.exec(html)?.[1];
  const data = parse(text ?? "", {
    Signal: ([value]: [unknown]) => ({ signal: value }),
    Slot: ([id]: [number]) => ({ slot: id }),
  });
  const [counter, total, facts, shown, , hidden] = data.islands;
  deepEqual([counter[0], total[0]], ["islands/Counter.tsx:Counter", "islands/Counter.tsx:Total"]);
  deepEqual(counter[1], { count: { signal: 3 } });
  equal(counter[1].count, total[1].count);
  deepEqual(facts[1], {
    map: new Map([["a", 1]]),
    set: new Set(["x"]),
    date: new Date(0),
    big: 12345678901234567890n,
    url: new URL("http://localhost/x"),
    text: "</script><b>",
  });
  deepEqual([shown[1].children, hidden[1].children], [{ slot: 0 }, { slot: 1 }]);
  match(html, /<slot data-fresh-island="1"><output>6<\/output><\/slot>/);
  match(html, /<slot data-fresh-slot="0"><p>Shown <slot data-fresh-island="4">/);
  match(html, /<template data-fresh-slot="1"><p>Hidden <slot data-fresh-island="7">/);
});

Deno.test("a page without islands has neither data nor script", async () => {
  equal(/fresh-data|<script/.test(await read("/about")), false);
});

Deno.test("a page loads what its islands need and no more, at URLs that may be cached for good", async () => {
  const { files, islands } = await readBundle(outDir);
  const html = await read("/");
  const named = [
    ...html.matchAll(/<(?:script type="module" src|link rel="modulepreload" href)="([^"]+)"/g),
  ]
    .map(([, url = ""]) => url);
  const shown = [
    "islands/Counter.tsx",
    "islands/Facts.tsx",
    "islands/Toggle.tsx",
    "routes/(_islands)/Beside.tsx",
  ];
  const needed = new Set([...shown.flatMap((name) => islands[name] ?? []), "client.js"]);
  deepEqual(named.map((url) => url.split("/").at(-1)).toSorted(), [...needed].toSorted());
  for (const url of named) {
    const response = await get(url);
    match(url, /^\/_fresh\/js\/[0-9a-f]{16}\/[\w.-]+$/);
    equal(response.headers.get("cache-control"), "public, max-age=31536000, immutable");
    equal(await response.text(), files[url.split("/").at(-1) ?? ""]);
  }
  equal(Object.keys(files).length > named.length, true);
});

Deno.test("a prop that cannot be sent is an error that names the island", async () => {
  const { default: Toggle } = await import("./sample/islands/Toggle.tsx");
  const { h } = await import("preact");
  const bad = () => h(Toggle, { open: true, children: () => "not data" });
  const told = Promise.withResolvers<string>();
  const app = new App().onError("*", (ctx) => {
    told.resolve(String(ctx.error));
    return new Response(null, { status: 500 });
  }).route("/", { component: bad });
  equal((await app.handler()(new Request("http://localhost/"))).status, 500);
  match(await told.promise, /Pass only data.*islands\/Toggle\.tsx:default/s);
});

Deno.test("a route file without component or handler is refused by its name", async () => {
  const root = await makeFolder({ "routes/[id] #1.ts": "export const x = 1;" });
  await rejects(loadFiles(root), /Export a component or handlers from routes\/\[id\] #1\.ts/);
});

Deno.test("the sample imports what an app of Fresh imports, and nothing of how this one is made", async () => {
  const packages = ["fresh", "fresh/runtime", "preact", "preact/hooks", "@preact/signals"];
  for (const path of (await listFiles(SAMPLE)).filter((path) => /\.tsx?$/.test(path))) {
    const source = await Deno.readTextFile(`${SAMPLE}/${path}`);
    for (const [, name = ""] of source.matchAll(/(?:from|import\(?) ?"([^"]+)"/g)) {
      const isInside = /^\.\.?\//.test(name) &&
        resolve(SAMPLE, path, "..", name).startsWith(SAMPLE);
      equal(isInside || packages.includes(name), true, `${path} imports ${name}`);
    }
  }
});
