import assert from "node:assert/strict";
import fc from "fast-check";
import { costTick } from "../../../lib/ui/chart/cost_tick.ts";
import { ticks } from "../../../lib/ui/chart/scale.ts";

const CASES: [most: number, shown: string][] = [
  [0, "$0"],
  [0.9, "$0 $0.25 $0.50 $0.75 $1.00"],
  [3.5, "$0 $1 $2 $3 $4"],
  [9, "$0 $2.50 $5.00 $7.50 $10.00"],
  [1.8, "$0 $0.50 $1.00 $1.50 $2.00"],
  [0.0003, "$0 $0.0001 $0.0002 $0.0003"],
  [0.09, "$0 $0.025 $0.050 $0.075 $0.100"],
  [12_345, "$0 $5,000 $10,000 $15,000"],
  [1e-9, "$0 $0.00000000025 $0.00000000050 $0.00000000075 $0.00000000100"],
];
for (const [most, shown] of CASES) {
  Deno.test(`the axis of costs up to $${most} has ${shown}`, () => {
    const axis = ticks(most);
    assert.equal(axis.map((value) => costTick(value, axis)).join(" "), shown);
  });
}

Deno.test("values of an axis have as many digits as each other, and are what they say", () => {
  fc.assert(fc.property(fc.double({ min: 1e-8, max: 1e9, noNaN: true }), (most) => {
    const axis = ticks(most);
    const [, ...shown] = axis.map((value) => costTick(value, axis));
    assert.equal(new Set(shown.map((text) => text.split(".")[1]?.length)).size, 1, shown.join(" "));
    shown.forEach((text, place) => {
      assert.equal(Number(text.replace(/[$,]/g, "")), axis[place + 1]);
    });
  }));
});
