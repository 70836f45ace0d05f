import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { createLedger } from "../../../lib/store/migrations/0001_ledger.ts";
import { openDatabase } from "../../../lib/store/open_database.ts";
import { withPath } from "../exchange.ts";

const line = (bucket: string, amount: number, price: string, nanos: number) => ({
  bucket,
  amount,
  price,
  nanos,
});

/** Cost lines as they were stored, and what the row gets. */
const ROWS: [what: string, detail: string | null, saved: number | null][] = [
  [
    "reads and writes",
    JSON.stringify([
      line("input", 100, "1", 100_000),
      line("cacheRead", 10_000, "0.1", 1_000_000),
      line("cacheWrite5m", 2_000, "1.25", 2_500_000),
      line("cacheWrite1h", 300, "2", 600_000),
    ]),
    8_200_000,
  ],
  [
    "a price that no float holds",
    JSON.stringify([line("input", 1, "0.15", 150), line("cacheRead", 3, "0.075", 225)]),
    225,
  ],
  ["no fresh input", JSON.stringify([line("cacheRead", 10, "0.1", 1000)]), null],
  ["nothing cached", JSON.stringify([line("input", 10, "1", 10_000)]), null],
  ["no lines", null, null],
  ["torn lines", '[{"bucket":"cacheRead"', null],
];

Deno.test("rows of before get what their cache saved from their cost lines", () =>
  withPath(async (path) => {
    const old = new DatabaseSync(path);
    createLedger(old);
    old.exec("PRAGMA application_id = 0x41706e74; PRAGMA user_version = 1");
    const insert = old.prepare(
      "INSERT INTO requests (timestamp, model, outcome, cost_detail) VALUES ('2026-05-05', ?, 'ok', ?)",
    );
    for (const [what, detail] of ROWS) insert.run(what, detail);
    old.close();
    const db = await openDatabase({ path });
    const rows = db.prepare("SELECT model, cache_saved_nanos AS saved FROM requests ORDER BY id")
      .all();
    assert.deepEqual(
      rows.map(({ model, saved }) => [model, saved]),
      ROWS.map(([what, , saved]) => [what, saved]),
    );
    db.close();
  }));
