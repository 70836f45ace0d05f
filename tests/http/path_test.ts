import assert from "node:assert/strict";
import { pathRest } from "../../lib/http/path.ts";

const CASES: [path: string, depth: number, rest: string][] = [
  ["/v1/models/small", 2, "small"],
  ["/v1/models/vendor/model", 2, "vendor/model"],
  ["/v1/models/vendor%2Fmodel", 2, "vendor/model"],
  ["//v1//models/small", 2, "small"],
  ["/requests/a%252Fb", 1, "a%2Fb"],
  ["/requests/%25", 1, "%"],
  ["/requests/%C3%BC", 1, "ü"],
  ["/requests/50%", 1, "50%"],
  ["/requests/%ff", 1, "%ff"],
  ["/requests", 1, ""],
];

for (const [path, depth, rest] of CASES) {
  Deno.test(`the rest of ${path} after ${depth} segments is ${JSON.stringify(rest)}`, () => {
    assert.equal(pathRest(new URL(`http://127.0.0.1:4000${path}`), depth), rest);
  });
}
