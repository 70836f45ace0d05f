import type { DatabaseSync } from "node:sqlite";
import { isThere, storeFiles } from "../files.ts";
import { lockDatabase } from "../lock.ts";
import { explain, StoreError } from "../problem.ts";
import { ByteSearch } from "./byte_search.ts";
import { eraseColumns } from "./columns.ts";
import { Job, type JobOptions } from "./job.ts";
import { eraseOrphans } from "./orphans.ts";
import { erasePayloads } from "./payloads.ts";
import { eraseTexts } from "./texts.ts";
import { emptyWal, overwriteDeleted, wipeFreePages } from "./wipe.ts";

/** What a redaction has found and done. */
export interface Redacted {
  /** How many of each kind held a secret: `request`, `answer`, shared `text`, or the name of a column. */
  found: ReadonlyMap<string, number>;
  /** What becomes of the search index. */
  index: "kept" | "deleted" | "left to the server";
  /** Files in which words that were taken out still stand somewhere, and in how many places. */
  remains: { file: string; places: number }[];
  /** The copy of a predecessor's file, when there is one: it is left alone. */
  backup: string | null;
  /** What is kept of requests apart from a damaged database, when there is some: it is left alone. */
  rescue: string | null;
}

/**
 * Takes secrets out of everything that is stored, of the search index and of unused parts of the
 * file. Beside a server or without one; broken off, what is done stays done.
 *
 * @param db a connection of its own
 * @throws {StoreError} when the disk refuses
 */
export async function redactLedger(
  db: DatabaseSync,
  path: string,
  options: JobOptions,
): Promise<Redacted> {
  try {
    if (!options.isTrial) overwriteDeleted(db);
    const job = new Job(db, options);
    const { changed, doubtful } = await eraseTexts(job);
    await eraseColumns(job);
    const dropped = await erasePayloads(job, changed);
    await eraseOrphans(job, [...dropped, ...doubtful]);
    const { found } = job;
    const copies = { backup: presentOf(path, "backup"), rescue: presentOf(path, "rescue") };
    if (options.isTrial) return { found, index: "kept", remains: [], ...copies };
    const index = await forgetIndex(job, path);
    const pause = () => options.wait(5);
    await wipeFreePages(db, pause);
    emptyWal(db);
    return { found, index, ...copies, remains: await remainsOf(job, path) };
  } catch (error) {
    throw new StoreError(explain(error, path));
  }
}

/** The index has the words as well: it is made anew by the next server, or by the one that runs. */
async function forgetIndex(job: Job, path: string): Promise<Redacted["index"]> {
  const { db } = job;
  const isChanged = db.prepare("SELECT 1 FROM versions WHERE name = 'redacting'").get();
  if (isChanged === undefined) return "kept";
  if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat4'").get()) {
    // Samples of indexed columns, among them projects and models.
    await job.change(() => db.exec("DELETE FROM sqlite_stat4"));
  }
  const isDeleted = deleteIndex(path);
  await job.change(() =>
    db.exec(`INSERT INTO versions VALUES ('redacted', 1)
        ON CONFLICT DO UPDATE SET version = version + 1;
      DELETE FROM versions WHERE name = 'redacting'`)
  );
  return isDeleted ? "deleted" : "left to the server";
}

/** `false` when a server has it open. */
function deleteIndex(path: string): boolean {
  let lock: Deno.FsFile;
  try {
    lock = lockDatabase(path);
  } catch {
    return false;
  }
  try {
    const { search } = storeFiles(path);
    for (const file of [search, `${search}-wal`, `${search}-shm`]) {
      if (isThere(file)) Deno.removeSync(file);
    }
    return true;
  } finally {
    lock.close();
  }
}

async function remainsOf({ cleaner }: Job, path: string): Promise<Redacted["remains"]> {
  const search = new ByteSearch(cleaner.removed);
  const remains: Redacted["remains"] = [];
  for (const file of [path, `${path}-wal`]) {
    const places = await search.count(file);
    if (places > 0) remains.push({ file, places });
  }
  return remains;
}

function presentOf(path: string, name: "backup" | "rescue"): string | null {
  const file = storeFiles(path)[name];
  return isThere(file) ? file : null;
}
