import type { DatabaseSync } from "node:sqlite";
import type { Retention } from "../../types/retention.ts";
import { explain, StoreError } from "../problem.ts";
import { type Deleted, Pruner } from "./pruner.ts";
import { pragma } from "./sizes.ts";

/** What a pruning has done. */
export interface Pruned {
  deleted: Deleted;
  /** Bytes by which the file is smaller. */
  givenBack: number;
  /** Bytes that are free within the file. */
  free: number;
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
  const pruner = new Pruner(db, 1);
  try {
    db.exec("PRAGMA synchronous = NORMAL");
    const before = pragma(db, "page_count");
    for (let more = true; more;) {
      const began = performance.now();
      more = pruner.step(retention, now);
      onStep(pruner.deleted);
      await wait(pauseAfter(performance.now() - began));
    }
    const size = pragma(db, "page_size");
    const givenBack = (before - pragma(db, "page_count")) * size;
    // The main file becomes shorter when the WAL is moved into it.
    db.exec("PRAGMA wal_checkpoint(PASSIVE)");
    return {
      deleted: pruner.deleted,
      givenBack: Math.max(0, givenBack),
      free: pragma(db, "freelist_count") * size,
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
