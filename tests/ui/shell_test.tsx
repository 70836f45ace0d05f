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
  deepEqual(loaded, ["/favicon.svg", "/styles.css"]);
});

Deno.test("what the document loads is there", async () => {
  const html = renderToString(<Document>{<Masthead current={null} />}</Document>);
  const loaded = new Set(
    [...html.matchAll(/(?:href|src)="\/([^"?]+\.\w+)/g)].map(([, path]) => path),
  );
  equal(loaded.size, 2);
  for (const path of loaded) {
    equal((await Deno.stat(`${import.meta.dirname}/../../static/${path}`)).isFile, true);
  }
});

Deno.test("the tab of the page is marked, and only tabs with a page can be chosen", () => {
  const links = (current: string | null) =>
    [...renderToString(<Masthead current={current} />).matchAll(/<a(?: [^>]*)?>/g)]
      .map(([tag]) => tag);
  deepEqual(links("Stats"), [
    '<a class="brand" href="/">',
    '<a href="/#stats" aria-current="page">',
  ]);
  deepEqual(links(null), ['<a class="brand" href="/">', '<a href="/#stats">']);
  const html = renderToString(<Masthead current="Calendar" />);
  equal(html.includes("aria-current"), false);
  const soon = [...html.matchAll(/<span class="soon"[^>]*>(\w+)</g)].map(([, name]) => name);
  deepEqual(soon, ["Calendar", "Models", "Requests"]);
  match(html, /<nav aria-label="Sections">/);
});

Deno.test("a notice tells status, what is wrong, and the way back; its text is no markup", () => {
  const html = renderToString(
    <Notice status={404} title="Nothing <here>">No page is at {"<script>"}.</Notice>,
  );
  match(html, /<p class="status">404<\/p><h1>Nothing &lt;here><\/h1>/);
  match(html, /<p>No page is at &lt;script>\.<\/p><p><a href="\/">Back to the start<\/a><\/p>/);
  equal(html.includes("aria-current"), false);
});
