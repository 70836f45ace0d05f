import assert from "node:assert/strict";
import fc from "fast-check";
import { arrange, errorRate, modelSort, stateOf } from "../../../lib/ui/models/arrange.ts";
import type { ModelRow } from "../../../lib/ui/models/page.ts";
import { model, UNUSED } from "./sample.ts";

const MODELS: readonly ModelRow[] = [
  model({ name: "Zeta", use: { requests: 4, failed: 1, cost: 9 }, contextWindow: null }),
  model({
    ...{ name: "alpha", litellm_model: "bolt/large", provider: "bolt", enabled: false },
    ...{ output_cost_per_million: 15, use: { ...UNUSED, cost: 0 } },
  }),
  model({
    ...{ name: "mid", key: { state: "missing", variable: "K" }, output_cost_per_million: null },
    use: { cost: 2, last_used: "2026-03-04T12:04:00.000" },
  }),
  model({
    ...{ name: "own", provider: null, key: { state: "not needed" }, problem: "Set an address." },
    use: { requests: 4, failed: 4, cost: 0, tokens_per_sec: 200 },
  }),
];
const names = (query: string) =>
  arrange(MODELS, new URLSearchParams(query)).map(({ name }) => name).join(" ");

const ORDERS: readonly (readonly [query: string, order: string])[] = [
  ["", "Zeta alpha mid own"],
  ["sort=nothing&dir=asc", "Zeta alpha mid own"],
  ["sort=constructor", "Zeta alpha mid own"],
  ["sort=name&dir=asc", "alpha mid own Zeta"],
  ["sort=name&dir=desc", "Zeta own mid alpha"],
  ["sort=cost", "Zeta mid alpha own"],
  ["sort=cost&dir=asc", "alpha own mid Zeta"],
  ["sort=output&dir=asc", "Zeta own alpha mid"],
  ["sort=output&dir=desc", "alpha Zeta own mid"],
  ["sort=context", "alpha mid own Zeta"],
  ["sort=errors&dir=desc", "own Zeta mid alpha"],
  ["sort=speed", "own Zeta mid alpha"],
  ["sort=used&dir=desc", "mid Zeta own alpha"],
  ["sort=on&dir=desc", "alpha Zeta mid own"],
  ["sort=key&dir=asc", "mid Zeta alpha own"],
];

for (const [query, order] of ORDERS) {
  Deno.test(`models are ordered by "${query}": what is not known last, equals as in the file`, () => {
    assert.equal(names(query), order);
  });
}

const FILTERS: readonly (readonly [query: string, left: string])[] = [
  ["q=ALPHA", "alpha"],
  ["q=large+bolt", "alpha"],
  ["q=large+acme", ""],
  ["q=+", "Zeta alpha mid own"],
  ["show=ready", "Zeta"],
  ["show=attention", "mid own"],
  ["show=off", "alpha"],
  ["show=nothing", ""],
  ["show=attention&q=small&sort=name&dir=desc", "own mid"],
];

for (const [query, left] of FILTERS) {
  Deno.test(`"${query}" leaves "${left}"`, () => assert.equal(names(query), left));
}

Deno.test("a model that is off is off, whatever else is wrong with it", () => {
  const wrong = { key: { state: "missing", variable: "K" }, problem: "x", beyond: "h:1" } as const;
  assert.equal(stateOf(model({ ...wrong, enabled: false })), "off");
  assert.equal(stateOf(model({ beyond: "h:1" })), "attention");
  assert.equal(stateOf(model({ key: { state: "not needed" } })), "ready");
});

Deno.test("no requests have no error rate", () => {
  assert.equal(errorRate(model({ use: UNUSED })), null);
  assert.equal(errorRate(model({ use: { requests: 8, failed: 2 } })), 0.25);
});

Deno.test("every order holds all models once, and the reverse of one without gaps is its other", () => {
  const by = fc.constantFrom("on", "name", "key", "requests", "cost", "input", "output", "used");
  const row = fc.record({ cost: fc.nat(3), requests: fc.nat(2), name: fc.string() });
  fc.assert(fc.property(fc.array(row), by, (facts, by) => {
    const rows = facts.map(({ name, ...use }) => model({ name, use }));
    const order = (dir: string) => arrange(rows, new URLSearchParams({ sort: by, dir }));
    const [up, down] = [order("asc"), order("desc")];
    assert.deepEqual(new Set(up), new Set(rows));
    assert.equal(up.length, rows.length);
    const values = (list: ModelRow[]) =>
      list.map(({ name, use }) =>
        by === "name"
          ? name.toLowerCase()
          : by === "cost"
          ? use.cost
          : by === "requests"
          ? use.requests
          : 0
      );
    assert.deepEqual(values(up), values(down).toReversed());
  }));
});

Deno.test("what sorts by nothing sorts downwards, as a first click does", () => {
  assert.deepEqual(modelSort(new URLSearchParams()), { by: "", dir: "desc" });
  assert.deepEqual(modelSort(new URLSearchParams("sort=cost&dir=up")), { by: "cost", dir: "desc" });
  assert.deepEqual(modelSort(new URLSearchParams("sort=toString")), { by: "", dir: "desc" });
});
