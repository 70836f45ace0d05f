import { deepEqual, equal, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Document, Masthead, Notice, TabLinks } from "../../lib/ui/shell.tsx";

Deno.test("the document says its language, fits small screens, and names what it loads from here", () => {
  const html = renderToString(<Document>content</Document>);
  match(html, /^<html lang="en">/);
  match(html, /<meta charset="utf-8"\/>/i);
  match(html, /<meta name="viewport" content="width=device-width, initial-scale=1"\/>/);
  match(html, /<meta name="color-scheme" content="light dark"\/>/);
  match(html, /<body>content<[^<]*<\/[a-z]+><\/body><\/html>$/);
  const loaded = [...html.matchAll(/(?:href|src)="([^"?#]+)/g)].map(([, url]) => url);
  const sheets = ["base", "shell", "parts", "chart"].map((name) => `/css/${name}.css`);
  deepEqual(loaded, ["/favicon.svg", ...sheets, "/boot.js"]);
});

Deno.test("the document is painted once its last element is there", () => {
  const html = renderToString(<Document>content</Document>);
  const [, waitedFor] = /<link rel="expect" href="#(\w+)" blocking="render"\/><script/.exec(html) ??
    [];
  const [, last] = /<body>content<span id="(\w+)" hidden><\/span><\/body>/.exec(html) ?? [];
  equal(waitedFor, "end");
  equal(last, "end");
});

Deno.test("what the document loads is there", async () => {
  const html = renderToString(<Document>{<Masthead>.</Masthead>}</Document>);
  const loaded = new Set(
    [...html.matchAll(/(?:href|src)="\/([^"?]+\.\w+)/g)].map(([, path]) => path),
  );
  equal(loaded.size, 6);
  for (const path of loaded) {
    equal((await Deno.stat(`${import.meta.dirname}/../../static/${path}`)).isFile, true);
  }
});

Deno.test("the tab of the page is marked; the range stays, and a project goes where it is told of", () => {
  const links = (url: string) =>
    [...renderToString(<TabLinks url={url} />).matchAll(/<a(?: [^>]*)?href="([^"]*)"([^>]*)>/g)]
      .map(([, href, rest]) => ({ href, isMarked: rest?.includes('aria-current="page"') }));
  const marked = (url: string) => links(url).filter(({ isMarked }) => isMarked).map((l) => l.href);
  deepEqual(marked("/"), ["/"]);
  deepEqual(marked("/requests/12?x=1"), ["/requests"]);
  deepEqual(marked("/compare"), ["/compare"]);
  deepEqual(marked("/modelsx"), []);
  deepEqual(links("/?range=week&model=a&project=b").map(({ href }) => href), [
    "/?range=week&amp;project=b",
    "/calendar?range=week",
    "/models?range=week",
    "/requests?range=week&amp;project=b",
    "/compare?range=week",
  ]);
  const [stats] = links("/calendar?from=2026-01-01&to=2026-01-02&day=x");
  equal(stats?.href, "/?from=2026-01-01&amp;to=2026-01-02");
});

Deno.test("a notice tells status, what is wrong, and the way back; its text is no markup", () => {
  const html = renderToString(
    <Notice status={404} title="Nothing <here>">No page is at {"<script>"}.</Notice>,
  );
  match(html, /<p class="status">404<\/p><h1>Nothing &lt;here><\/h1>/);
  match(html, /<p>No page is at &lt;script>\.<\/p><p><a href="\/">Back to the start<\/a><\/p>/);
});
