import assert from "node:assert/strict";
import fc from "fast-check";
import { thinned, ticks } from "../../../lib/ui/chart/scale.ts";

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

Deno.test("of many labels some are left, the first among them", () => {
  const labels = Array.from({ length: 31 }, (_, place) => place);
  assert.deepEqual(thinned(labels, 8), [0, 4, 8, 12, 16, 20, 24, 28]);
  assert.deepEqual(thinned([1, 2, 3], 8), [1, 2, 3]);
  assert.deepEqual(thinned([], 8), []);
});
