import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { byPrecedence, readRoutePath } from "../../lib/fresh/fs_routes.ts";

Deno.test("a route file's path gives its URL pattern", () => {
  const table = {
    "index.tsx": "/",
    "about.tsx": "/about",
    "blog/index.ts": "/blog",
    "blog/[slug].tsx": "/blog/:slug",
    "blog/[slug]/edit.tsx": "/blog/:slug/edit",
    "docs/[[lang]].tsx": "/docs{/:lang}?",
    "[[lang]]/docs.tsx": "{/:lang}?/docs",
    "files/[...path].ts": "/files/:path*",
    "(admin)/users.tsx": "/users",
    "(admin)/index.tsx": "/",
    "v[major]-[minor].ts": "/v{:major}-{:minor}",
    "robots.txt.ts": "/robots.txt",
  };
  for (const [path, pattern] of Object.entries(table)) {
    equal(readRoutePath(path)?.pattern, pattern, path);
  }
});

Deno.test("a special file is known by its name and keeps its folder's groups", () => {
  const kinds = ["_app", "_layout", "_middleware", "_error", "_500", "_404"]
    .map((name) => readRoutePath(`(admin)/a/${name}.tsx`));
  deepEqual(kinds.map((file) => file?.kind), [
    "app",
    "layout",
    "middleware",
    "error",
    "error",
    "notFound",
  ]);
  deepEqual(kinds[0]?.dir, ["(admin)", "a"]);
});

Deno.test("files in a group that begins with an underscore are no routes", () => {
  equal(readRoutePath("(_islands)/Chart.tsx"), null);
  equal(readRoutePath("blog/(_components)/Card.tsx"), null);
});

Deno.test("a path that is no pattern is refused by its name", () => {
  for (const path of ["[a][b].ts", "[a.ts", "x-[[a]].ts", "[...a]b.ts"]) {
    throws(() => readRoutePath(path), new RegExp(`Rename routes/`), path);
  }
});

Deno.test("the more particular route comes first", () => {
  const paths = ["[...rest].ts", "[[maybe]].ts", "[id].ts", "v[id].ts", "about.ts", "[id]/x.ts"];
  deepEqual(paths.toSorted(byPrecedence), [
    "about.ts",
    "v[id].ts",
    "[id].ts",
    "[id]/x.ts",
    "[[maybe]].ts",
    "[...rest].ts",
  ]);
});

Deno.test("byPrecedence() is a consistent order", () => {
  const part = fc.constantFrom("a", "b", "[x]", "[[y]]", "[...z]", "(g)");
  const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
  fc.assert(fc.property(path, path, path, (a, b, c) => {
    equal(Math.sign(byPrecedence(a, b)), -Math.sign(byPrecedence(b, a)) || 0);
    if (byPrecedence(a, b) <= 0 && byPrecedence(b, c) <= 0) equal(byPrecedence(a, c) <= 0, true);
  }));
});

Deno.test("what two paths differ in decides, not how groups, params and endings are called", () => {
  const table: [first: string, second: string][] = [
    ["blog/[slug].tsx", "(a)/[...rest].tsx"],
    ["(z)/about.ts", "(a)/[id].ts"],
    ["vx-[id].ts", "v[id].ts"],
    ["v[id].ts", "[id].ts"],
    ["[b]/edit.ts", "[a]/[id].ts"],
    ["[b]/[c].ts", "[a]/[...rest].ts"],
    ["[id].tsx", "[id]/[[more]].js"],
    ["[id].ts", "(a)/[id]/[[more]].ts"],
    ["x/[[a]].ts", "x/[...b].ts"],
  ];
  for (const [first, second] of table) {
    equal(byPrecedence(first, second) < 0, true, `${first} before ${second}`);
    equal(byPrecedence(second, first) > 0, true, `${second} after ${first}`);
  }
});

Deno.test("a pattern made of a file's name matches that name, as URLs spell it, and no other", () => {
  const unit = fc.constantFrom(..."ab.-_~!$&'()*+,;=:@%?#{}|^ ü日");
  const name = fc.string({ unit, minLength: 1, maxLength: 4 }).map((text) => `a${text}`);
  const spell = (text: string) => {
    const url = new URL("http://h");
    url.pathname = text.replaceAll("%", "%25");
    return url.pathname;
  };
  fc.assert(fc.property(name, name, (own, other) => {
    const pattern = new URLPattern({ pathname: readRoutePath(`${own}.ts`)?.pattern ?? "" });
    deepEqual({ ...pattern.exec({ pathname: spell(own) })?.pathname.groups }, {}, own);
    equal(pattern.test({ pathname: spell(own) }), true, own);
    equal(pattern.test({ pathname: spell(other) }), own === other, `${own} ${other}`);
  }));
});
