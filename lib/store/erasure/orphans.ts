import type { Job } from "./job.ts";
import { idsOf } from "./payloads.ts";

/** How many payloads are read at a time. */
const BATCH = 500;

/**
 * Deletes those of the texts that nobody has any more: a secret that stood across the seam of two
 * texts still stands in them.
 */
export async function eraseOrphans(job: Job, candidates: readonly number[]): Promise<void> {
  const orphans = new Set(candidates);
  let upTo = 0;
  while (orphans.size > 0) {
    const rows = payloadsAfter(job, upTo);
    const last = rows.at(-1);
    if (last === undefined) break;
    for (const row of rows) keepUsed(orphans, row);
    upTo = Number(last.exchange);
  }
  if (orphans.size === 0) return;
  await job.change(() => {
    // Whoever has come to use one since.
    for (let rows = payloadsAfter(job, upTo); rows.length > 0; rows = payloadsAfter(job, upTo)) {
      for (const row of rows) keepUsed(orphans, row);
      upTo = Number(rows.at(-1)?.exchange);
    }
    for (const row of job.db.prepare("SELECT request FROM running").all()) keepUsed(orphans, row);
    job.db.prepare("DELETE FROM texts WHERE id IN (SELECT value FROM json_each(?))")
      .run(JSON.stringify([...orphans]));
  });
}

type Row = Record<string, unknown>;

function payloadsAfter({ db }: Job, after: number): Row[] {
  return db.prepare(
    `SELECT exchange, request, response FROM payloads WHERE exchange > ? ORDER BY exchange LIMIT ${BATCH}`,
  ).all(after);
}

function keepUsed(orphans: Set<number>, { request, response }: Row) {
  for (const recipe of [request, response]) {
    if (typeof recipe !== "string") continue;
    for (const id of idsOf(recipe)) orphans.delete(id);
  }
}
