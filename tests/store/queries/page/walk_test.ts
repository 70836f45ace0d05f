import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import type { Bounds } from "../../../../lib/store/queries/page/bounds.ts";
import { requests, type RequestsParams } from "../../../../lib/store/queries/requests.ts";
import { costOf, exchange } from "../../exchange.ts";
import { filled } from "../filled.ts";

const HOUR = 3_600_000;
const FIRST = Date.UTC(2026, 0, 1);
const MANY: Bounds = { few: 20, step: 50, hurryMs: 0 };

/** A thousand exchanges, one an hour; a few are of a rare kind. */
const EXCHANGES = Array.from({ length: 1000 }, (_, hour) =>
  exchange({
    startedAt: FIRST + hour * HOUR,
    alias: hour === 500 ? "rare" : `m${hour % 3}`,
    provider: hour === 500 ? "rare" : "acme",
    project: hour % 100 === 7 ? "blog" : null,
    durationMs: hour === 3 ? 90_000 : 100,
    cost: costOf(hour * 1000),
  }));

/** Runs a query and tells what SQLite looked at, as EXPLAIN has it. */
function plansOf(db: DatabaseSync, params: RequestsParams, bounds: Bounds): string[] {
  const plans: string[] = [];
  const spy = new Proxy(db, {
    get: (target, name) => {
      if (name !== "prepare") return Reflect.get(target, name);
      return (sql: string) => {
        if (/(FROM|JOIN) exchanges\b(?! e)/.test(sql)) {
          const rows = target.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
          plans.push(rows.map(({ detail }) => detail).join("; "));
        }
        return target.prepare(sql);
      };
    },
  });
  requests(spy, params, undefined, bounds);
  return plans;
}

const WALKS: [params: RequestsParams, index: RegExp][] = [
  [{}, /idx_timestamp/],
  [{ startDate: "2026-01-03" }, /idx_timestamp \(timestamp>\?/],
  [{ sortDir: "asc" }, /idx_timestamp/],
  [{ model: "m1" }, /idx_model \(model=\?/],
  [{ provider: "acme" }, /idx_model \(model=\?/],
  [{ project: "blog" }, /idx_project \(project=\?/],
  [{ sortBy: "model" }, /idx_model/],
  [{ sortBy: "cost" }, /idx_cost/],
  [{ sortBy: "cost", sortDir: "asc", minCost: 0.0001 }, /idx_cost/],
  [{ sortBy: "cost", outcome: "all" }, /idx_(error_)?cost/],
];

for (const [params, index] of WALKS) {
  Deno.test(`requests(${JSON.stringify(params)}) reads its page from an index, and those beside it`, () =>
    filled(EXCHANGES, (db) => {
      const bounds = { ...MANY, few: 2 };
      const { next } = requests(db, { ...params, limit: 5 }, undefined, bounds);
      const after = next ?? "";
      for (const place of [{}, { after }, { before: after }]) {
        const plans = plansOf(db, { ...params, ...place, limit: 5, totals: false }, bounds);
        assert.ok(plans.length > 0);
        for (const plan of plans) {
          assert.match(plan, index);
          assert.doesNotMatch(plan, /TEMP B-TREE|SCAN exchanges(?! USING INDEX)/);
        }
      }
    }));
}

Deno.test("few rows are found by the narrowest way, and sorted", () =>
  filled(EXCHANGES, (db) => {
    const few = (params: RequestsParams) => plansOf(db, { ...params, sortBy: "duration_ms" }, MANY);
    assert.match(few({ project: "blog" })[0] ?? "", /idx_project/);
    assert.match(few({ model: "rare" })[0] ?? "", /idx_model/);
    assert.match(few({ provider: "rare", project: "blog" })[0] ?? "", /idx_model/);
    assert.match(few({ minCost: 0.00099 }).at(-1) ?? "", /idx_cost/);
    const both = few({ minCost: 0.00099, outcome: "all" }).join("\n");
    assert.match(both, /MULTI-INDEX OR[^]*idx_cost[^]*idx_error_cost/);
    assert.match(few({ startDate: "2026-02-11" })[0] ?? "", /idx_timestamp/);
  }));

Deno.test("a page in a hurry ends after a step, says so, and goes on from there", () =>
  filled(EXCHANGES, (db) => {
    const params: RequestsParams = { minDuration: 60_000, quick: true, totals: false };
    const page = requests(db, params, undefined, MANY);
    assert.deepEqual([page.requests.length, page.partial], [0, true]);
    let { next } = page;
    let pages = 1;
    const found: (number | null)[] = [];
    for (; next !== null; pages++) {
      const more = requests(db, { ...params, after: next }, undefined, MANY);
      found.push(...more.requests.map(({ id }) => id));
      next = more.next;
    }
    assert.deepEqual(found, [4]);
    assert.equal(pages, 20);
    const patient = requests(db, { ...params, quick: false }, undefined, MANY);
    assert.deepEqual([patient.requests.length, patient.partial, patient.next], [
      1,
      undefined,
      null,
    ]);
  }));

Deno.test("exchanges without a cost have pages behind the others, in both directions", () => {
  const unpriced = EXCHANGES.slice(0, 30).map((each, place) =>
    place < 5 ? each : { ...each, cost: null }
  );
  return filled(unpriced, (db) => {
    for (const sortDir of ["asc", "desc"]) {
      const ids: (number | null)[] = [];
      let after: string | undefined;
      do {
        const params: RequestsParams = { sortBy: "cost", sortDir, limit: 4, totals: false, after };
        const page = requests(db, params, undefined, { ...MANY, few: 2, step: 3 });
        ids.push(...page.requests.map(({ id }) => id));
        after = page.next ?? undefined;
      } while (after !== undefined && ids.length < 100);
      const upTo = (last: number, first: number) =>
        Array.from({ length: last - first + 1 }, (_, place) => first + place);
      const [priced, others] = [upTo(5, 1), upTo(30, 6)];
      const wanted = sortDir === "asc"
        ? [...priced, ...others]
        : [...priced.reverse(), ...others.reverse()];
      assert.deepEqual(ids, wanted);
    }
  });
});

Deno.test("a page in a hurry goes on where several models begin together", () =>
  filled(EXCHANGES, (db) => {
    const params: RequestsParams = { provider: "acme", status: 999, quick: true, totals: false };
    let next: string | undefined;
    for (let pages = 0; pages < 100; pages++) {
      next = requests(db, { ...params, after: next }, undefined, MANY).next ?? undefined;
      if (next === undefined) return;
    }
    assert.fail("it never came to an end");
  }));

Deno.test("totals in a hurry are of the rows that a step looked at", () =>
  filled(EXCHANGES, (db) => {
    const quick = (params: RequestsParams) => {
      const bounds = { ...MANY, few: 2 };
      const { total, total_capped } = requests(db, { ...params, quick: true }, undefined, bounds);
      return [total, total_capped];
    };
    assert.deepEqual(quick({ minDuration: 60_000 }), [0, true]);
    assert.deepEqual(quick({ maxDuration: 60_000 }), [50, true]);
    assert.deepEqual(quick({ model: "rare", maxDuration: 60_000 }), [1, undefined]);
    assert.deepEqual(quick({}), [1000, undefined], "rollups count them all");
    const whole = { ...MANY, few: 2, step: 2000 };
    const { total, total_capped } = requests(
      db,
      { maxDuration: 100, quick: true },
      undefined,
      whole,
    );
    assert.deepEqual(
      [total, total_capped],
      [999, undefined],
      "a step that reaches the end has all",
    );
  }));

Deno.test("the last page says that it is the last one, even when it is full", () =>
  filled(EXCHANGES.slice(0, 6), (db) => {
    for (const sortBy of ["timestamp", "cost", "duration_ms"]) {
      for (const bounds of [MANY, { ...MANY, few: 2 }]) {
        const first = requests(db, { sortBy, limit: 3 }, undefined, bounds);
        const after = first.next ?? undefined;
        assert.equal(requests(db, { sortBy, limit: 3, after }, undefined, bounds).next, null);
      }
    }
  }));

Deno.test("payloads and totals are left out when they are not wanted", () =>
  filled(EXCHANGES.slice(0, 3), (db) => {
    const { requests: rows, ...rest } = requests(db, { payloads: false, totals: false });
    assert.equal(rows.length, 3);
    assert.ok(rows.every((row) => !("request_data" in row) && !("response_data" in row)));
    assert.deepEqual(rest, { offset: 0, limit: 50, next: null, previous: null });
    const [row] = requests(db, { limit: 1 }).requests;
    assert.match(row?.request_data ?? "", /hello/);
  }));
