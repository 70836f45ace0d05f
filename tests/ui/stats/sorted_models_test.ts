import assert from "node:assert/strict";
import fc from "fast-check";
import type { ModelUse } from "../../../lib/ui/stats/page.ts";
import {
  costEach,
  failedShare,
  modelSort,
  sortedModels,
} from "../../../lib/ui/stats/sorted_models.ts";
import { use } from "./sample.ts";

const NOTHING = { p50: null, p95: null, firstByte: null, tokensPerSecond: null };
/** Each column puts `low` before `high` upwards; `none` has nothing in it, and comes last either way. */
const COLUMNS: [
  by: string,
  low: Partial<ModelUse>,
  high: Partial<ModelUse>,
  none?: Partial<ModelUse>,
][] = [
  ["model", { model: "a" }, { model: "b" }],
  ["requests", { requests: 9 }, { requests: 10 }],
  ["tokens", { tokens: 9 }, { tokens: 10 }],
  // Two of two hundred are less than one of two.
  ["failed", { requests: 198, failed: 2 }, { requests: 1, failed: 1 }, { requests: 0, failed: 0 }],
  ["p50", { p50: 9 }, { p50: 10 }, NOTHING],
  ["p95", { p95: 9 }, { p95: 10 }, NOTHING],
  ["first", { firstByte: 9 }, { firstByte: 10 }, NOTHING],
  ["speed", { tokensPerSecond: 0 }, { tokensPerSecond: 1 }, NOTHING],
  ["each", { requests: 9, cost: 9 }, { requests: 1, cost: 2 }, {
    requests: 3,
    unpriced: 3,
    cost: 0,
  }],
  ["cost", { cost: 0 }, { cost: 1e-9 }, { requests: 3, unpriced: 3, cost: 0 }],
];

for (const [by, low, high, none] of COLUMNS) {
  Deno.test(`models are sorted by ${by} both ways, what has none last`, () => {
    const all = [...(none ? [none] : []), high, low].map((facts) => use(facts));
    const [lowest, highest] = [use(low), use(high)];
    const rest = none ? [use(none)] : [];
    assert.deepEqual(sortedModels(all, { by, dir: "asc" }), [lowest, highest, ...rest]);
    assert.deepEqual(sortedModels(all, { by, dir: "desc" }), [highest, lowest, ...rest]);
  });

  Deno.test(`models that are alike in ${by} keep their order, whichever way`, () => {
    const all = ["x", "y", "z"].map((provider) => use({ provider }));
    for (const dir of ["asc", "desc"] as const) {
      assert.deepEqual(sortedModels(all, { by, dir }), all);
    }
  });
}

Deno.test("a model of which only a part is unpriced is sorted by what is known", () => {
  const part = use({ model: "part", requests: 3, unpriced: 2, cost: 5 });
  const free = use({ model: "free", cost: 0 });
  const never = use({ model: "never", requests: 0, cost: 0, failed: 4 });
  const sorted = sortedModels([never, free, part], { by: "cost", dir: "desc" });
  assert.deepEqual(sorted.map(({ model }) => model), ["part", "free", "never"]);
});

const numbers = fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 5 }));
Deno.test("sorting loses no model, leaves the given ones alone, and puts what has none last", () => {
  const some = fc.array(numbers, { maxLength: 12 });
  fc.assert(fc.property(some, fc.constantFrom("asc" as const, "desc" as const), (values, dir) => {
    const all = values.map((p50, place) => use({ p50, model: `${place}` }));
    const given = [...all];
    const sorted = sortedModels(all, { by: "p50", dir });
    assert.deepEqual(all, given);
    assert.deepEqual(new Set(sorted), new Set(all));
    const known = sorted.flatMap(({ p50 }) => p50 === null ? [] : [p50]);
    const upwards = known.toSorted((a, b) => a - b);
    assert.deepEqual(known, dir === "asc" ? upwards : upwards.reverse());
    assert.ok(sorted.slice(known.length).every(({ p50 }) => p50 === null));
  }));
});

const SORTS: [query: string, by: string, dir: string][] = [
  ["", "cost", "desc"],
  ["sort=p95", "p95", "desc"],
  ["sort=p95&dir=asc", "p95", "asc"],
  ["sort=p95&dir=up", "p95", "desc"],
  ["sort=model&dir=asc", "model", "asc"],
  ["sort=nothing&dir=asc", "cost", "desc"],
  ["dir=asc", "cost", "desc"],
  // What every object has is no column.
  ["sort=constructor", "cost", "desc"],
  ["sort=__proto__", "cost", "desc"],
];
for (const [query, by, dir] of SORTS) {
  Deno.test(`?${query} sorts by ${by}, ${dir}`, () => {
    assert.deepEqual(modelSort(new URLSearchParams(query)), { by, dir });
  });
}

Deno.test("what one request costs leaves out those without a price", () => {
  assert.equal(costEach(use({ requests: 10, unpriced: 6, cost: 2 })), 0.5);
  assert.equal(costEach(use({ requests: 10, unpriced: 0, cost: 0 })), 0);
  assert.equal(costEach(use({ requests: 10, unpriced: 10, cost: 0 })), null);
  assert.equal(costEach(use({ requests: 0, unpriced: 0, cost: 0 })), null);
});

Deno.test("the share that failed is one of all that were asked", () => {
  assert.equal(failedShare(use({ requests: 3, failed: 1 })), 0.25);
  assert.equal(failedShare(use({ requests: 0, failed: 2 })), 1);
  assert.equal(failedShare(use({ requests: 3, failed: 0 })), 0);
  assert.equal(failedShare(use({ requests: 0, failed: 0 })), null);
});
