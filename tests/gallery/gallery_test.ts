import assert from "node:assert/strict";
import { options } from "preact";
import { PAGE_HEADERS } from "../../lib/app/page_headers.ts";
import { GALLERY, galleryPage, slugOf } from "../../lib/gallery/mod.tsx";
import { startApp } from "../harness/app.ts";

const BROWSER = { accept: "text/html" };
const root = new URL("../../", import.meta.url);
const paths = [
  "/gallery",
  ...GALLERY.flatMap(({ name, states }) => [
    `/gallery/${name}`,
    ...Object.keys(states).map((state) => `/gallery/${name}/${slugOf(state)}`),
  ]),
];

/** All that `lib/ui` exports as a view, by the name that a failure tells. */
async function views(folder = "lib/ui"): Promise<Map<unknown, string>> {
  const found = new Map<unknown, string>();
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, root))) {
    const path = `${folder}/${name}`;
    if (isDirectory) { for (const entry of await views(path)) found.set(...entry); }
    else if (path.endsWith(".tsx")) {
      const module: Record<string, unknown> = await import(new URL(path, root).href);
      for (const [name, value] of Object.entries(module)) {
        if (typeof value === "function" && /^[A-Z]/.test(name)) found.set(value, `${path} ${name}`);
      }
    }
  }
  return found;
}

Deno.test("the gallery shows every view that lib/ui exports", async () => {
  const missing = await views();
  assert.ok(missing.size > 40, `${missing.size} views`);
  const before = options.vnode;
  options.vnode = (vnode) => {
    missing.delete(vnode.type);
    before?.(vnode);
  };
  try {
    await using app = await startApp("model_list: []", { mode: "development" });
    for (const { name } of GALLERY) {
      await (await fetch(`${app.url}/gallery/${name}`, { headers: BROWSER })).text();
    }
  } finally {
    if (before) options.vnode = before;
  }
  const told = "Show it in lib/gallery/tabs";
  assert.deepEqual([...missing.values()], [], told);
});

Deno.test("without development there is no gallery, and no page leads to it", async () => {
  await using app = await startApp("model_list: []");
  for (const path of paths) {
    const response = await fetch(app.url + path, { headers: BROWSER });
    assert.equal(response.status, 404, path);
    assert.doesNotMatch(await response.text(), /href="\/gallery/);
  }
});

Deno.test("every state can be looked at alone, under the policy of all pages, and nothing in it wakes", async () => {
  await using app = await startApp("model_list: []", { mode: "development" });
  const policy = PAGE_HEADERS["content-security-policy"];
  const plain = await fetch(`${app.url}/nope`, { headers: BROWSER });
  const ofShell = islandsIn(await plain.text());
  assert.ok(ofShell > 0);
  for (const path of paths) {
    const response = await fetch(app.url + path, { headers: BROWSER });
    const html = await response.text();
    assert.equal(response.status, 200, path);
    assert.equal(response.headers.get("content-security-policy"), policy);
    assert.doesNotMatch(html, /<[^>]+ style=|<style|<script>/, path);
    assert.equal(islandsIn(html), ofShell, path);
  }
});

Deno.test("what the gallery does not have is not there", async () => {
  await using app = await startApp("model_list: []", { mode: "development" });
  for (
    const path of ["/gallery/nope", "/gallery/stats/nope", "/gallery/constructor", "/gallery/"]
  ) {
    const response = await fetch(app.url + path, { headers: BROWSER });
    assert.equal(response.status, 404, path);
    await response.body?.cancel();
  }
  for (const method of ["POST", "DELETE"]) {
    const response = await fetch(`${app.url}/gallery`, { method });
    assert.equal(response.status, 405);
    await response.body?.cancel();
  }
});

Deno.test("each state has an address of its own, and shows something of its own", () => {
  for (const { name, states } of GALLERY) {
    const slugs = Object.keys(states).map(slugOf);
    assert.equal(new Set(slugs).size, slugs.length, name);
    const drawn = galleryPage(name)?.drawn ?? [];
    assert.deepEqual(drawn.map(({ slug }) => slug), slugs);
    assert.equal(
      new Set(drawn.map(({ html }) => html)).size,
      slugs.length,
      `${name} has one twice`,
    );
    for (const { name, html } of drawn) assert.match(html, /<\w/, name);
  }
});

Deno.test("the gallery is the same each time, whatever the time is", () => {
  for (const { name } of GALLERY) {
    assert.deepEqual(galleryPage(name)?.drawn, galleryPage(name)?.drawn, name);
  }
});

/** The states that every tab is looked at in; of views, not of tabs, those of the parts. */
const STATES: readonly (readonly [part: string, ...words: RegExp[]])[] = [
  ["stats", /empty/, /one request/, /crowded/, /long names/, /unpriced/, /three years/],
  ["calendar", /empty/, /one request/, /full year/, /crowded/, /unpriced/],
  ["models", /empty/, /crowded/, /loading/, /error/, /missing/, /unpriced/],
  ["requests", /empty/, /one request/, /crowded/, /loading/, /error/, /unpriced/],
  ["request", /failed/, /interrupted/, /running/, /unpriced/, /long names/],
  ["playground", /empty/, /on their way/, /long names/, /each kind/],
  ["parts", /lost connection/, /polling/, /problem/, /nothing yet/],
];

Deno.test("each tab is there in the states that are easily forgotten", () => {
  for (const [name, ...words] of STATES) {
    const states = Object.keys(GALLERY.find((part) => part.name === name)?.states ?? {});
    for (const word of words) {
      assert.ok(states.some((state) => word.test(state)), `${name} ${word}`);
    }
  }
});

function islandsIn(html: string): number {
  return html.split("data-fresh-island=").length - 1;
}
