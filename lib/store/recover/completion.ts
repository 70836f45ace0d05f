import type { DatabaseSync } from "node:sqlite";
import { DERIVED, type SchemaObject } from "./layouts.ts";
import type { Range } from "./tree.ts";
import type { Table } from "./table.ts";

/** What the row of an exchange says of a payload that is gone. */
const LOST_PAYLOAD = "lost with a damaged page";
/** Where payloads of exchanges stand in the row itself. */
const INLINE = ["request_data", "response_data"];

const NOTES =
  `CASE WHEN json_valid(notes) AND json_type(notes) = 'object' THEN notes ELSE '{}' END`;

/**
 * Takes out of the new database what makes no sense without what is lost, and notes with each exchange
 * what it lacks. Returns how many exchanges have lost a payload.
 */
export function settle(db: DatabaseSync, tables: ReadonlyMap<string, Table>): number {
  const exchanges = tables.get("exchanges");
  if (exchanges === undefined) return settleInline(tables.get("requests"));
  db.exec("CREATE TEMP TABLE bare (id INTEGER PRIMARY KEY)");
  const bare = db.prepare("INSERT OR IGNORE INTO bare VALUES (?)");
  for (const [id, lacks] of exchanges.lacking) {
    if (INLINE.some((name) => lacks.includes(name))) bare.run(id);
    const rest = lacks.filter((name) => !INLINE.includes(name));
    if (rest.length === 0) continue;
    db.prepare(`UPDATE exchanges SET notes = json_set(${NOTES}, '$.lost', json(?)) WHERE id = ?`)
      .run(JSON.stringify(rest), id);
  }
  if (tables.has("payloads")) {
    if ([...tables.values()].some(({ isDamaged }) => isDamaged)) dropBroken(db);
    for (const range of tables.get("payloads")?.unknown() ?? []) addMissing(db, range);
    for (const id of tables.get("payloads")?.lost.keys() ?? []) {
      addMissing(db, { after: id - 1, upTo: id });
    }
  }
  loseOrphans(db, exchanges, tables);
  db.exec("DELETE FROM bare WHERE id NOT IN (SELECT id FROM exchanges)");
  db.prepare(
    `UPDATE exchanges SET notes = json_set(${NOTES}, '$.payload', ?) WHERE id IN (SELECT id FROM bare)`,
  ).run(LOST_PAYLOAD);
  const lost = Number(db.prepare("SELECT COUNT(*) AS n FROM bare").get()?.n);
  db.exec("DROP TABLE bare");
  return lost;
}

function settleInline(requests: Table | undefined): number {
  return [...requests?.lacking.values() ?? []]
    .filter((lacks) => INLINE.some((name) => lacks.includes(name))).length;
}

/** Payloads are recipes: without one of its texts a payload is nothing. */
function dropBroken(db: DatabaseSync) {
  for (const column of ["request", "response"]) {
    db.exec(`CREATE TEMP TABLE broken AS SELECT exchange AS id FROM payloads
      WHERE ${column} IS NOT NULL AND NOT (CASE WHEN json_valid(${column}) THEN
        NOT EXISTS (SELECT 1 FROM json_each(${column}) WHERE type = 'array' AND
          (SELECT COUNT(*) FROM texts
            WHERE id BETWEEN json_extract(value, '$[0]') AND json_extract(value, '$[1]'))
          <> json_extract(value, '$[1]') - json_extract(value, '$[0]') + 1)
        ELSE FALSE END);
      INSERT OR IGNORE INTO bare SELECT id FROM broken;
      UPDATE payloads SET ${column} = NULL WHERE exchange IN (SELECT id FROM broken);
      DROP TABLE broken`);
  }
  db.exec("DELETE FROM payloads WHERE request IS NULL AND response IS NULL");
}

/** Exchanges whose payload may have been on a lost page. */
function addMissing(db: DatabaseSync, { after, upTo }: Range) {
  db.prepare(
    `INSERT OR IGNORE INTO bare SELECT id FROM exchanges WHERE id > ? AND id <= ?
      AND request_data IS NULL AND NOT EXISTS (SELECT 1 FROM payloads WHERE exchange = id)`,
  ).run(bound(after), bound(upTo));
}

/** Infinity is no number that SQLite binds. */
function bound(rowid: number): number {
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, rowid));
}

/** What belongs to an exchange that is lost tells of it, and goes. */
function loseOrphans(
  db: DatabaseSync,
  exchanges: Table,
  tables: ReadonlyMap<string, Table>,
) {
  for (const name of ["payloads", "attempts", "cost_history"]) {
    if (!exchanges.isDamaged || !tables.has(name)) continue;
    const gone = `exchange NOT IN (SELECT id FROM exchanges)`;
    for (
      const { exchange } of db.prepare(`SELECT DISTINCT exchange FROM ${name} WHERE ${gone}`).all()
    ) {
      const id = Number(exchange);
      if (!exchanges.lost.has(id)) exchanges.lost.set(id, null);
    }
    db.exec(`DELETE FROM ${name} WHERE ${gone}`);
  }
}

/**
 * Makes what is no table: indexes, views, triggers. Returns the names of what cannot be made any more.
 */
export function complete(db: DatabaseSync, objects: readonly SchemaObject[]): string[] {
  const refused: string[] = [];
  const order = ["index", "view", "trigger"];
  for (const wanted of order) {
    for (const { type, name, table, sql } of objects) {
      if (type !== wanted || sql === null || !/^CREATE\b/i.test(sql)) continue;
      // The sums over exchanges come anew, with what keeps them.
      if (DERIVED.test(table) || /^rollup_(insert|delete|update)$/.test(name)) continue;
      try {
        db.prepare(sql).run();
      } catch {
        refused.push(name);
      }
    }
  }
  return refused;
}
