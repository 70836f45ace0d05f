/** The files that a store at `path` reads and writes; nothing else is touched. */
export interface StoreFiles {
  /** Copy of a predecessor's database, made before it is migrated. */
  backup: string;
  /** Held locked while a server runs, so that a second one is refused. */
  lock: string;
  /** Every path that needs read and write permission. */
  all: string[];
}

/** Names the files that belong to the database at `path`, for the store and for its permissions. */
export function storeFiles(path: string): StoreFiles {
  const backup = `${path}.backup-v0`;
  const lock = `${path}.lock`;
  return {
    backup,
    lock,
    all: [
      path,
      ...["-wal", "-shm", "-journal"].map((end) => path + end),
      backup,
      `${backup}-journal`,
      lock,
    ],
  };
}
