import assert from "node:assert/strict";
import fc from "fast-check";
import { labelStep, ticks } from "../../../lib/ui/chart/scale.ts";

const CASES: [most: number, lines: number[]][] = [
  [0, [0]],
  [NaN, [0]],
  [1, [0, 0.25, 0.5, 0.75, 1]],
  [7, [0, 2, 4, 6, 8]],
  [8, [0, 2, 4, 6, 8]],
  [9, [0, 2.5, 5, 7.5, 10]],
  [0.0003, [0, 0.0001, 0.0002, 0.0003]],
  [12_345, [0, 5000, 10_000, 15_000]],
];

for (const [most, lines] of CASES) {
  Deno.test(`the lines of an axis up to ${most} are ${lines.join(", ")}`, () => {
    assert.deepEqual(ticks(most), lines);
  });
}

Deno.test("an axis reaches what it has to show, with few lines at even distances", () => {
  fc.assert(fc.property(fc.double({ min: 1e-9, max: 1e12, noNaN: true }), (most) => {
    const lines = ticks(most);
    const top = lines.at(-1) ?? 0;
    assert.ok(top >= most * (1 - 1e-9) && top <= most * 2.5, `${most}: ${lines}`);
    assert.ok(lines.length >= 2 && lines.length <= 6, `${most}: ${lines}`);
  }));
});

Deno.test("labels stand so far apart that no more than are wanted are shown", () => {
  assert.deepEqual([0, 1, 8, 9, 31, 32, 33].map((count) => labelStep(count, 8)), [
    ...[1, 1, 1, 2, 4, 4, 5],
  ]);
});
