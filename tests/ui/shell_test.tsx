import { deepEqual, equal, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Document, Masthead, Notice } from "../../lib/ui/shell.tsx";

Deno.test("the document says its language, fits small screens, and names what it loads from here", () => {
  const html = renderToString(<Document>content</Document>);
  match(html, /^<html lang="en">/);
  match(html, /<meta charset="utf-8"\/>/i);
  match(html, /<meta name="viewport" content="width=device-width, initial-scale=1"\/>/);
  match(html, /<meta name="color-scheme" content="light dark"\/>/);
  match(html, /<body>content<\/body><\/html>$/);
  const loaded = [...html.matchAll(/(?:href|src)="([^"?]*)/g)].map(([, url]) => url);
  const sheets = ["base", "shell", "parts", "chart"].map((name) => `/css/${name}.css`);
  deepEqual(loaded, ["/favicon.svg", ...sheets, "/boot.js"]);
});

Deno.test("what the document loads is there", async () => {
  const html = renderToString(<Document>{<Masthead current={null} />}</Document>);
  const loaded = new Set(
    [...html.matchAll(/(?:href|src)="\/([^"?]+\.\w+)/g)].map(([, path]) => path),
  );
  equal(loaded.size, 6);
  for (const path of loaded) {
    equal((await Deno.stat(`${import.meta.dirname}/../../static/${path}`)).isFile, true);
  }
});

Deno.test("the tab of the page is marked; a query goes where it is known", () => {
  const links = (current: string | null, query?: string) =>
    [
      ...renderToString(<Masthead current={current} {...(query ? { query } : {})} />)
        .matchAll(/<a(?: [^>]*)?href="([^"]*)"([^>]*)>/g),
    ].map(([, href, rest]) => [href, rest]);
  const marked = (current: string | null) =>
    links(current).filter(([, rest]) => rest?.includes('aria-current="page"')).map(([href]) =>
      href
    );
  deepEqual(marked("Stats"), ["/"]);
  deepEqual(marked("Playground"), ["/compare"]);
  deepEqual(marked(null), []);
  deepEqual(links("Stats", "range=week").map(([href]) => href), [
    "#content",
    "/",
    "/?range=week",
    "/calendar",
    "/models",
    "/requests?range=week",
    "/compare",
  ]);
});

Deno.test("a notice tells status, what is wrong, and the way back; its text is no markup", () => {
  const html = renderToString(
    <Notice status={404} title="Nothing <here>">No page is at {"<script>"}.</Notice>,
  );
  match(html, /<p class="status">404<\/p><h1>Nothing &lt;here><\/h1>/);
  match(html, /<p>No page is at &lt;script>\.<\/p><p><a href="\/">Back to the start<\/a><\/p>/);
});
