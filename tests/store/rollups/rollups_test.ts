import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { openDatabase } from "../../../lib/store/open_database.ts";
import { type Row, select } from "../../../lib/store/queries/select.ts";
import type { Condition, TimeRange } from "../../../lib/store/queries/time_filter.ts";
import { DIMENSIONS, MEASURES, secondsOf } from "../../../lib/store/rollups/measures.ts";
import { ensureRollups } from "../../../lib/store/rollups/schema.ts";
import { type Grain, sourceOf } from "../../../lib/store/rollups/source.ts";
import { totalsBy } from "../../../lib/store/rollups/totals.ts";
import { fillZones } from "../../../lib/store/rollups/fill.ts";
import { COMPLETE, QUARTERS, zonesOf } from "../../../lib/store/rollups/zone.ts";
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
    project: fc.constantFrom("garden", "harbor", null),
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

const keysOf = (dimensions: number) => DIMENSIONS.slice(0, dimensions).map(({ name }) => name);

/** The rows themselves, as a source has them. */
function rowsSql() {
  const columns = [...DIMENSIONS, ...MEASURES].map(({ name, of }) => `${of("e.")} AS ${name}`);
  return `SELECT ${secondsOf("e.")} AS at, ${columns.join(", ")} FROM exchanges e`;
}

/** The same sums from the rows themselves. */
function counted(db: DatabaseSync, { from, to }: TimeRange, keys: string[]) {
  const bound = (seconds: number | null, other: string) =>
    seconds === null ? other : toBound(seconds * 1000);
  const source = {
    sql: `(${rowsSql()} WHERE timestamp >= ? AND timestamp < ?)`,
    params: [bound(from, "0"), bound(to, "9")],
  };
  return totalsBy(db, source, { keys });
}

/**
 * The sums over a source by the first so many dimensions. Days of an offset may be put together of
 * others, with sums alone.
 */
function summed(db: DatabaseSync, range: TimeRange, grain: Grain, dimensions: 1 | 2 | 3 | 4 = 4) {
  const keys = keysOf(dimensions);
  const rows = totalsBy(db, sourceOf(db, range, grain, { dimensions }), { keys });
  return grain.by === "days" ? sumsOf(rows) : rows;
}

function expected(db: DatabaseSync, range: TimeRange, { by }: Grain, dimensions = 4) {
  const rows = counted(db, range, keysOf(dimensions));
  return by === "days" ? sumsOf(rows) : rows;
}

function sumsOf(rows: Row[]): Row[] {
  return rows.map(({ speed_min: _least, speed_max: _greatest, ...sums }) => sums)
    .filter(({ requests }) => requests !== 0n);
}

/** Everything anew, with the slots of UTC and of an offset that are over by a moment. */
function filledBy(db: DatabaseSync, now: number, offset: number) {
  db.exec("UPDATE versions SET version = 0 WHERE name = 'rollups'");
  ensureRollups(db);
  while (!fillZones(db, offset, now));
}

const DEPTHS = fc.constantFrom<1 | 2 | 3 | 4>(1, 2, 3, 4);

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
        "UPDATE requests SET project = 'harbor' WHERE id % 3 = 2",
        "DELETE FROM requests WHERE id % 3 = 1",
        "INSERT INTO requests (timestamp, model, cost, duration_ms, completion_tokens) VALUES ('2026-03-01', 'shell', 1, 10, 5)",
      ),
      { maxLength: 6 },
    );
    // Before, within and after the exchanges; at the end the wide slots are over as well.
    const now = fc.constantFrom(-1, 1, 3, 6, 100).map((days) => FIRST + days * DAY);
    fc.assert(
      fc.property(EXCHANGES, changes, now, (exchanges, sqls, now) => {
        db.exec("DELETE FROM requests");
        assert.deepEqual(select(db, "SELECT * FROM rollups", []), [], "nothing is left of nothing");
        const half = exchanges.length >> 1;
        writer.record(exchanges.slice(0, half));
        filledBy(db, now, 330);
        writer.record(exchanges.slice(half));
        for (const sql of sqls) db.exec(sql);
        for (const by of ["any", "days", "hours"] as const) {
          for (const shift of [0, 19_800]) {
            const grain = { shift, by };
            for (const dimensions of [3, 4] as const) {
              const sums = summed(db, ALL, grain, dimensions);
              assert.deepEqual(sums, expected(db, ALL, grain, dimensions), `${by}, ${dimensions}`);
            }
          }
        }
      }),
      { numRuns: 100 },
    );
  }));

Deno.test("a source holds the exchanges of its range, to the second, however they are cut", () =>
  withDatabase((db, path) => {
    const writer = new Writer(db, path);
    const moment = fc.integer({ min: FIRST / 1000 - 90_000, max: FIRST / 1000 + 6 * 86_400 });
    const bounds = fc.tuple(fc.option(moment), fc.option(moment));
    const grain = fc.record({
      shift: fc.constantFrom(0, 19_800, -28_800, 3_600, 50_400, -43_200, 61 * 60),
      by: fc.constantFrom<Grain["by"]>("any", "days", "hours"),
    });
    const now = fc.constantFrom(2, 4, 100).map((days) => FIRST + days * DAY);
    fc.assert(
      fc.property(EXCHANGES, bounds, grain, DEPTHS, now, (exchanges, [a, b], grain, depth, now) => {
        db.exec("DELETE FROM requests");
        writer.record(exchanges);
        filledBy(db, now, 330);
        const range = a !== null && b !== null && a > b ? { from: b, to: a } : { from: a, to: b };
        assert.deepEqual(summed(db, range, grain, depth), expected(db, range, grain, depth));
      }),
      { numRuns: 250 },
    );
  }));

Deno.test("days of any offset are told apart to the second, from whichever zone they are made", () =>
  withDatabase((db, path) => {
    const writer = new Writer(db, path);
    const quarters = fc.integer({ min: -48, max: 56 });
    const now = fc.constantFrom(3, 6, 100).map((days) => FIRST + days * DAY);
    const wanted = fc.record({
      dimensions: fc.constantFrom<2 | 3 | 4>(2, 3, 4),
      only: fc.record({
        provider: fc.constantFrom("acme", undefined),
        project: fc.constantFrom("garden", undefined),
      }),
    });
    fc.assert(
      fc.property(
        EXCHANGES,
        quarters,
        quarters,
        now,
        wanted,
        (exchanges, known, asked, now, wanted) => {
          db.exec("DELETE FROM requests");
          writer.record(exchanges);
          filledBy(db, now, known * 15);
          const shift = asked * 900;
          const range = { from: FIRST / 1000 - shift - DAY / 1000, to: null };
          const byDay = (source: Condition) =>
            totalsBy(db, source, {
              keys: [`(at + ${shift}) / 86400 AS day`, "outcome", "provider"],
              measures: ["requests", "nanos", "tokens"],
            }).filter(({ requests }) => requests !== 0n);
          const { provider = "", project = "" } = wanted.only;
          const rows = {
            sql: `(SELECT * FROM (${rowsSql()})
              WHERE (? = '' OR provider = ?) AND (? = '' OR project = ?))`,
            params: [provider, provider, project, project],
          };
          for (const by of ["days", "hours"] as const) {
            assert.deepEqual(byDay(sourceOf(db, range, { shift, by }, wanted)), byDay(rows), by);
          }
        },
      ),
      { numRuns: 150 },
    );
  }));

/** What zones a source reads. */
function widths(db: DatabaseSync, sql: string): string[] {
  const zones = zonesOf(db);
  return [...sql.matchAll(/zone = (\d+)/g)].map(([, number]) => {
    const zone = zones.find(({ zone }) => zone === Number(number));
    const name = { 900: "quarters", 86_400: "1 day", 2_764_800: "32 days" }[zone?.width ?? 0];
    return `${name}${zone?.shift === 3600 ? ", 1 h on" : ""}${zone?.projects ? "" : " over all"}`;
  });
}

Deno.test("of days and years, as few rows are read as can tell them", () =>
  withDatabase((db, path) => {
    const days = [0, 40, 80, 120].map((n) => exchange({ startedAt: FIRST + n * DAY }));
    new Writer(db, path).record(days);
    filledBy(db, FIRST + 140 * DAY, 60);
    const day = (n: number) => FIRST / 1000 + n * 86_400 - 3600;
    const ofZone = { shift: 3600, by: "days" } as const;
    const { sql, params } = sourceOf(db, { from: day(0), to: day(2) }, ofZone);
    assert.ok(!sql.includes("UNION"), sql);
    assert.deepEqual(widths(db, sql), ["1 day, 1 h on"]);
    assert.deepEqual(params, [FIRST / DAY, FIRST / DAY + 2]);
    const years = sourceOf(db, ALL, { shift: 0, by: "any" });
    assert.deepEqual(widths(db, years.sql), ["32 days", "1 day", "quarters"]);
    const ofAll = sourceOf(db, ALL, { shift: 0, by: "any" }, { dimensions: 3 });
    const over = ["32 days over all", "1 day over all", "quarters"];
    assert.deepEqual(widths(db, ofAll.sql), over);
    const ofOne = { dimensions: 3, only: { project: "garden" } } as const;
    const garden = sourceOf(db, ALL, { shift: 0, by: "any" }, ofOne);
    assert.deepEqual(widths(db, garden.sql), ["32 days", "1 day", "quarters"]);
    const plan = select(db, `EXPLAIN QUERY PLAN SELECT * FROM ${garden.sql}`, garden.params);
    const used = plan.filter(({ detail }) => /rollups_of_project/.test(String(detail)));
    assert.equal(used.length, 2, "the days and the 32 days of a project are found by its index");
  }));

Deno.test("zones are filled in steps while exchanges go on, of what is over and from the newest day", () =>
  withDatabase((db, path) => {
    const writer = new Writer(db, path);
    const at = (days: number) => exchange({ startedAt: FIRST + days * DAY + 1000 });
    writer.record([0, 10, 20, 30, 40].map(at));
    const check = () => {
      for (const by of ["days", "any"] as const) {
        const grain = { shift: 7200, by };
        for (const from of [null, FIRST / 1000 + 15 * 86_400 - 7200]) {
          const range = { from, to: null };
          assert.deepEqual(summed(db, range, grain), expected(db, range, grain));
        }
      }
    };
    let steps = 0;
    const now = FIRST + 42 * DAY;
    for (let done = false; !done; steps++) {
      done = fillZones(db, 120, now);
      writer.record([at(steps * 3), at(45 + steps)]);
      check();
    }
    assert.ok(steps > 20 && steps < 40, `${steps} steps`);
    assert.equal(fillZones(db, 120, now), true, "and once only");
    assert.equal(fillZones(db, 120, now + DAY), false, "until a day is over");
    while (!fillZones(db, 120, now + 100 * DAY));
    check();
    const open = zonesOf(db).filter(({ zone }) => zone !== QUARTERS.zone);
    assert.deepEqual(open.map(({ since }) => since), open.map(() => COMPLETE));
  }));

Deno.test("a zone that quarter hours cannot make, and one too many, are left out", () =>
  withDatabase((db, path) => {
    new Writer(db, path).record([exchange()]);
    const fill = (offset: number) => {
      while (!fillZones(db, offset, Date.now()));
    };
    fill(7);
    assert.equal(zonesOf(db).length, 5, "quarter hours; days and long ones of UTC, two of each");
    for (let offset = 15; offset <= 300; offset += 15) fill(offset);
    assert.equal(zonesOf(db).filter(({ width }) => width === 86_400).length, 12);
  }));

Deno.test("an empty ledger needs no zones", () =>
  withDatabase((db) => {
    assert.equal(fillZones(db, 60, Date.now()), true);
    assert.equal(zonesOf(db).length, 1);
  }));

Deno.test("rollups that are missing, of another version or not to be trusted are made anew", () =>
  withDatabase((db, path) => {
    new Writer(db, path).record([exchange(), exchange({ outcome: "failed", error: "no" })]);
    filledBy(db, FIRST + 100 * DAY, 60);
    const before = counted(db, ALL, keysOf(4));
    assert.equal(ensureRollups(db), false);
    db.exec("DROP TRIGGER rollup_insert");
    db.exec("INSERT INTO requests (timestamp, model) VALUES ('2026-03-01T00:00:00', 'unseen')");
    assert.equal(ensureRollups(db), true);
    db.exec("DELETE FROM requests WHERE model = 'unseen'");
    db.exec("UPDATE versions SET version = 0");
    assert.equal(ensureRollups(db), true);
    assert.deepEqual(summed(db, ALL, { shift: 0, by: "any" }), before);
    new Writer(db, path).record([exchange()]);
    assert.deepEqual(summed(db, ALL, { shift: 0, by: "any" }), counted(db, ALL, keysOf(4)));
  }));
