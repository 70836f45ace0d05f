import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { ProjectPicker } from "../../../lib/ui/parts/project_picker.tsx";

const picker = (
  projects: string[],
  chosen: string | null,
  url = "/?range=week&project=old&sort=p95",
) => renderToString(<ProjectPicker {...{ projects, chosen, url }} />);

/** Values and names; the chosen one in brackets. */
const options = (html: string) =>
  [...html.matchAll(/<option([^>]*)>(.*?)<\/option>/g)].map(([, attributes = "", name]) => {
    const [, value = ""] = / value="([^"]*)"/.exec(attributes) ?? [];
    return attributes.includes("selected") ? `[${value}: ${name}]` : `${value}: ${name}`;
  });

Deno.test("a project is chosen among all that there are", () => {
  assert.deepEqual(options(picker(["blog", "shop"], "shop")), [
    ": All projects",
    "blog: blog",
    "[shop: shop]",
  ]);
  assert.deepEqual(options(picker(["blog"], null)), ["[: All projects]", "blog: blog"]);
});

Deno.test("what the address names can be seen and left, though the log has nothing of it", () => {
  assert.deepEqual(options(picker(["blog"], "gone")), [
    ": All projects",
    "[gone: gone]",
    "blog: blog",
  ]);
  assert.deepEqual(options(picker([], "gone")), [": All projects", "[gone: gone]"]);
});

Deno.test("where there are no projects there is no choice", () => {
  assert.equal(picker([], null), "");
});

Deno.test("the form keeps the rest of the address, and works without JavaScript", () => {
  const html = picker(["blog"], null, "/?range=week&project=old&sort=p95&sort2=a%26b");
  assert.match(html, /<form class="project" action="\/">/);
  const hidden = [...html.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  assert.deepEqual(hidden.map(([, name, value]) => `${name}=${value}`), [
    "range=week",
    "sort=p95",
    "sort2=a&amp;b",
  ]);
  assert.match(html, /<select name="project" aria-label="Project"/);
  assert.match(html, /<noscript><button type="submit">Show/);
  assert.match(picker(["blog"], null, "/"), /action="\/"/);
});
