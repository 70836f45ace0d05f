/** Something about the database that the user must know; its message names the file and the mend. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

/** What SQLite says, whether waiting can mend it, and what to do about it. `node:sqlite` gives no codes. */
const TROUBLES: readonly { says: RegExp; passing: boolean; advice: (path: string) => string }[] = [
  {
    says: /database or disk is full/,
    passing: true,
    advice: (path) => `The disk is full. Free some space where ${path} lives.`,
  },
  {
    says: /disk I\/O error/,
    passing: true,
    advice: (path) => `The disk reports an I/O error. Check the disk that holds ${path}.`,
  },
  {
    says: /readonly database|read-?only/,
    passing: true,
    advice: (path) => `${path} is read-only. Make the file and its folder writable for this user.`,
  },
  {
    says: /database (table )?is locked/,
    passing: true,
    advice: (path) =>
      `Another program holds the write lock of ${path}. End its transaction (an open sqlite3 shell?).`,
  },
  {
    says: /unable to open database file/,
    passing: true,
    advice: (path) =>
      `${path} cannot be opened. Check that its folder exists and that this user may write there.`,
  },
  {
    says: /file is not a database/,
    passing: false,
    advice: (path) =>
      `${path} is not an SQLite database. Move it away, or set --db to another file. If it was one, ` +
      `its beginning is damaged: "deno task recover" saves what can be read.`,
  },
  {
    says: /malformed/,
    passing: true,
    advice: (path) =>
      `${path} is damaged. Stop Apantli, then save what can be read with "deno task recover", or ` +
      `restore a backup.`,
  },
];

/** One sentence or two for the user: what is wrong with the file at `path`, and the mend. */
export function explain(error: unknown, path: string): string {
  if (error instanceof StoreError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  const trouble = TROUBLES.find(({ says }) => says.test(message));
  return trouble ? trouble.advice(path) : `SQLite refuses ${path}: ${message}.`;
}

/** Whether an error tells that pages of a file are not what SQLite wrote. */
export function isDamage(error: unknown): boolean {
  return error instanceof Error &&
    /disk image is malformed|malformed database schema|not a database/.test(error.message);
}

/**
 * Whether an error is about the place and not about the row: the same write may succeed later.
 * Anything else (a constraint, a value that SQLite cannot hold) would fail forever.
 */
export function isPassing(error: unknown): boolean {
  const message = error instanceof Error ? error.message : String(error);
  return TROUBLES.some(({ says, passing }) => passing && says.test(message));
}
