import type { DatabaseSync } from "node:sqlite";
import { noteRowsGone } from "./retention/note_rows_gone.ts";

/**
 * Deletes the failed exchanges. One that cost money stays in the books and only leaves the list of
 * recent errors. Inside of a transaction; returns how many are gone from the list.
 */
export function clearErrors(db: DatabaseSync): number {
  const kept = db.prepare(
    "UPDATE exchanges SET cleared = 1 WHERE error IS NOT NULL AND outcome = 'failed' AND cleared = 0 AND cost_nanos > 0",
  ).run();
  const deleted = db.prepare(
    "DELETE FROM exchanges WHERE error IS NOT NULL AND outcome = 'failed' AND cleared = 0",
  ).run();
  if (deleted.changes > 0) noteRowsGone(db);
  return Number(kept.changes) + Number(deleted.changes);
}
