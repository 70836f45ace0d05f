import assert from "node:assert/strict";
import { withQuery } from "../../lib/ui/link.ts";

const CASES: [
  url: string,
  changes: Record<string, string | number | null | undefined>,
  result: string,
][] = [
  ["/", { range: "week" }, "/?range=week"],
  ["/?range=week&model=a", { range: "all" }, "/?range=all&model=a"],
  ["/?range=week", { range: null }, "/"],
  ["/?a=1&b=2", { a: undefined, b: "" }, "/"],
  ["/requests?model=a%2Fb", { limit: 100 }, "/requests?model=a%2Fb&limit=100"],
  ["/?q=a+b", { project: "my blog & co" }, "/?q=a+b&project=my+blog+%26+co"],
];

for (const [url, changes, result] of CASES) {
  Deno.test(`${url} with ${JSON.stringify(changes)} is ${result}`, () => {
    assert.equal(withQuery(url, changes), result);
  });
}
