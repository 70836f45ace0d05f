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

Deno.test("a path is matched as URLs spell it, also where the pattern is not escaped", () => {
  const router = new Router<string>();
  for (const pattern of ["/über uns", "/日本/:id", "/%C3%A9t%C3%A9", "/a[b]|c"]) {
    router.add("GET", pattern, pattern);
  }
  const table: Record<string, string> = {
    "/über uns": "/über uns",
    "/日本/1": "/日本/:id",
    "/été": "/%C3%A9t%C3%A9",
    "/a[b]|c": "/a[b]|c",
  };
  for (const [path, pattern] of Object.entries(table)) {
    const match = router.match("GET", new URL(path, "http://h").pathname);
    deepEqual([match?.handler, match?.entry.pattern], [pattern, pattern]);
  }
});

Deno.test("optional and repeated parts match with and without them", () => {
  const table: [pattern: string, path: string, params: Record<string, string> | null][] = [
    ["/docs{/:lang}?", "/docs", { lang: "" }],
    ["/docs{/:lang}?", "/docs/de", { lang: "de" }],
    ["/docs{/:lang}?", "/docs/de/x", null],
    ["/files/:path*", "/files", { path: "" }],
    ["/files/:path*", "/files/a/b", { path: "a/b" }],
    ["/files/:path+", "/files", null],
    ["/v{:major}-{:minor}", "/v1-2", { major: "1", minor: "2" }],
    ["/all/*", "/all/a/b", { 0: "a/b" }],
    ["/n/:n(\\d+)", "/n/12", { n: "12" }],
    ["/n/:n(\\d+)", "/n/x", null],
    ["/a", "/a/", null],
    ["/:a", "/A%2fb", { a: "A%2fb" }],
  ];
  for (const [pattern, path, params] of table) {
    const router = new Router<string>();
    router.add("GET", pattern, "x");
    deepEqual(router.match("GET", path)?.params ?? null, params, `${pattern} ${path}`);
  }
});

Deno.test("HEAD has its own handler, or GET's, or that of every method", () => {
  const router = new Router<string>();
  router.add("GET", "/both", "get");
  router.add("HEAD", "/both", "head");
  router.add("GET", "/get", "get");
  router.add("ALL", "/get", "all");
  router.add("ALL", "/all", "all");
  router.add("POST", "/post", "post");
  const paths = ["/both", "/get", "/all", "/post"];
  const handlers = paths.map((path) => router.match("HEAD", path)?.handler);
  deepEqual(handlers, ["head", "get", "all", null]);
  const entry = router.match("GET", "/both")?.entry;
  equal(entry && allowedMethods(entry), "GET, HEAD");
});
