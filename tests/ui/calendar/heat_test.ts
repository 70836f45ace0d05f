import assert from "node:assert/strict";
import fc from "fast-check";
import { heat } from "../../../lib/ui/calendar/heat.ts";

const CASES: [what: string, amounts: number[], warmth: number[]][] = [
  ["nothing", [], []],
  ["days without anything", [0, 0], [0, 0]],
  ["one day", [0, 5, 0], [0, 1, 0]],
  ["four days", [4, 1, 3, 2], [4, 1, 3, 2]],
  ["eight days", [1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 2, 2, 3, 3, 4, 4]],
  ["a huge day", [1, 2, 3, 1e9], [1, 2, 3, 4]],
  ["equal days", [7, 7, 7], [1, 1, 1]],
  ["unknown amounts", [NaN, 2], [0, 1]],
];

for (const [what, amounts, warmth] of CASES) {
  Deno.test(`the warmth of ${what} is ${warmth.join(", ") || "nothing"}`, () => {
    assert.deepEqual(heat(amounts), warmth);
  });
}

Deno.test("warmer days have more, equal days are equally warm, and only empty ones are cold", () => {
  fc.assert(fc.property(fc.array(fc.nat({ max: 50 })), (amounts) => {
    const warmth = heat(amounts);
    const pairs = amounts.map((amount, place) => [amount, warmth[place] ?? -1] as const);
    for (const [amount, warm] of pairs) {
      assert.equal(warm === 0, amount === 0);
      assert.ok(warm <= 4);
      for (const [other, warmer] of pairs) {
        if (amount === other) assert.equal(warm, warmer);
        if (warmer > warm) assert.ok(other > amount);
      }
    }
  }));
});
