import assert from "node:assert/strict";
import fc from "fast-check";
import { isUnpriced, percent } from "../../../lib/ui/stats/amounts.ts";

const UNPRICED: [requests: number, unpriced: number, is: boolean][] = [
  [0, 0, false],
  [3, 0, false],
  [3, 2, false],
  [3, 3, true],
];
for (const [requests, unpriced, is] of UNPRICED) {
  Deno.test(`${unpriced} without a price of ${requests} are ${is ? "all" : "not all"}`, () => {
    assert.equal(isUnpriced({ requests, unpriced, cost: 0 }), is);
  });
}

const SHARES: [part: number, whole: number, text: string][] = [
  [0, 0, "–"],
  [0, 7, "0 %"],
  [1, 1_000_000, "<0.1 %"],
  [1, 2000, "0.1 %"],
  [1, 1000, "0.1 %"],
  [1, 30, "3.3 %"],
  [99, 1000, "9.9 %"],
  [9949, 100_000, "9.9 %"],
  [9951, 100_000, "10 %"],
  [1, 3, "33 %"],
  [7, 7, "100 %"],
  [999, 1000, ">99 %"],
  [1_999, 2000, ">99 %"],
];
for (const [part, whole, text] of SHARES) {
  Deno.test(`${part} of ${whole} are ${text}`, () => assert.equal(percent(part, whole), text));
}

Deno.test("only nothing is 0 %, and only all is 100 %", () => {
  const whole = fc.integer({ min: 1, max: 1_000_000_000 });
  const few = fc.integer({ min: 0, max: 50 });
  fc.assert(fc.property(whole, few, fc.boolean(), (whole, few, isFew) => {
    const part = isFew ? Math.min(few, whole) : Math.max(0, whole - few);
    const text = percent(part, whole);
    assert.equal(/^0(\.0)? %/.test(text), part === 0, `${part} of ${whole}: ${text}`);
    assert.equal(text === "100 %", part === whole, `${part} of ${whole}: ${text}`);
  }));
});
