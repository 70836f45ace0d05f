/** The files that a store at `path` reads and writes; nothing else is touched. */
export interface StoreFiles {
  /** Copy of a predecessor's database, made before it is migrated. */
  backup: string;
  /** That copy while it is being made: only a whole one gets its name. */
  backupPart: string;
  /** Where requests are kept while the database is damaged: a ledger of its own. */
  rescue: string;
  /** The full-text index, made from the database. */
  search: string;
  /** Held locked while a server runs, so that a second one is refused. */
  lock: string;
  /** Every path that needs read and write permission. */
  all: string[];
}

/**
 * Where a path leads in the end: a database and its lock must be the same ones by whatever name they
 * are called. A path at which nothing stands yet is its own.
 */
export function realPathOf(path: string): string {
  try {
    return Deno.realPathSync(path);
  } catch {
    return path;
  }
}

/** What SQLite puts beside a database. */
const SIDE_FILES = ["-wal", "-shm", "-journal"];

/** Names the files that belong to the database at `path`, for the store and for its permissions. */
export function storeFiles(path: string): StoreFiles {
  const backup = `${path}.backup-v0`;
  const backupPart = `${backup}.part`;
  const rescue = `${path}-rescue`;
  const search = `${path}-search`;
  const lock = `${path}.lock`;
  return {
    backup,
    backupPart,
    rescue,
    search,
    lock,
    all: [
      ...[path, search, rescue].flatMap((file) => [file, ...SIDE_FILES.map((end) => file + end)]),
      backup,
      `${backup}-journal`,
      backupPart,
      `${backupPart}-journal`,
      lock,
    ],
  };
}

/** Whether a file is at a path. */
export function isThere(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
