import assert from "node:assert/strict";
import { stats } from "../../../lib/store/queries/stats.ts";
import { NO_USAGE } from "../../../lib/types/usage.ts";
import { costOf, exchange } from "../exchange.ts";
import { filled } from "./filled.ts";

const usage = (input: number, output: number) => ({ ...NO_USAGE, input, output });

const EXCHANGES = [
  exchange({ alias: "big", provider: "acme", cost: costOf(100_000_000), usage: usage(100, 50) }),
  exchange({
    alias: "big",
    provider: "acme",
    cost: costOf(200_000_000),
    usage: usage(200, 100),
    durationMs: 500,
  }),
  exchange({ alias: "small", provider: "bolt", cost: costOf(1), usage: usage(7, 3) }),
  exchange({ alias: "odd", provider: "bolt", cost: null, usage: usage(40, 0) }),
  exchange({
    alias: "big",
    outcome: "failed",
    status: 503,
    error: "Overloaded.",
    cost: null,
    usage: null,
    response: null,
  }),
  exchange({
    alias: "big",
    outcome: "interrupted",
    status: 499,
    error: "The client left.",
    cost: costOf(5_000_000),
    usage: usage(9, 1),
  }),
];

Deno.test("stats() counts successful requests and keeps the cost of the others beside them", () =>
  filled(EXCHANGES, (db) => {
    assert.deepEqual(stats(db, {}).totals, {
      requests: 4,
      cost: 0.300000001,
      unpriced: 1,
      prompt_tokens: 347,
      completion_tokens: 153,
      avg_duration_ms: 875,
      p50_duration_ms: 1167,
      p95_duration_ms: 1467,
      avg_first_byte_ms: 120,
      cache_read_tokens: 0,
      reasoning_tokens: 0,
      cache_saved: 0,
      failed: { requests: 1, cost: 0, unpriced: 0 },
      interrupted: { requests: 1, cost: 0.005, unpriced: 0 },
    });
  }));

Deno.test("stats() breaks down by model and by provider, the most expensive first", () =>
  filled(EXCHANGES, (db) => {
    const { by_model, by_provider } = stats(db, {});
    assert.deepEqual(by_model, [
      { model: "big", provider: "acme", requests: 2, cost: 0.3, unpriced: 0, tokens: 450 },
      { model: "small", provider: "bolt", requests: 1, cost: 1e-9, unpriced: 0, tokens: 10 },
      { model: "odd", provider: "bolt", requests: 1, cost: 0, unpriced: 1, tokens: 40 },
    ]);
    assert.deepEqual(by_provider, [
      { provider: "acme", requests: 2, cost: 0.3, unpriced: 0, tokens: 450 },
      { provider: "bolt", requests: 2, cost: 1e-9, unpriced: 1, tokens: 50 },
    ]);
  }));

Deno.test("stats() measures speed over requests that produced tokens, the fastest first", () =>
  filled(EXCHANGES, (db) => {
    assert.deepEqual(stats(db, {}).performance, [
      {
        model: "big",
        requests: 2,
        avg_tokens_per_sec: 125,
        avg_duration_ms: 750,
        min_tokens_per_sec: 50,
        max_tokens_per_sec: 200,
        avg_cost_per_request: 0.15,
        p50_duration_ms: 750,
        p95_duration_ms: 1450,
        avg_first_byte_ms: 120,
      },
      {
        model: "small",
        requests: 1,
        avg_tokens_per_sec: 3,
        avg_duration_ms: 1000,
        min_tokens_per_sec: 3,
        max_tokens_per_sec: 3,
        avg_cost_per_request: 1e-9,
        p50_duration_ms: 1250,
        p95_duration_ms: 1475,
        avg_first_byte_ms: 120,
      },
    ]);
  }));

Deno.test("stats() counts failures by model and provider, the most first", () => {
  const failed = { outcome: "failed", status: 503, error: "Overloaded.", usage: null } as const;
  const more = [
    exchange({ ...failed, alias: "big", provider: "bolt" }),
    exchange({ ...failed, alias: "big", provider: "bolt" }),
    exchange({ ...failed, alias: "lost", provider: null }),
  ];
  return filled([...EXCHANGES, ...more], (db) => {
    assert.deepEqual(stats(db, {}).failures, [
      { model: "big", provider: "bolt", requests: 2 },
      { model: "big", provider: "acme", requests: 1 },
      { model: "lost", provider: null, requests: 1 },
    ]);
    assert.deepEqual(stats(db, { endDate: "2001-01-01" }).failures, []);
  });
});

Deno.test("stats() has no average cost for a model without any known price", () =>
  filled([exchange({ cost: null })], (db) => {
    assert.equal(stats(db, {}).performance[0]?.avg_cost_per_request, null);
  }));

Deno.test("stats() lists the ten newest failures, and no client that left", () => {
  const failed = Array.from({ length: 12 }, (_, minute) =>
    exchange({
      outcome: "failed",
      error: `failure ${minute}`,
      startedAt: Date.UTC(2026, 2, 4, 10, minute),
    }));
  return filled([...EXCHANGES.slice(5), ...failed], (db) => {
    const { recent_errors } = stats(db, {});
    assert.equal(recent_errors.length, 10);
    assert.deepEqual(recent_errors[0], {
      id: 13,
      timestamp: "2026-03-04T10:11:00.000",
      model: "small",
      error: "failure 11",
    });
    assert.equal(recent_errors.at(-1)?.error, "failure 2");
  });
});

Deno.test("stats() of a project lists its failures alone, found without a look at all others", () => {
  const failed = (project: string, minute: number) =>
    exchange({
      ...{ outcome: "failed", error: `${project} ${minute}`, project },
      startedAt: Date.UTC(2026, 2, 4, 10, minute),
    });
  const of = [failed("garden", 1), failed("harbor", 2), failed("garden", 3), failed("harbor", 4)];
  return filled(of, (db) => {
    const errors = (filter: Parameters<typeof stats>[1]) =>
      stats(db, filter).recent_errors.map(({ error }) => error);
    assert.deepEqual(errors({ project: "garden" }), ["garden 3", "garden 1"]);
    const day = { startDate: "2026-03-05", endDate: "2026-03-05" };
    assert.deepEqual(errors({ project: "garden", ...day }), []);
    assert.deepEqual(errors({ project: "none" }), []);
    const plan = db.prepare(
      `EXPLAIN QUERY PLAN SELECT 1 FROM exchanges WHERE error IS NOT NULL AND outcome = 'failed'
      AND cleared = 0 AND project = 'garden' ORDER BY timestamp DESC, id DESC LIMIT 10`,
    ).all().map(({ detail }) => detail);
    assert.match(
      plan.join("; "),
      /^SEARCH exchanges USING INDEX idx_project_error \(project=\?\)$/,
    );
  });
});

Deno.test("stats() of an empty ledger is all zeros", () =>
  filled([], (db) => {
    const { totals, ...lists } = stats(db, {});
    assert.equal(totals.requests, 0);
    assert.equal(totals.cost, 0);
    assert.equal(totals.avg_first_byte_ms, null);
    assert.deepEqual(Object.entries(lists), [
      ["by_model", []],
      ["by_provider", []],
      ["performance", []],
      ["failures", []],
      ["recent_errors", []],
    ]);
  }));

Deno.test("stats() with hours takes only what is that new", () =>
  filled([
    exchange({ alias: "new", startedAt: Date.now() - 30 * 60_000 }),
    exchange({ alias: "old", startedAt: Date.now() - 90 * 60_000 }),
  ], (db) => {
    assert.deepEqual(stats(db, { hours: 1 }).by_model.map(({ model }) => model), ["new"]);
    assert.equal(stats(db, { hours: 2 }).totals.requests, 2);
  }));

Deno.test("recent errors are found without a look at what was interrupted or cleared", () =>
  filled([exchange({ outcome: "failed", error: "no" })], (db) => {
    const asked: string[] = [];
    const prepare = db.prepare.bind(db);
    db.prepare = (sql) => {
      asked.push(sql);
      return prepare(sql);
    };
    assert.equal(stats(db, {}).recent_errors.length, 1);
    const sql = asked.find((sql) => sql.includes("LIMIT 10")) ?? "";
    const [step] = prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    assert.match(String(step?.detail), /idx_open_error/);
  }));

Deno.test("sums of money stay exact where floating point would drift", () =>
  filled(Array.from({ length: 1000 }, () => exchange({ cost: costOf(100_000_000) })), (db) => {
    const { totals, by_model } = stats(db, {});
    assert.equal(totals.cost, 100);
    assert.equal(by_model[0]?.cost, 100);
  }));

Deno.test("a sum beyond 2^53 nano-dollars does not throw", () =>
  filled([1, 2].map(() => exchange({ cost: costOf(Number.MAX_SAFE_INTEGER) })), (db) => {
    const expected = 2 * Number.MAX_SAFE_INTEGER / 1e9;
    assert.equal(stats(db, {}).totals.cost, expected);
  }));
