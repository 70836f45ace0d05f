import { normalize } from "node:path";
import { realPathOf, storeFiles } from "../store/files.ts";
import { UsageError } from "./flags.ts";

/**
 * Opens the file that a command writes, emptied. Throws {@link UsageError} for a file of the database
 * at `db`, which would be lost, and for one that cannot be written.
 */
export async function openTarget(target: string, db: string): Promise<Deno.FsFile> {
  assertApart(target, db);
  try {
    return await Deno.open(target, { write: true, create: true, truncate: true });
  } catch (error) {
    throw unwritable(target, error);
  }
}

/** Throws {@link UsageError} for a file that belongs to the database at `db`. */
export function assertApart(target: string, db: string): void {
  const own = [db, realPathOf(db)].flatMap((path) => storeFiles(normalize(path)).all);
  // By both names, for links and for a file that is not there yet.
  if ([normalize(target), realPathOf(target)].some((path) => own.includes(path))) {
    throw new UsageError(`${target} belongs to the database. Name another file.`);
  }
}

/** Why a file cannot be written, as a sentence that says what to do. */
export function unwritable(target: string, error: unknown): UsageError {
  const reason = error instanceof Error ? error.message : String(error);
  return new UsageError(
    `${target} cannot be written (${reason}). Name a file in a folder that exists, is yours and has room.`,
  );
}
