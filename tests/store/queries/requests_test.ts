import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import { BadQuery } from "../../../lib/store/queries/bad_query.ts";
import { filters } from "../../../lib/store/queries/filters.ts";
import { BOUNDS } from "../../../lib/store/queries/page/bounds.ts";
import { request } from "../../../lib/store/queries/request.ts";
import { requests, type RequestsParams } from "../../../lib/store/queries/requests.ts";
import { SearchIndex } from "../../../lib/store/search/index.ts";
import { searcherOf } from "../../../lib/store/search/searcher.ts";
import { NO_USAGE } from "../../../lib/types/usage.ts";
import { costOf, exchange } from "../exchange.ts";
import { filled } from "./filled.ts";

const named = (requestId: string, minute: number, facts: Parameters<typeof exchange>[0]) =>
  exchange({ requestId, startedAt: Date.UTC(2026, 2, 4, 10, minute), ...facts });
const says = (content: string) => JSON.stringify({ messages: [{ role: "user", content }] });

const EXCHANGES = [
  named("a", 1, {
    alias: "small",
    cost: costOf(100_000_000),
    durationMs: 300,
    request: says('He said "100%_sure"\nand left'),
  }),
  named("b", 2, {
    alias: "big",
    provider: "bolt",
    cost: costOf(500_000_000),
    durationMs: 100,
    usage: { ...NO_USAGE, input: 1000 },
    response: says("Grüße"),
  }),
  named("c", 3, { alias: "odd", cost: null, durationMs: 200, request: says("1000 sure things") }),
  named("d", 4, { outcome: "failed", error: "It broke.", status: 500, cost: null, usage: null }),
  named("e", 5, { outcome: "interrupted", error: "The client left.", cost: costOf(7) }),
];

const CASES: [params: RequestsParams, ids: string[]][] = [
  [{}, ["c", "b", "a"]],
  [{ sortDir: "asc" }, ["a", "b", "c"]],
  [{ sortBy: "cost" }, ["b", "a", "c"]],
  [{ sortBy: "cost", sortDir: "asc" }, ["a", "b", "c"]],
  [{ sortBy: "duration_ms" }, ["a", "c", "b"]],
  [{ sortBy: "model", sortDir: "asc" }, ["b", "c", "a"]],
  [{ sortBy: "total_tokens" }, ["b", "c", "a"]],
  [{ provider: "bolt" }, ["b"]],
  [{ model: "small" }, ["a"]],
  [{ minCost: 0.1 }, ["b", "a"]],
  [{ maxCost: 0.1 }, ["a"]],
  [{ minCost: 0.2, maxCost: 0.5 }, ["b"]],
  [{ search: "ODD" }, ["c"]],
  [{ search: "100%_sure" }, ["a"]],
  [{ search: '"100%_sure"\nand' }, ["a"]],
  [{ search: "Grüße" }, ["b"]],
  [{ search: "nowhere" }, []],
  [{ search: "'; DROP TABLE requests; --" }, []],
  [{ outcome: "failed" }, ["d"]],
  [{ outcome: "interrupted" }, ["e"]],
  [{ outcome: "all" }, ["e", "d", "c", "b", "a"]],
  [{ startDate: "2026-03-04", endDate: "2026-03-04" }, ["c", "b", "a"]],
  [{ startDate: "2026-03-05" }, []],
  [{ limit: 1, offset: 1 }, ["b"]],
  [{ limit: 0 }, []],
];

/** As the worker that reads calls it, with a full-text index. */
function search(db: DatabaseSync, params: RequestsParams) {
  const index = new SearchIndex(db, ":memory:");
  try {
    return requests(db, params, searcherOf(index));
  } finally {
    index.close();
  }
}

for (const [params, ids] of CASES) {
  Deno.test(`requests(${JSON.stringify(params)}) finds [${ids}]`, () =>
    filled(EXCHANGES, (db) => {
      assert.deepEqual(search(db, params).requests.map(({ request_id }) => request_id), ids);
    }));
}

Deno.test("requests() gives totals over all that match, not over the page", () =>
  filled(EXCHANGES, (db) => {
    const { requests: page, next, ...totals } = requests(db, { limit: 1 });
    assert.equal(page.length, 1);
    assert.equal(typeof next, "string");
    assert.deepEqual(totals, {
      total: 3,
      total_tokens: 1030,
      total_cost: 0.6,
      avg_cost: 0.3,
      unpriced: 1,
      offset: 0,
      limit: 1,
      previous: null,
    });
  }));

Deno.test("requests() counts 10,000 rows at once where it has to look at each, and all of them when told", () =>
  filled(Array.from({ length: 10_050 }, () => exchange({ cost: costOf(2) })), (db) => {
    const filter = { minCost: 1e-9, limit: 1 };
    const patient = { ...BOUNDS, hurryMs: 60_000 };
    const { total, total_capped } = requests(db, { ...filter, quick: true }, undefined, patient);
    assert.deepEqual([total, total_capped], [10_000, true]);
    const whole = requests(db, filter);
    assert.deepEqual([whole.total, whole.total_cost, whole.total_capped], [
      10_050,
      20_100 / 1e9,
      undefined,
    ]);
    const free = requests(db, { limit: 1, quick: true });
    assert.deepEqual(
      [free.total, free.total_capped],
      [10_050, undefined],
      "rollups count them all",
    );
  }));

Deno.test("requests() never gives more than 200 rows", () =>
  filled(Array.from({ length: 201 }, () => exchange()), (db) => {
    const { requests: page, limit, total } = requests(db, { limit: 5000 });
    assert.deepEqual([page.length, limit, total], [200, 200, 201]);
  }));

Deno.test("requests() finds text that Python wrote with \\u escapes", () =>
  filled([exchange({ requestId: "py", request: '{"a":"Gr\\u00fc\\u00dfe"}' })], (db) => {
    assert.equal(search(db, { search: "Grüße" }).total, 1);
  }));

const BAD: [params: object, message: RegExp][] = [
  [{ sortBy: "id; DROP TABLE requests" }, /sort_by must be one of/],
  [{ sortDir: "up" }, /sort_dir/],
  [{ outcome: "good" }, /outcome/],
  [{ offset: -1 }, /offset/],
  [{ limit: 1.5 }, /limit/],
  [{ minCost: NaN }, /min_cost/],
];

for (const [params, message] of BAD) {
  Deno.test(`requests(${JSON.stringify(params)}) says what is wrong`, () =>
    filled([], (db) => {
      assert.throws(
        () => requests(db, params),
        (error) => error instanceof BadQuery && message.test(error.message),
      );
    }));
}

Deno.test("filters() lists providers and models, the most used first", () =>
  filled([...EXCHANGES, exchange({ alias: "big", provider: "acme" })], (db) => {
    assert.deepEqual(filters(db, {}), {
      providers: [{ name: "acme", count: 3 }, { name: "bolt", count: 1 }],
      models: [{ name: "big", count: 2 }, { name: "odd", count: 1 }, { name: "small", count: 1 }],
      projects: [],
    });
  }));

Deno.test("request() shows one exchange with its attempts, cost lines and usage", () => {
  const attempt = { number: 1, startedAt: 0, durationMs: 10, waitedMs: 0 };
  const whole = exchange({
    requestId: "whole",
    stream: true,
    notes: { dropped: ["seed"] },
    attempts: [
      { ...attempt, status: 429, error: "Slow down." },
      { ...attempt, number: 2, waitedMs: 500, status: 200, error: null },
    ],
  });
  return filled([whole], (db) => {
    const found = request(db, { requestId: "whole" });
    assert.deepEqual(found, request(db, { id: 1 }));
    assert.deepEqual(found?.attempt_list.map(({ status, waited_ms }) => [status, waited_ms]), [
      [429, 0],
      [200, 500],
    ]);
    assert.equal(found?.attempts, 2);
    assert.equal(found?.stream, true);
    assert.equal(found?.usage_estimated, false);
    assert.deepEqual(found?.cost_detail, costOf(2_000_000)?.lines);
    assert.deepEqual(found?.usage_raw, { prompt_tokens: 10, completion_tokens: 5 });
    assert.deepEqual(found?.notes, { dropped: ["seed"] });
    assert.equal(request(db, { requestId: "none" }), null);
    assert.throws(() => request(db, { id: NaN }), BadQuery);
  });
});

Deno.test("payloads that are too much for one answer are left out of its last rows, which stay", () =>
  filled(
    [1, 5_000_000, 4_000_000, 1].map((size, place) =>
      named(String(place), place, { request: says("x".repeat(size)) })
    ),
    (db) => {
      const { requests: rows, total, next, payloads_capped } = search(db, { sortDir: "asc" });
      assert.deepEqual(rows.map(({ request_id }) => request_id), ["0", "1", "2", "3"]);
      assert.deepEqual(rows.map((row) => "request_data" in row), [true, true, true, false]);
      assert.deepEqual(rows.map((row) => "response_data" in row), [true, true, true, false]);
      assert.deepEqual([total, next, payloads_capped], [4, null, true]);
      const rest = search(db, { sortDir: "asc", offset: 2 });
      assert.deepEqual(rest.requests.map((row) => "request_data" in row), [true, true]);
      assert.equal("payloads_capped" in rest, false);
      assert.equal("payloads_capped" in search(db, { payloads: false }), false);
    },
  ));
