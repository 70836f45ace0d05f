import type { DatabaseSync } from "node:sqlite";
import { noteRowsGone } from "./retention/note_rows_gone.ts";

/** What one step takes at most, in milliseconds: a commit must not wait for it long. */
const STEP_MS = 10;
/** So many are deleted between two looks at the clock. */
const SLICE = 10;

/** How far the clearing of errors has come. */
export interface Clearing {
  /** The newest exchange when it began: what fails meanwhile stays. */
  upTo: number;
  /** How many errors are gone from the list by this step; 0 when none is left. */
  cleared: number;
}

/**
 * Deletes some of the failed exchanges. One that cost money stays in the books and only leaves the list
 * of recent errors. Inside of a transaction.
 *
 * @param begun the step before; `null` for the first
 */
export function clearErrors(
  db: DatabaseSync,
  begun: Clearing | null,
  stepMs = STEP_MS,
): Clearing {
  const upTo = begun?.upTo ??
    Number(db.prepare("SELECT COALESCE(MAX(id), 0) AS id FROM exchanges").get()?.id);
  const find = db.prepare(`SELECT id FROM exchanges
    WHERE error IS NOT NULL AND outcome = 'failed' AND cleared = 0 AND id <= ? LIMIT ${SLICE}`);
  const keep = db.prepare("UPDATE exchanges SET cleared = 1 WHERE id = ? AND cost_nanos > 0");
  const remove = db.prepare("DELETE FROM exchanges WHERE id = ?");
  const deadline = performance.now() + stepMs;
  let [cleared, deleted] = [0, 0];
  do {
    const found = find.all(upTo);
    for (const { id } of found) {
      if (keep.run(id ?? null).changes === 0) deleted += Number(remove.run(id ?? null).changes);
    }
    cleared += found.length;
    if (found.length < SLICE) break;
  } while (performance.now() < deadline);
  if (deleted > 0) noteRowsGone(db);
  return { upTo, cleared };
}
