import { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../../../lib/store/open_database.ts";
import { Writer } from "../../../lib/store/writer.ts";
import { costOf, exchange } from "../exchange.ts";
import { INSERT, makeOldDatabase } from "../predecessor.ts";

export const PAGE = 4096;
const DAY = 86_400_000;
const START = Date.parse("2026-01-01T00:00:00Z");

const said = (session: number, turn: number) => ({
  role: turn % 2 === 0 ? "user" : "assistant",
  content: `In session ${session} this is what was said in turn ${turn}. `.repeat(3),
});

/** Exchanges of sessions that resend their history, some of them large, failed, without a response. */
function made(number: number) {
  const session = Math.floor(number / 8);
  const messages = Array.from({ length: number % 8 + 1 }, (_, turn) => said(session, turn));
  if (number % 29 === 0) messages.push({ role: "user", content: `${number} big `.repeat(3000) });
  const failed = number % 7 === 3;
  return exchange({
    requestId: `made-${number}`,
    startedAt: START + number * DAY / 20,
    alias: ["small", "large", "tiny"][number % 3] ?? "small",
    project: number % 5 === 0 ? `project ${number % 4}` : null,
    outcome: failed ? "failed" : "ok",
    error: failed ? "overloaded" : null,
    cost: failed ? null : costOf(1000 + number),
    request: JSON.stringify({ model: "m", messages, n: number }),
    response: failed ? null : JSON.stringify({ id: `c-${number}`, text: `${number} `.repeat(60) }),
    notes: number % 11 === 0 ? { dropped: ["seed"] } : null,
  });
}

/**
 * Makes a database with sessions of agents, deleted rows (so that there are free pages which still
 * show them), costs that were computed again, and a table of the user's own.
 *
 * @param old whether it began as the predecessor's: payloads in rows, no pointers from pages to parents
 */
export async function makeFilled(path: string, exchanges: number, old = false): Promise<void> {
  if (old) {
    const db = makeOldDatabase(path);
    const insert = db.prepare(INSERT);
    for (let i = 0; i < exchanges / 4; i++) {
      const payload = JSON.stringify({ old: i, text: `${i} old `.repeat(i * 97 % 2000) });
      const at = new Date(START - DAY * 30 + i * 60_000).toISOString().slice(0, -1);
      insert.run(at, "old", "acme", i, 1, i + 1, i / 1000, 9, payload, payload, null);
    }
    db.close();
  }
  const db = await openDatabase({ path });
  let now = START;
  const writer = new Writer(db, path, () => now);
  for (let i = 0; i < exchanges; i++) {
    const one = made(i);
    now = one.startedAt;
    writer.record([one]);
  }
  db.exec(`INSERT INTO cost_history SELECT id, '2026-06-01T00:00:00.000', 1, 'x', NULL, NULL, '[]'
      FROM exchanges WHERE id % 9 = 0;
    CREATE TABLE mine (word TEXT, number INTEGER, more REAL, anything);
    INSERT INTO mine SELECT model || id, id, id / 7.0, CASE id % 4 WHEN 0 THEN id WHEN 1 THEN id * 1.0 WHEN 2 THEN NULL ELSE CAST(id AS BLOB) END FROM exchanges;
    CREATE VIEW spending AS SELECT model, SUM(cost) AS cost FROM requests GROUP BY model`);
  db.exec(`DELETE FROM exchanges WHERE id < ${exchanges / 5}`);
  // A table of the same make that is dropped as a whole leaves its pages as they are.
  const table = String(
    db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'exchanges'").get()?.sql,
  );
  db.exec(`${table.replace("exchanges", "dropped")};
    INSERT INTO dropped SELECT * FROM exchanges;
    UPDATE dropped SET model = 'deleted', request_id = 'deleted ' || id, id = id + 10000;
    DROP TABLE dropped`);
  db.exec("DELETE FROM exchanges WHERE id % 13 = 5");
  writer.close();
}

/** Bytes that nobody wrote. */
export function noise(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed * 2_654_435_761 >>> 0 || 1;
  for (let at = 0; at < length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[at] = state & 0xff;
  }
  return bytes;
}

/** Overwrites bytes of a file. */
export function overwrite(path: string, at: number, bytes: Uint8Array): void {
  using file = Deno.openSync(path, { read: true, write: true });
  file.seekSync(at, Deno.SeekMode.Start);
  file.writeSync(bytes);
}

/** Fills a page with noise. */
export function spoil(path: string, page: number, seed = 1): void {
  overwrite(path, (page - 1) * PAGE, noise(PAGE, seed));
}

/** Overwrites a page with another one, as a disk does that writes to the wrong place. */
export function misplace(path: string, from: number, to: number): void {
  const bytes = Deno.readFileSync(path).subarray((from - 1) * PAGE, from * PAGE);
  overwrite(path, (to - 1) * PAGE, bytes);
}

/** How many pages a file has. */
export function pagesOf(path: string): number {
  return Deno.statSync(path).size / PAGE;
}

/** What the pages of a database are, by SQLite's own account. */
export function pageMap(path: string): { page: number; name: string; type: string }[] {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    return db.prepare("SELECT pageno AS page, name, pagetype AS type FROM dbstat").all()
      .map(({ page, name, type }) => ({
        page: Number(page),
        name: String(name),
        type: String(type),
      }));
  } finally {
    db.close();
  }
}

/** Everything that is in tables which are no sums, by table and by what names a row. */
export function contentOf(path: string): Record<string, Map<string, string>> {
  const db = new DatabaseSync(path, { readOnly: true });
  const keys: Record<string, string> = {
    requests: "id",
    attempts: "exchange || ' ' || number",
    cost_history: "exchange || ' ' || changed_at",
    mine: "rowid",
    running: "id",
  };
  try {
    return Object.fromEntries(
      Object.entries(keys).map(([table, key]) => {
        const known = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = ?").get(table);
        // Whether a number is an integer shows in how SQLite writes it.
        const exact = table === "mine" ? ", quote(anything) AS exact" : "";
        const statement = known && db.prepare(`SELECT ${key} AS row_key, * ${exact} FROM ${table}`);
        return [
          table,
          new Map(
            (statement?.all() ?? []).map(({ row_key, ...row }) => [
              String(row_key),
              JSON.stringify(row),
            ]),
          ),
        ];
      }),
    );
  } finally {
    db.close();
  }
}

/** How a recovered database differs from what there was. */
export interface Difference {
  /** Rows that are gone, by table. */
  missing: Record<string, number>;
  /** Exchanges without a payload that they had, or without what explains their cost; it is noted. */
  bare: number;
  /** Rows that are not what they were, or that never were. */
  wrong: string[];
}

/** What an exchange may lack when its row says so, and the row itself that says it. */
const MAY_LACK = ["request_data", "response_data", "notes", "usage_raw", "cost_detail"];

/** Compares what {@link contentOf} gives. */
export function difference(
  before: Record<string, Map<string, string>>,
  after: Record<string, Map<string, string>>,
): Difference {
  const found: Difference = { missing: {}, bare: 0, wrong: [] };
  for (const [table, rows] of Object.entries(before)) {
    const saved = after[table] ?? new Map();
    const missing = [...rows.keys()].filter((key) => !saved.has(key)).length;
    if (missing > 0) found.missing[table] = missing;
    for (const [key, row] of saved) {
      const was = rows.get(key);
      if (row === was) continue;
      if (was !== undefined && table === "requests" && isBare(was, row)) found.bare++;
      else found.wrong.push(`${table} ${key}: ${row.slice(0, 200)} was ${was?.slice(0, 200)}`);
    }
  }
  return found;
}

function isBare(was: string, row: string): boolean {
  const [before, after] = [JSON.parse(was), JSON.parse(row)];
  const changed = Object.keys(before).filter((key) =>
    JSON.stringify(before[key]) !== JSON.stringify(after[key])
  );
  return changed.every((key) => MAY_LACK.includes(key)) && /lost/.test(after.notes) &&
    changed.every((key) => key === "notes" || after[key] === null);
}
