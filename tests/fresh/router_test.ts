import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { allowedMethods, Router } from "../../lib/fresh/router.ts";

Deno.test("a static path wins over a pattern, whatever the order", () => {
  const router = new Router<string>();
  router.add("GET", "/blog/:slug", "pattern");
  router.add("GET", "/blog/latest", "static");
  equal(router.match("GET", "/blog/latest")?.handler, "static");
  equal(router.match("GET", "/blog/other")?.handler, "pattern");
});

Deno.test("patterns are asked in the order they were added", () => {
  const router = new Router<string>();
  router.add("GET", "/:first", "first");
  router.add("GET", "/:rest*", "rest");
  equal(router.match("GET", "/a")?.handler, "first");
  equal(router.match("GET", "/a/b")?.handler, "rest");
});

Deno.test("params come decoded, but for an escaped slash, which would split the path", () => {
  const router = new Router<string>();
  router.add("GET", "/m/:name", "x");
  deepEqual(router.match("GET", "/m/a%20b%2Fc")?.params, { name: "a b%2Fc" });
  deepEqual(router.match("GET", "/m/%E0%A4%A")?.params, { name: "%E0%A4%A" });
});

Deno.test("the first handler of a path and method stays", () => {
  const router = new Router<string>();
  router.add("GET", "/", "first");
  router.add("GET", "/", "second");
  router.add("ALL", "/", "all");
  equal(router.match("GET", "/")?.handler, "first");
  equal(router.match("POST", "/")?.handler, "all");
});

Deno.test("a known path with an unknown method has no handler, an unknown path no match", () => {
  const router = new Router<string>();
  router.add("POST", "/a", "x");
  const match = router.match("GET", "/a");
  equal(match?.handler, null);
  equal(match && allowedMethods(match.entry), "POST");
  equal(router.match("GET", "/b"), null);
});

Deno.test("any segment reaches its param whole", () => {
  const router = new Router<string>();
  router.add("GET", "/m/:name", "x");
  fc.assert(fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (name) => {
    // A percent sign of the name's own cannot be told from an escape that was left alone.
    fc.pre(name !== "." && name !== ".." && name.isWellFormed() && !name.includes("%"));
    const path = new URL(`http://h/m/${encodeURIComponent(name)}`).pathname;
    equal(decodeURIComponent(router.match("GET", path)?.params.name ?? ""), name);
  }));
});
