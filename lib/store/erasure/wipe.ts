import type { DatabaseSync } from "node:sqlite";
import { giveBack } from "../retention/give_back.ts";
import { pragma } from "../retention/sizes.ts";

/** How much is written at a time, in bytes. */
const STEP = 500_000;
/** Fills pages that cannot be given back. */
const FILLER = "redaction_filler";

/** From now on what this connection deletes or replaces is overwritten with zeros. */
export function overwriteDeleted(db: DatabaseSync): void {
  db.exec("PRAGMA secure_delete = ON");
}

/**
 * Empties the free pages of the file, in which deleted texts still stand: gives them back, or fills
 * them with zeros where the file cannot give any back.
 *
 * @param pause lets others write
 */
export async function wipeFreePages(
  db: DatabaseSync,
  pause: () => Promise<void>,
): Promise<void> {
  if (pragma(db, "auto_vacuum") === 0) return await fillFreePages(db, pause);
  while (giveBack(db, 1) > 0) await pause();
}

async function fillFreePages(db: DatabaseSync, pause: () => Promise<void>): Promise<void> {
  // One that was broken off has left its table.
  await emptyFiller(db, pause);
  if (pragma(db, "freelist_count") === 0) return;
  db.exec(`CREATE TABLE IF NOT EXISTS ${FILLER} (zeros BLOB NOT NULL)`);
  const add = db.prepare(`INSERT INTO ${FILLER} VALUES (zeroblob(${STEP}))`);
  while (pragma(db, "freelist_count") > 0) {
    add.run();
    await pause();
  }
  await emptyFiller(db, pause);
}

async function emptyFiller(db: DatabaseSync, pause: () => Promise<void>): Promise<void> {
  const isThere = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = ?").get(FILLER);
  if (isThere === undefined) return;
  const remove = db.prepare(
    `DELETE FROM ${FILLER} WHERE rowid = (SELECT MAX(rowid) FROM ${FILLER})`,
  );
  while (Number(remove.run().changes) > 0) await pause();
  db.exec(`DROP TABLE ${FILLER}`);
}

/** Moves the WAL into the main file and cuts it to nothing; `false` when a reader is in the way. */
export function emptyWal(db: DatabaseSync): boolean {
  return db.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.busy === 0;
}
