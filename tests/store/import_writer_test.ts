import assert from "node:assert/strict";
import { LEDGER_NAMES } from "../../lib/import/ledger_row.ts";
import { StoreError } from "../../lib/store/problem.ts";
import { openDatabase } from "../../lib/store/open_database.ts";
import { applyCosts } from "../../lib/store/recosting.ts";
import { costOf, exchange, withPath } from "./exchange.ts";
import { Writer } from "../../lib/store/writer.ts";
import type { ImportedRow } from "../../lib/types/imported.ts";
import { importedRow, values, withLedger, writerOf } from "./imported_row.ts";
import { makeOldDatabase } from "./predecessor.ts";

const IDS = "SELECT request_id FROM exchanges ORDER BY id";
const ATTEMPT = {
  number: 1,
  started_at: "2025-10-04T09:30:00",
  duration_ms: 1,
  waited_ms: 0,
  status: 500,
  error: "no",
};
const named = (request_id: string, duration_ms = 900n) => importedRow({ request_id, duration_ms });

Deno.test("an import knows every column that an exchange has", () =>
  withLedger((db) => {
    const columns = values(db, "SELECT name FROM pragma_table_info('exchanges')").map(String);
    assert.deepEqual(columns.filter((name) => !LEDGER_NAMES.has(name)), []);
  }));

Deno.test("an imported row has its columns, payloads, attempts and former costs", () =>
  withLedger((db, connect, path) => {
    const cost = {
      changed_at: "2026-01-01T00:00:00",
      cost_nanos: 5,
      price_source: "config",
      price_date: null,
      price_rule: null,
      cost_detail: "[]",
    };
    const row = importedRow({ cost: 0.1, cost_nanos: 9007199254740993n, cleared: 1n }, {
      request: '{"a": 1.0}',
      response: '{"b":2}',
      attempts: [ATTEMPT],
      costHistory: [cost],
    });
    assert.deepEqual(writerOf(connect(), path).add([row]), ["added"]);
    const [stored] = db.prepare(
      "SELECT timestamp, CAST(cost_nanos AS TEXT) AS nanos, cleared, request_data, response_data FROM requests",
    ).all();
    assert.deepEqual({ ...stored }, {
      timestamp: "2025-10-04T09:30:00.123456",
      nanos: "9007199254740993",
      cleared: 1,
      request_data: '{"a": 1.0}',
      response_data: '{"b":2}',
    });
    assert.deepEqual({ ...db.prepare("SELECT * FROM attempts").get() }, {
      exchange: 1,
      ...ATTEMPT,
    });
    assert.deepEqual({ ...db.prepare("SELECT * FROM cost_history").get() }, {
      exchange: 1,
      ...cost,
    });
  }));

Deno.test("rows that are imported a second time are there already, with and without a request id", () =>
  withLedger((db, connect, path) => {
    const rows = [
      named("a"),
      importedRow(),
      named("b"),
      importedRow({ error: "x", outcome: "failed" }),
    ];
    const add = () => writerOf(connect(), path).add(rows);
    assert.deepEqual(add(), Array(4).fill("added"));
    assert.deepEqual(add(), Array(4).fill("there"));
    assert.deepEqual(values(db, IDS), ["a", null, "b", null]);
  }));

Deno.test("a file with equal rows without ids brings all of them, and again none", () =>
  withLedger((_, connect, path) => {
    const add = (count: number) =>
      writerOf(connect(), path).add(Array.from({ length: count }, () => importedRow()));
    assert.deepEqual(add(2), ["added", "added"]);
    assert.deepEqual(add(3), ["there", "there", "added"]);
    assert.deepEqual(add(3), ["there", "there", "there"]);
  }));

const DIFFERENT: readonly Partial<ImportedRow["columns"]>[] = [
  { timestamp: "2025-10-04T09:30:00.123457" },
  { model: "other" },
  { provider: null },
  { prompt_tokens: 11n },
  { completion_tokens: null },
  { duration_ms: 901n },
  { error: "boom", outcome: "failed" },
];

for (const difference of DIFFERENT) {
  const [name] = Object.keys(difference);
  Deno.test(`rows without ids that differ in ${name} are two requests`, () =>
    withLedger((_, connect, path) => {
      const rows = [importedRow(), importedRow(difference)];
      assert.deepEqual(writerOf(connect(), path).add(rows), ["added", "added"]);
      assert.deepEqual(writerOf(connect(), path).add(rows), ["there", "there"]);
    }));
}

Deno.test("rows that were migrated in place are recognised, also after their costs were computed again", () =>
  withPath(async (path) => {
    makeOldDatabase(path).close();
    const db = await openDatabase({ path });
    applyCosts(db, [{ id: 1, cost: costOf(7) ?? assert.fail() }], 0);
    const rows = [
      { timestamp: "2025-10-04T09:30:00.123456", cost_nanos: 100_000_000n },
      { timestamp: "2025-10-05T00:00:00", prompt_tokens: 20n, duration_ms: 800n },
    ];
    const writer = writerOf(db, path);
    assert.deepEqual(writer.add(rows.map((row) => importedRow(row))), ["there", "there"]);
    // The predecessor has gone on with its own copy.
    assert.deepEqual(writer.add([importedRow({ timestamp: "2025-10-06T00:00:00" })]), ["added"]);
    db.close();
  }));

Deno.test("another exchange of an id that is taken gets an id of its own, the same at each import", () =>
  withLedger((db, connect, path) => {
    writerOf(connect(), path).add([named("a", 1n)]);
    const rows = [named("a", 2n), named("a", 3n), named("a", 1n)];
    assert.deepEqual(writerOf(connect(), path).add(rows), ["added", "added", "there"]);
    const [first, second, third] = values(db, IDS).map(String);
    assert.equal(first, "a");
    assert.match(`${second} ${third}`, /^a~[0-9a-f]{8} a~[0-9a-f]{8}$/);
    assert.deepEqual(writerOf(connect(), path).add(rows), ["there", "there", "there"]);
  }));

for (
  const difference of [{ model: "new" }, { provider: "bolt" }, { prompt_tokens: 11n }, {
    error: "no",
  }]
) {
  const [name] = Object.keys(difference);
  Deno.test(`rows of one id, time and duration that differ in ${name} are two requests`, () =>
    withLedger((_, connect, path) => {
      const rows = [named("a", 1n), importedRow({ ...named("a", 1n).columns, ...difference })];
      const trial = writerOf(connect(), path, { isTrial: true });
      assert.deepEqual(trial.add(rows), ["added", "added"]);
      assert.deepEqual(writerOf(connect(), path).add(rows), ["added", "added"]);
      assert.deepEqual(writerOf(connect(), path).add(rows), ["there", "there"]);
    }));
}

Deno.test("what the server has booked under an id of its own is recognised by the client's", () =>
  withLedger((db, connect, path) => {
    const both = [1000, 2000].map((durationMs) => exchange({ requestId: "a", durationMs }));
    assert.equal(new Writer(db, path).record(both).refusal, null);
    const rows = [1000n, 2000n].map((duration_ms) =>
      importedRow({
        request_id: "a",
        timestamp: "2026-03-04T12:00:00.500",
        model: "small",
        duration_ms,
      })
    );
    assert.deepEqual(writerOf(connect(), path).add(rows), ["there", "there"]);
  }));

Deno.test("secrets are redacted wherever a row may hold one", () =>
  withLedger((db, connect, path) => {
    const key = "sk-abcdefghijklmnop1234567890";
    const row = importedRow({
      error: `key ${key}`,
      outcome: "failed",
      client: key,
      project: key,
      usage_raw: JSON.stringify({ key }),
      notes: JSON.stringify({ key }),
    }, {
      request: JSON.stringify({
        api_key: key,
        messages: [{ role: "user", content: `it is ${key}, yes` }],
      }),
      response: JSON.stringify({ text: key }),
      attempts: [{ ...ATTEMPT, error: key }],
    });
    writerOf(connect(), path).add([row]);
    const tables = ["requests", "exchanges", "texts", "payloads", "attempts"];
    const all = JSON.stringify(tables.map((name) => db.prepare(`SELECT * FROM ${name}`).all()));
    assert.ok(!all.includes(key));
    assert.ok(all.split("sk-redacted").length > 8);
  }));

Deno.test("messages that many imported requests have are stored once", () =>
  withLedger((db, connect, path) => {
    const message = { role: "system", content: "You are a careful assistant. ".repeat(5) };
    const rows = ["a", "b", "c"].map((id) => ({
      ...named(id),
      request: JSON.stringify({
        model: id.repeat(100),
        messages: [message, { role: "user", content: id }],
      }),
    }));
    writerOf(connect(), path).add(rows);
    writerOf(connect(), path).add([{ ...named("d"), request: rows[0]?.request ?? null }]);
    const stored = values(db, "SELECT text FROM texts").map(String);
    assert.equal(stored.filter((text) => text.includes("careful")).length, 1);
    assert.deepEqual(values(db, "SELECT request_data FROM requests"), [
      ...rows.map(({ request }) => request),
      rows[0]?.request,
    ]);
  }));

Deno.test("rollups count imported rows like the server's", () =>
  withLedger(async (db, connect, path) => {
    const rows = [
      importedRow({ cost_nanos: 5n, project: "blog" }),
      importedRow({ timestamp: "2024-02-29T23:59:59", cost_nanos: 7n }),
      importedRow({ outcome: "failed", error: "no", cost_nanos: 1n }),
      importedRow({ cost_nanos: null }),
    ];
    writerOf(connect(), path).add(rows);
    const rollups = () =>
      db.prepare("SELECT * FROM rollups ORDER BY zone, slot, project, outcome").all();
    const kept = rollups();
    assert.ok(kept.length >= 4);
    // Without a version the next opening makes them anew from the rows.
    db.exec("DELETE FROM rollups; DELETE FROM versions");
    (await openDatabase({ path })).close();
    assert.deepEqual(kept, rollups());
  }));

Deno.test("a row that SQLite refuses does not hold back the others of its transaction", () =>
  withLedger((db, connect, path) => {
    const request = JSON.stringify({ prompt: "the same for both, and long enough ".repeat(20) });
    const broken = { ...named("b"), attempts: [ATTEMPT, ATTEMPT], request };
    const whole = { ...named("c"), request };
    const result = writerOf(connect(), path).add([named("a"), broken, whole]);
    assert.equal(result[0], "added");
    assert.equal(result[2], "added");
    assert.match(JSON.stringify(result[1]), /"refused":"is refused by SQLite: UNIQUE/);
    assert.deepEqual(values(db, IDS), ["a", "c"]);
    assert.deepEqual(values(db, "SELECT request_data FROM requests"), [null, request]);
  }));

Deno.test("a disk that is full is told, and nothing of the transaction is in", () =>
  withLedger((db, connect, path) => {
    const other = connect();
    const writer = writerOf(other, path);
    other.exec("PRAGMA max_page_count = 1");
    const big = { ...named("a"), request: JSON.stringify({ prompt: "x".repeat(1_000_000) }) };
    assert.throws(
      () => writer.add([named("b"), big]),
      (error) => error instanceof StoreError && /disk is full/.test(error.message),
    );
    assert.deepEqual(values(db, IDS), []);
  }));

Deno.test("a trial tells what would come in, equal rows included, and writes nothing", () =>
  withLedger((db, connect, path) => {
    writerOf(connect(), path).add([named("a"), importedRow()]);
    const trial = writerOf(connect(), path, { isTrial: true });
    const rows = [named("a"), named("b"), named("b"), importedRow(), importedRow()];
    assert.deepEqual(trial.add(rows), ["there", "added", "there", "there", "added"]);
    assert.deepEqual(values(db, IDS), ["a", null]);
  }));

Deno.test("a trial holds no lock that a server could wait for", () =>
  withLedger((db, connect, path) => {
    db.exec("BEGIN IMMEDIATE");
    assert.deepEqual(writerOf(connect(), path, { isTrial: true }).add([named("a")]), ["added"]);
    db.exec("ROLLBACK");
  }));
