import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import { fill, type FillOptions } from "../../lib/demo_data/fill.ts";
import { openDatabase } from "../../lib/store/open_database.ts";
import { DIMENSIONS, MEASURES } from "../../lib/store/rollups/measures.ts";
import { sourceOf } from "../../lib/store/rollups/source.ts";
import { totalsBy } from "../../lib/store/rollups/totals.ts";
import { zonesOf } from "../../lib/store/rollups/zone.ts";
import { StoreError } from "../../lib/store/problem.ts";
import { withPath } from "../store/exchange.ts";
import { DAY_MS, made, UNTIL } from "./made.ts";

const OPTIONS: FillOptions = { exchanges: 1500, from: UNTIL - 400 * DAY_MS, until: UNTIL, seed: 3 };

function withFilled(
  options: Partial<FillOptions>,
  body: (db: DatabaseSync, path: string) => unknown,
): Promise<void> {
  return withPath(async (path) => {
    await fill(path, { ...OPTIONS, ...options });
    const db = await openDatabase({ path });
    try {
      await body(db, path);
    } finally {
      db.close();
    }
  });
}

const number = (db: DatabaseSync, sql: string) =>
  Number(Object.values(db.prepare(sql).get() ?? {})[0]);

Deno.test("a filled database is sound, and its rollups are the sums over its rows", () =>
  withFilled({}, (db) => {
    assert.deepEqual(db.prepare("PRAGMA integrity_check").all().map((row) => ({ ...row })), [
      { integrity_check: "ok" },
    ]);
    assert.equal(number(db, "SELECT COUNT(*) FROM exchanges"), OPTIONS.exchanges);
    assert.equal(number(db, "SELECT COUNT(*) FROM running"), 0);
    const keys = DIMENSIONS.map(({ name }) => name);
    const columns = [...DIMENSIONS, ...MEASURES].map(({ name, of }) => `${of("e.")} AS ${name}`);
    const rows = { sql: `(SELECT ${columns.join(", ")} FROM exchanges e)`, params: [] };
    for (const by of ["any", "days", "hours"] as const) {
      const source = sourceOf(db, { from: null, to: null }, { shift: 0, by });
      assert.deepEqual(totalsBy(db, source, { keys }), totalsBy(db, rows, { keys }), by);
    }
  }));

Deno.test("the sums over days are there when the server starts", () =>
  withFilled({}, (db) => {
    const days = zonesOf(db).filter(({ width }) => width === DAY_MS / 1000);
    const over = Math.floor(UNTIL / DAY_MS);
    assert.deepEqual(days.map(({ until }) => until), [over, over], "of each project, and over all");
  }));

Deno.test("rows and payloads are the exchanges that were made, byte for byte", () =>
  withFilled({ exchanges: 200 }, (db) => {
    const rows = db.prepare(
      `SELECT request_id, model, request_data, response_data, cost_nanos, attempts
      FROM requests ORDER BY id`,
    ).all();
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      made({ ...OPTIONS, exchanges: 200 }).map((x) => ({
        request_id: x.requestId,
        model: x.alias,
        request_data: x.request,
        response_data: x.response,
        cost_nanos: x.cost?.nanos ?? null,
        attempts: x.attempts.length,
      })),
    );
  }));

Deno.test("a payload is of the day of its exchange, so that retention finds what is old", () =>
  withFilled({}, (db) => {
    const wrong = number(
      db,
      `SELECT COUNT(*) FROM exchanges JOIN payloads ON exchange = id
      WHERE day != CAST(STRFTIME('%s', timestamp) AS INTEGER) / 86400`,
    );
    assert.equal(wrong, 0);
    const kept = number(db, `SELECT COUNT(*) FROM texts WHERE used_on > ${UNTIL / DAY_MS}`);
    assert.equal(kept, 0);
  }));

Deno.test("texts that come again are stored once", () =>
  withFilled({ exchanges: 4000 }, (db) => {
    const asked = number(db, "SELECT SUM(LENGTH(request_data)) FROM requests");
    const stored = number(db, "SELECT SUM(LENGTH(text)) FROM texts");
    assert.ok(stored < asked / 2, `${stored} of ${asked}`);
  }));

Deno.test("a database can be filled in several goes, and progress is told to the end", () =>
  withPath(async (path) => {
    const told: number[] = [];
    const goes = [{ seed: 1, exchanges: 300 }, { seed: 2, exchanges: 200 }];
    for (const go of goes) {
      await fill(path, { ...OPTIONS, ...go, lean: true, onProgress: (n) => told.push(n) });
    }
    assert.equal(told.at(-1), 200);
    assert.ok(told.includes(300));
    const db = await openDatabase({ path });
    assert.equal(number(db, "SELECT COUNT(*) FROM exchanges"), 500);
    db.close();
  }));

Deno.test("fill() ends now, three years after it began, unless told otherwise", () =>
  withPath(async (path) => {
    const before = Date.now();
    await fill(path, { exchanges: 400, lean: true });
    const db = await openDatabase({ path });
    const at = (sql: string) => Date.parse(`${Object.values(db.prepare(sql).get() ?? {})[0]}Z`);
    const [first, last] = ["MIN", "MAX"].map((end) =>
      at(`SELECT ${end}(timestamp) FROM exchanges`)
    );
    db.close();
    assert.ok((last ?? 0) <= Date.now() && (last ?? 0) > before - 5 * DAY_MS);
    assert.ok((first ?? 0) > before - 3.01 * 365.25 * DAY_MS);
    assert.ok((first ?? 0) < before - 2.8 * 365.25 * DAY_MS);
  }));

Deno.test("a file that is no database of ours is refused and left alone", () =>
  withPath(async (path) => {
    await Deno.writeTextFile(path, "These are my notes, and they are long enough to be something.");
    await assert.rejects(fill(path, OPTIONS), StoreError);
    assert.match(await Deno.readTextFile(path), /^These are my notes/);
  }));
