import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import { requests } from "../../lib/store/queries/requests.ts";
import { stats } from "../../lib/store/queries/stats.ts";
import { NO_USAGE } from "../../lib/types/usage.ts";
import type { Exchange } from "../../lib/types/exchange.ts";
import { costOf, exchange } from "./exchange.ts";
import { Writer } from "../../lib/store/writer.ts";
import { withWriter } from "./with_writer.ts";

const rowOf = (db: DatabaseSync) => ({ ...db.prepare("SELECT * FROM requests").get() });

Deno.test("a row holds every fact of its exchange", () =>
  withWriter((writer, db) => {
    writer.record([exchange({
      requestId: "r",
      stream: true,
      durationMs: 1234.6,
      usage: {
        input: 1,
        cacheRead: 2,
        cacheReadAudio: 1,
        cacheWrite5m: 4,
        cacheWrite1h: 8,
        audioInput: 16,
        output: 32,
        reasoning: 5,
        imageOutput: 7,
        audioOutput: 64,
        webSearches: 3,
        estimated: true,
        raw: null,
      },
      cost: {
        ...costOf(1),
        nanos: 123_456_789,
        lines: [],
        source: "overrides",
        date: null,
        rule: ">200k",
        cacheSaved: -250,
      },
      serviceTier: "flex",
      notes: { dropped: ["seed"] },
    })]);
    assert.deepEqual(rowOf(db), {
      id: 1,
      timestamp: "2026-03-04T12:00:00.500",
      model: "small",
      provider: "acme",
      prompt_tokens: 31,
      completion_tokens: 96,
      total_tokens: 127,
      cost: 0.123456789,
      duration_ms: 1235,
      error: null,
      cost_nanos: 123456789,
      outcome: "ok",
      request_id: "r",
      status: 200,
      stream: 1,
      upstream_model: "acme-small-1",
      attempts: 1,
      first_byte_ms: 120,
      cache_read_tokens: 2,
      cache_write_5m_tokens: 4,
      cache_write_1h_tokens: 8,
      reasoning_tokens: 5,
      audio_input_tokens: 16,
      audio_output_tokens: 64,
      image_output_tokens: 7,
      cache_read_audio_tokens: 1,
      web_searches: 3,
      usage_estimated: 1,
      price_source: "overrides",
      price_date: null,
      service_tier: "flex",
      price_rule: ">200k",
      cache_saved_nanos: -250,
      finish_reason: "stop",
      client: "tests/1.0",
      cleared: 0,
      cost_detail: "[]",
      usage_raw: null,
      notes: '{"dropped":["seed"]}',
      project: null,
      request_data: '{"model":"small","messages":[{"role":"user","content":"hello"}]}',
      response_data: '{"id":"x","choices":[]}',
    });
  }));

Deno.test("an unknown price is NULL, a free one is 0", () =>
  withWriter((writer, db) => {
    writer.record([exchange({ cost: null }), exchange({ cost: costOf(0) })]);
    const rows = db.prepare("SELECT cost, cost_nanos FROM requests").all();
    assert.deepEqual(rows.map(({ cost, cost_nanos }) => [cost, cost_nanos]), [[null, null], [
      0,
      0,
    ]]);
  }));

Deno.test("a failed or interrupted exchange always has an error text", () =>
  withWriter((writer, db) => {
    writer.record([
      exchange({ outcome: "failed", error: null }),
      exchange({ outcome: "interrupted", error: "The client left." }),
      exchange({ outcome: "ok", error: "stray" }),
    ]);
    const rows = db.prepare("SELECT error FROM requests").all();
    assert.deepEqual(rows.map(({ error }) => error), ["failed", "The client left.", null]);
  }));

Deno.test("no secret reaches the database", () =>
  withWriter((writer, db) => {
    const key = "sk-" + "abcDEF0123456789abcdef";
    writer.record([exchange({
      outcome: "failed",
      error: `Incorrect API key: ${key}`,
      request: `{"api_key":"hunter2","content":"${key}"}`,
      response: `{"echo":"Bearer ${key}"}`,
      client: key,
      notes: { key },
      attempts: [{ number: 1, startedAt: 0, durationMs: 1, waitedMs: 0, status: 401, error: key }],
    })]);
    const all = JSON.stringify([rowOf(db), db.prepare("SELECT * FROM attempts").all()]);
    assert.ok(!all.includes("abcDEF") && !all.includes("hunter2"), all);
    assert.match(all, /Incorrect API key: sk-redacted/);
  }));

Deno.test("a body that is not JSON is stored as a JSON string, an empty one as NULL", () =>
  withWriter((writer, db) => {
    const failed = { outcome: "failed", error: "no" } as const;
    writer.record([
      exchange({ ...failed, request: "{oops\u0000" }),
      exchange({ ...failed, request: "" }),
    ]);
    const rows = db.prepare("SELECT request_data FROM requests").all();
    assert.deepEqual(rows.map(({ request_data }) => request_data), ['"{oops\\u0000"', null]);
  }));

Deno.test("a batch that is written a second time changes nothing", () =>
  withWriter((writer, db) => {
    const batch = [exchange(), exchange()];
    writer.record(batch);
    writer.record(batch);
    assert.equal(stats(db, {}).totals.requests, 2);
    assert.equal(db.prepare("SELECT COUNT(*) AS n FROM attempts").get()?.n, 2);
  }));

Deno.test("so it is when its request id was taken, and beside others", () =>
  withWriter((writer, db) => {
    const [first, second] = [exchange({ requestId: "mine" }), exchange({ requestId: "mine" })];
    writer.record([first]);
    writer.record([second]);
    writer.record([second, exchange()]);
    assert.equal(stats(db, {}).totals.requests, 3);
  }));

Deno.test("exchanges that are alike in everything are each kept", () =>
  withWriter((writer, db) => {
    const one = exchange();
    writer.record([one, exchange({ ...one, run: one.run + 1 })]);
    writer.record([exchange({ ...one, run: one.run + 2 })]);
    assert.equal(stats(db, {}).totals.requests, 3);
  }));

Deno.test("a new writer recognises what an earlier one has committed without being able to tell", () =>
  withWriter((writer, db, path) => {
    const first = exchange({ requestId: "mine" });
    const second = exchange({ requestId: "mine", alias: "big" });
    const third = exchange({ ...second, run: second.run + 1 });
    writer.record([first, second]);
    const next = new Writer(db, path);
    const runs = [first, second].map(({ run }) => run);
    next.write({ beginnings: [], exchanges: [first, second, third], unsure: runs });
    assert.equal(stats(db, {}).totals.requests, 3);
  }));

Deno.test("two exchanges under one request id of the client are both kept", () =>
  withWriter((writer, db) => {
    writer.record([
      exchange({ requestId: "mine", startedAt: 1000 }),
      exchange({ requestId: "mine", startedAt: 2000 }),
      exchange({ requestId: "mine", startedAt: 3000 }),
    ]);
    const ids = requests(db, { sortDir: "asc" }).requests.map(({ request_id }) => request_id ?? "");
    assert.equal(ids[0], "mine");
    for (const id of ids.slice(1)) assert.match(id, /^mine~[0-9a-f]{8}$/);
    assert.equal(ids.length, 3);
  }));

Deno.test("an exchange that SQLite cannot hold is counted, and the others of its batch are kept", () =>
  withWriter((writer, db) => {
    const broken: Exchange = { ...exchange(), alias: null as never };
    assert.deepEqual(writer.record([exchange(), broken, exchange()]), { refusal: null, lost: 1 });
    assert.equal(stats(db, {}).totals.requests, 2);
  }));

Deno.test("clearErrors() deletes failures, keeps what cost money and what clients left", () =>
  withWriter((writer, db) => {
    const failed = { outcome: "failed", error: "no" } as const;
    writer.record([
      exchange(),
      exchange({ ...failed, cost: null, usage: null }),
      exchange({ ...failed, cost: costOf(0) }),
      exchange({ ...failed, cost: costOf(3_000_000_000), usage: { ...NO_USAGE, input: 5 } }),
      exchange({ outcome: "interrupted", error: "left", cost: costOf(1_000_000_000) }),
    ]);
    assert.equal(writer.clearErrors(null).cleared, 3);
    const { totals, recent_errors } = stats(db, {});
    assert.deepEqual(recent_errors, []);
    assert.deepEqual([totals.requests, totals.failed.cost, totals.interrupted.cost], [1, 3, 1]);
    assert.equal(db.prepare("SELECT COUNT(*) AS n FROM attempts").get()?.n, 3);
    assert.equal(writer.clearErrors(null).cleared, 0);
  }));

Deno.test("clearErrors() goes in steps, and leaves alone what has failed since it began", () =>
  withWriter((writer, db) => {
    const failed = { outcome: "failed", error: "no", cost: null, usage: null } as const;
    writer.record(Array.from({ length: 25 }, () => exchange(failed)));
    const first = writer.clearErrors(null, 0);
    assert.deepEqual(first, { upTo: 25, cleared: 10 });
    writer.record([exchange(failed), exchange()]);
    const second = writer.clearErrors(first, 0);
    const third = writer.clearErrors(second, 0);
    assert.deepEqual([second.cleared, third.cleared], [10, 5]);
    assert.deepEqual(writer.clearErrors(third, 0), { upTo: 25, cleared: 0 });
    const { totals, recent_errors } = stats(db, {});
    assert.deepEqual([totals.requests, totals.failed.requests, recent_errors.length], [1, 1, 1]);
  }));
