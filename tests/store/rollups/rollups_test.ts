import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { openDatabase } from "../../../lib/store/open_database.ts";
import { select } from "../../../lib/store/queries/select.ts";
import type { TimeRange } from "../../../lib/store/queries/time_filter.ts";
import { DIMENSIONS, MEASURES } from "../../../lib/store/rollups/measures.ts";
import { ensureRollups } from "../../../lib/store/rollups/schema.ts";
import { type Grain, sourceOf } from "../../../lib/store/rollups/source.ts";
import { totalsBy } from "../../../lib/store/rollups/totals.ts";
import { fillZone } from "../../../lib/store/rollups/zones.ts";
import { toBound } from "../../../lib/store/timestamp.ts";
import { Writer } from "../../../lib/store/writer.ts";
import type { Outcome } from "../../../lib/types/exchange.ts";
import { NO_USAGE } from "../../../lib/types/usage.ts";
import { costOf, exchange, withPath } from "../exchange.ts";

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 1, 26);

/** Exchanges of five days of every outcome, with and without price, tokens and duration. */
const EXCHANGES = fc.array(
  fc.record({
    startedAt: fc.integer({ min: FIRST, max: FIRST + 5 * DAY }),
    alias: fc.constantFrom("a", "b"),
    provider: fc.constantFrom("acme", "bolt", null),
    outcome: fc.constantFrom<Outcome>("ok", "ok", "failed", "interrupted"),
    durationMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 400_000 })),
    nanos: fc.option(fc.integer({ min: 0, max: 1e12 })),
    output: fc.option(fc.nat(5000)),
  }).map(({ outcome, nanos, output, ...facts }) =>
    exchange({
      ...facts,
      outcome,
      error: outcome === "ok" ? null : "no",
      usage: output === null ? null : { ...NO_USAGE, input: 3, output },
      cost: nanos === null ? null : costOf(nanos),
    })
  ),
  { minLength: 1, maxLength: 30 },
);

const KEYS = DIMENSIONS.map(({ name }) => name).join(", ");

/** The same sums from the rows themselves. */
function counted(db: DatabaseSync, { from, to }: TimeRange) {
  const columns = [...DIMENSIONS, ...MEASURES].map(({ name, of }) => `${of("e.")} AS ${name}`);
  const bound = (seconds: number | null, other: string) =>
    seconds === null ? other : toBound(seconds * 1000);
  const source = {
    sql: `(SELECT ${columns.join(", ")} FROM exchanges e WHERE timestamp >= ? AND timestamp < ?)`,
    params: [bound(from, "0"), bound(to, "9")],
  };
  return totalsBy(db, source, { keys: KEYS });
}

const summed = (db: DatabaseSync, range: TimeRange, grain: Grain) =>
  totalsBy(db, sourceOf(db, range, grain), { keys: KEYS });
const ALL: TimeRange = { from: null, to: null };

function withDatabase(body: (db: DatabaseSync, path: string) => unknown): Promise<void> {
  return withPath(async (path) => {
    const db = await openDatabase({ path });
    try {
      await body(db, path);
    } finally {
      db.close();
    }
  });
}

Deno.test("rollups are the sums over the rows, after any writing, by whomever", () =>
  withDatabase((db, path) => {
    const writer = new Writer(db, path);
    const changes = fc.array(
      fc.constantFrom(
        "UPDATE requests SET cost = 0.25 WHERE id % 3 = 0",
        "UPDATE requests SET completion_tokens = 7, duration_ms = 90 WHERE id % 4 = 1",
        "UPDATE requests SET timestamp = '2026-03-01T10:00:00' WHERE id % 5 = 2",
        "UPDATE requests SET error = 'late', outcome = 'failed' WHERE id % 6 = 3",
        "UPDATE requests SET model = 'b', provider = NULL WHERE id % 2 = 1",
        "DELETE FROM requests WHERE id % 3 = 1",
        "INSERT INTO requests (timestamp, model, cost, duration_ms, completion_tokens) VALUES ('2026-03-01', 'shell', 1, 10, 5)",
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(EXCHANGES, changes, (exchanges, sqls) => {
        db.exec("DELETE FROM requests");
        assert.deepEqual(select(db, "SELECT * FROM rollups", []), [], "nothing is left of nothing");
        writer.record(exchanges);
        for (const sql of sqls) db.exec(sql);
        const expected = counted(db, ALL);
        for (const by of ["any", "days", "hours"] as const) {
          assert.deepEqual(summed(db, ALL, { shift: 0, by }), expected, by);
        }
      }),
      { numRuns: 60 },
    );
  }));

Deno.test("a source holds the exchanges of its range, to the second, however they are cut", () =>
  withDatabase((db, path) => {
    const writer = new Writer(db, path);
    fillZone(db, 330);
    const moment = fc.integer({ min: FIRST / 1000 - 90_000, max: FIRST / 1000 + 6 * 86_400 });
    const bounds = fc.tuple(fc.option(moment), fc.option(moment));
    const grain = fc.record({
      shift: fc.constantFrom(0, 19_800, -28_800, 3_600, 61 * 60),
      by: fc.constantFrom<Grain["by"]>("any", "days", "hours"),
    });
    fc.assert(
      fc.property(EXCHANGES, bounds, grain, (exchanges, [a, b], grain) => {
        db.exec("DELETE FROM requests");
        writer.record(exchanges);
        const range = a !== null && b !== null && a > b ? { from: b, to: a } : { from: a, to: b };
        assert.deepEqual(summed(db, range, grain), counted(db, range));
      }),
      { numRuns: 150 },
    );
  }));

Deno.test("all of a range's days come from the rollups of its zone", () =>
  withDatabase((db, path) => {
    new Writer(db, path).record([exchange({ startedAt: FIRST })]);
    while (!fillZone(db, 60));
    const day = (n: number) => FIRST / 1000 + n * 86_400 - 3600;
    const { sql, params } = sourceOf(db, { from: day(0), to: day(2) }, { shift: 3600, by: "days" });
    assert.ok(!sql.includes("UNION"), sql);
    assert.match(sql, /zone = 2/);
    assert.deepEqual(params, [FIRST / DAY, FIRST / DAY + 2]);
  }));

Deno.test("a zone is filled in steps, from the newest day, while exchanges go on", () =>
  withDatabase((db, path) => {
    const writer = new Writer(db, path);
    const at = (days: number) => exchange({ startedAt: FIRST + days * DAY + 1000 });
    writer.record([0, 50, 100, 150, 200].map(at));
    const check = () => {
      for (const by of ["days", "any"] as const) {
        assert.deepEqual(summed(db, ALL, { shift: 7200, by }), counted(db, ALL));
        const since = { from: FIRST / 1000 + 120 * 86_400 - 7200, to: null };
        assert.deepEqual(summed(db, since, { shift: 7200, by }), counted(db, since));
      }
    };
    let steps = 0;
    for (let done = false; !done; steps++) {
      done = fillZone(db, 120);
      writer.record([at(steps * 40), at(300 + steps)]);
      check();
    }
    assert.equal(steps, 4);
    assert.equal(fillZone(db, 120), true, "and once only");
    check();
  }));

Deno.test("a zone that quarter hours cannot make, and one too many, are left out", () =>
  withDatabase((db) => {
    assert.equal(fillZone(db, 7), true);
    for (let offset = 15; offset <= 300; offset += 15) while (!fillZone(db, offset));
    const zones = db.prepare("SELECT COUNT(*) AS n FROM zones").get()?.n;
    assert.equal(zones, 9);
  }));

Deno.test("rollups that are missing, of another version or not to be trusted are made anew", () =>
  withDatabase((db, path) => {
    new Writer(db, path).record([exchange(), exchange({ outcome: "failed", error: "no" })]);
    const expected = counted(db, ALL);
    assert.equal(ensureRollups(db), false);
    db.exec("DROP TRIGGER rollup_insert");
    db.exec("INSERT INTO requests (timestamp, model) VALUES ('2026-03-01T00:00:00', 'unseen')");
    assert.equal(ensureRollups(db), true);
    db.exec("DELETE FROM requests WHERE model = 'unseen'");
    db.exec("UPDATE versions SET version = 0");
    assert.equal(ensureRollups(db), true);
    assert.deepEqual(summed(db, ALL, { shift: 0, by: "any" }), expected);
    new Writer(db, path).record([exchange()]);
    assert.deepEqual(summed(db, ALL, { shift: 0, by: "any" }), counted(db, ALL));
  }));
