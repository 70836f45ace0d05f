import type { DatabaseSync } from "node:sqlite";
import type { Retention } from "../types/retention.ts";
import { toTimestamp } from "./timestamp.ts";

const DAY_MS = 86_400_000;
/** How many exchanges, texts and pages one step takes: a commit must not wait for it long. */
const STEP = { exchanges: 200, texts: 500, pages: 200 };

/**
 * Does one small step of cleaning up, in one transaction. Returns whether there is more to do.
 *
 * @param now milliseconds since the epoch
 */
export function pruneStep(db: DatabaseSync, retention: Retention, now: number): boolean {
  const today = Math.floor(now / DAY_MS);
  db.exec("BEGIN IMMEDIATE");
  try {
    const done = deleteRows(db, retention, today) + deletePayloads(db, retention, today);
    db.exec("COMMIT");
    return done + giveBack(db) > 0;
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

function deleteRows(db: DatabaseSync, { rowDays }: Retention, today: number): number {
  if (rowDays === null) return 0;
  return changes(
    db,
    `DELETE FROM exchanges WHERE id IN
      (SELECT id FROM exchanges WHERE timestamp < ? ORDER BY timestamp LIMIT ${STEP.exchanges})`,
    momentOf(today - rowDays),
  );
}

/**
 * Payloads go by their day. A text was last stored on the day of the newest payload that has it, or
 * later: once the payloads before a day are gone, so may the texts.
 */
function deletePayloads(db: DatabaseSync, retention: Retention, today: number): number {
  const { payloadDays, rowDays, maxBytes } = retention;
  const ages = [payloadDays, rowDays].filter((days) => days !== null);
  const byAge = ages.length === 0 ? null : today - Math.min(...ages);
  const deleted = byAge === null ? 0 : deleteBefore(db, byAge);
  if (deleted > 0 || maxBytes === null || usedBytes(db) <= maxBytes) return deleted;
  const oldest = db.prepare("SELECT MIN(day) AS day FROM payloads").get()?.day;
  if (oldest === null || oldest === undefined) return 0;
  // What nobody has any more makes room as well, and first.
  return deleteTexts(db, Number(oldest)) || deleteBefore(db, Number(oldest) + 1);
}

function deleteBefore(db: DatabaseSync, day: number): number {
  const last = db.prepare(
    `SELECT MAX(exchange) AS id FROM
      (SELECT exchange FROM payloads WHERE day < ? ORDER BY day LIMIT ${STEP.exchanges})`,
  ).get(day)?.id;
  if (typeof last === "number") noteGone(db, last);
  const payloads = changes(
    db,
    `DELETE FROM payloads WHERE exchange IN
      (SELECT exchange FROM payloads WHERE day < ? ORDER BY day LIMIT ${STEP.exchanges})`,
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
  return payloads + inline || deleteTexts(db, day);
}

/** The search forgets what stood in payloads that are gone. */
function noteGone(db: DatabaseSync, exchange: number): void {
  db.prepare(
    `INSERT INTO versions VALUES ('payloads_gone', ?)
    ON CONFLICT DO UPDATE SET version = MAX(version, excluded.version)`,
  ).run(exchange);
}

function deleteTexts(db: DatabaseSync, day: number): number {
  return changes(
    db,
    `DELETE FROM texts WHERE id IN
      (SELECT id FROM texts WHERE used_on < ? ORDER BY used_on LIMIT ${STEP.texts})`,
    day,
  );
}

/** Gives free pages back to the disk, some at a time. */
function giveBack(db: DatabaseSync): number {
  const before = pragma(db, "freelist_count");
  if (before < STEP.pages) return 0;
  db.exec(`PRAGMA incremental_vacuum(${STEP.pages})`);
  return before - pragma(db, "freelist_count");
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
