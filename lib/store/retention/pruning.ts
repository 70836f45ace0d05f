import type { DatabaseSync } from "node:sqlite";
import type { Retention } from "../../types/retention.ts";
import { explain, StoreError } from "../problem.ts";
import { type Deleted, Pruner } from "./pruner.ts";
import { pragma, usedBytes } from "./sizes.ts";

/** What a pruning has done. */
export interface Pruned {
  deleted: Deleted;
  /** Bytes that the file gave back to the disk. */
  givenBack: number;
  /** Bytes that are free within the file. */
  free: number;
  /** Bytes that all else in it takes. */
  used: number;
  /** Whether the file can give free space back at all: one of the predecessor cannot. */
  shrinks: boolean;
}

/** How a pruning is done. */
export interface PruningOptions {
  retention: Retention;
  /** Milliseconds since the epoch. */
  now: number;
  onStep: (deleted: Deleted) => void;
  /** Waits so many milliseconds. */
  wait: (ms: number) => Promise<void>;
}

/**
 * Deletes what is older than is kept until nothing is left to do, in steps between which others write.
 * It can be broken off at any time.
 *
 * @param db a connection of its own, beside a server or without one
 * @throws {StoreError} when the disk refuses; what was deleted so far is deleted
 */
export async function prune(
  db: DatabaseSync,
  path: string,
  { retention, now, onStep, wait }: PruningOptions,
): Promise<Pruned> {
  const pruner = new Pruner(db, { leastPages: 1 });
  try {
    db.exec("PRAGMA synchronous = NORMAL");
    const steps = async (retention: Retention, goesOn: () => boolean) => {
      for (let more = true; more;) {
        const began = performance.now();
        more = pruner.step(retention, now);
        onStep(pruner.deleted);
        await wait(pauseAfter(performance.now() - began));
        if (!goesOn()) return;
      }
    };
    // Where the size cannot be reached, what is stored meanwhile would be deleted without end.
    if (retention.maxBytes !== null) await steps(retention, anythingOld(db));
    await steps({ ...retention, maxBytes: null }, () => true);
    const size = pragma(db, "page_size");
    // The main file becomes shorter when the WAL is moved into it.
    db.exec("PRAGMA wal_checkpoint(PASSIVE)");
    return {
      deleted: pruner.deleted,
      givenBack: pruner.pagesGivenBack * size,
      free: pragma(db, "freelist_count") * size,
      used: usedBytes(db),
      shrinks: pragma(db, "auto_vacuum") !== 0,
    };
  } catch (error) {
    throw new StoreError(explain(error, path));
  }
}

/** Who waits for a step to end asks again after some milliseconds: it has to find the door open. */
function pauseAfter(stepMs: number): number {
  return Math.max(5, 2 * stepMs);
}

/** Tells whether anything is left that was there when this was called. */
function anythingOld(db: DatabaseSync): () => boolean {
  const newest = Number(db.prepare("SELECT MAX(id) AS id FROM exchanges").get()?.id);
  const oldest = db.prepare("SELECT MIN(exchange) AS id FROM payloads");
  return () => Number(oldest.get()?.id ?? 0) <= newest;
}
