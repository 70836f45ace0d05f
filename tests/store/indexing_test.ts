import assert from "node:assert/strict";
import { pauseBetween } from "../../lib/store/indexing.ts";

const CASES: [string, number, number, boolean][] = [
  ["nothing comes", 0, 500, false],
  ["nothing comes, at the first moment", 0, 0, false],
  ["an agent works", 5, 1000, false],
  ["many agents work", 190, 1000, false],
  ["a storm comes", 210, 1000, true],
  ["a storm comes, seen for a moment", 5, 10, true],
];

for (const [what, exchanges, elapsedMs, isLong] of CASES) {
  Deno.test(`between two steps of indexing the pause is ${isLong ? "long" : "short"} when ${what}`, () => {
    const ms = pauseBetween(exchanges, elapsedMs);
    // A step takes 10 ms: at most a twentieth of a core, or most of it.
    assert.ok(isLong ? ms >= 190 : ms <= 10);
  });
}
