import type { DatabaseSync } from "node:sqlite";
import type { Retention } from "../types/retention.ts";
import { toTimestamp } from "./timestamp.ts";

const DAY_MS = 86_400_000;
/** How many exchanges, texts and pages one step takes: a commit must not wait for it long. */
const STEP = { exchanges: 200, texts: 500, pages: 200 };

/** Deletes what is older than is kept, a little at a time. */
export class Pruner {
  readonly #db: DatabaseSync;
  /** How far texts have been looked through for those that were last used before a day. */
  #texts = { before: 0, upTo: 0 };

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /**
   * Does one small step, in one transaction. Returns whether there is more to do.
   *
   * @param now milliseconds since the epoch
   */
  step(retention: Retention, now: number): boolean {
    const db = this.#db;
    const today = Math.floor(now / DAY_MS);
    db.exec("BEGIN IMMEDIATE");
    try {
      const more = deleteRows(db, retention, today) || this.#deletePayloads(retention, today);
      db.exec("COMMIT");
      return giveBack(db) || more;
    } catch (error) {
      if (db.isTransaction) db.exec("ROLLBACK");
      throw error;
    }
  }

  #deletePayloads({ payloadDays, rowDays, maxBytes }: Retention, today: number): boolean {
    const ages = [payloadDays, rowDays].filter((days) => days !== null);
    if (ages.length > 0 && this.#deleteBefore(today - Math.min(...ages))) return true;
    if (maxBytes === null || usedBytes(this.#db) <= maxBytes) return false;
    const oldest = oldestDay(this.#db);
    if (oldest === null) return false;
    // What nobody has any more makes room as well, and first.
    return this.#deleteTexts(oldest) || this.#deleteBefore(oldest + 1);
  }

  #deleteBefore(day: number): boolean {
    const db = this.#db;
    const last = db.prepare(`SELECT MAX(exchange) AS id FROM (${OLDEST}) WHERE day < ?`).get(day)
      ?.id;
    if (typeof last === "number") noteGone(db, last);
    const payloads = changes(
      db,
      `DELETE FROM payloads WHERE exchange IN (SELECT exchange FROM (${OLDEST}) WHERE day < ?)`,
      day,
    );
    // Exchanges of the first schema have theirs in the row.
    const inline = changes(
      db,
      `UPDATE exchanges SET request_data = NULL, response_data = NULL WHERE id IN (
        SELECT id FROM exchanges WHERE timestamp < ?
        AND (request_data IS NOT NULL OR response_data IS NOT NULL) LIMIT ${STEP.exchanges})`,
      momentOf(day),
    );
    return payloads + inline > 0 || this.#deleteTexts(day);
  }

  /**
   * Looks through some texts. A text was last stored on the day of the newest payload that has it, or
   * later: once the payloads before a day are gone, so may the texts.
   */
  #deleteTexts(day: number): boolean {
    if (this.#texts.before !== day) this.#texts = { before: day, upTo: 0 };
    const { upTo } = this.#texts;
    const last = this.#db.prepare(
      `SELECT MAX(id) AS id FROM (SELECT id FROM texts WHERE id > ? ORDER BY id LIMIT ${STEP.texts})`,
    ).get(upTo)?.id;
    if (typeof last !== "number") return false;
    this.#db.prepare("DELETE FROM texts WHERE id > ? AND id <= ? AND used_on < ?")
      .run(upTo, last, day);
    this.#texts.upTo = last;
    return true;
  }
}

/** Days do not go back from one payload to the next: the oldest stand first. */
const OLDEST = `SELECT exchange, day FROM payloads ORDER BY exchange LIMIT ${STEP.exchanges}`;

function oldestDay(db: DatabaseSync): number | null {
  const row = db.prepare("SELECT day FROM payloads ORDER BY exchange LIMIT 1").get();
  return row ? Number(row.day) : null;
}

function deleteRows(db: DatabaseSync, { rowDays }: Retention, today: number): boolean {
  if (rowDays === null) return false;
  return changes(
    db,
    `DELETE FROM exchanges WHERE id IN
      (SELECT id FROM exchanges WHERE timestamp < ? ORDER BY timestamp LIMIT ${STEP.exchanges})`,
    momentOf(today - rowDays),
  ) > 0;
}

/** The search forgets what stood in payloads that are gone. */
function noteGone(db: DatabaseSync, exchange: number): void {
  db.prepare(
    `INSERT INTO versions VALUES ('payloads_gone', ?)
    ON CONFLICT DO UPDATE SET version = MAX(version, excluded.version)`,
  ).run(exchange);
}

/** Gives free pages back to the disk, some at a time. */
function giveBack(db: DatabaseSync): boolean {
  const before = pragma(db, "freelist_count");
  if (before < STEP.pages) return false;
  db.exec(`PRAGMA incremental_vacuum(${STEP.pages})`);
  return pragma(db, "freelist_count") < before;
}

/** What the file would take if all free pages were given back. */
function usedBytes(db: DatabaseSync): number {
  return (pragma(db, "page_count") - pragma(db, "freelist_count")) * pragma(db, "page_size");
}

function pragma(db: DatabaseSync, name: string): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
}

function changes(db: DatabaseSync, sql: string, bound: string | number): number {
  return Number(db.prepare(sql).run(bound).changes);
}

function momentOf(day: number): string {
  return toTimestamp(day * DAY_MS).slice(0, 10);
}
