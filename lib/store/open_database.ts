import { DatabaseSync } from "node:sqlite";
import { mendDerived } from "./derived.ts";
import { isThere } from "./files.ts";
import { assertOurs, isCurrent, migrate } from "./migrate.ts";
import { explain, isDamage, StoreError } from "./problem.ts";
import { ensureRollups } from "./rollups/schema.ts";

/** How long a write waits for another program's lock before it counts as refused, in milliseconds. */
const BUSY_MS = 2000;

/** A command can wait longer than a request. */
const COMMAND_BUSY_MS = 30_000;

/** What reports may keep in memory: SQLite's 2 MiB hold little of an index over millions of rows. */
const READING_KIB = 32_000;

/** Where the database is, and how large it may grow. */
export interface DatabaseOptions {
  path: string;
  /** The most pages (of 4 KiB) that the file may have; SQLite refuses what goes beyond. */
  maxPageCount?: number;
  /** Where requests are kept while the database is damaged. */
  rescue?: string;
}

/**
 * Opens the database for writing, creates it if absent, and brings its schema up to date.
 *
 * @throws {StoreError} with the mend, for a folder, a foreign file, a newer or a read-only one
 */
export async function openDatabase(
  options: DatabaseOptions,
  onNotice: (notice: string) => void = () => {},
): Promise<DatabaseSync> {
  const { path } = options;
  assertFile(path);
  const mend = () => {
    if (!mendDerived(path)) return false;
    onNotice(
      `The sums of ${path} were damaged and are made anew. Other pages may be damaged as well: ` +
        `"deno task recover" tells, and saves what can be read.`,
    );
    return true;
  };
  try {
    // Where requests had to be kept elsewhere something is damaged that a start need not meet.
    if (options.rescue !== undefined && isThere(options.rescue)) mend();
    try {
      return await opened(options, onNotice);
    } catch (error) {
      if (!isDamage(error) || !mend()) throw error;
      return await opened(options, onNotice);
    }
  } catch (error) {
    throw new StoreError(explain(error, path));
  }
}

async function opened(
  { path, maxPageCount }: DatabaseOptions,
  onNotice: (notice: string) => void,
): Promise<DatabaseSync> {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: BUSY_MS });
    assertOurs(db, path);
    // Nothing below is to move what may be a gigabyte: lib/store/checkpoints.ts does it beside commits.
    db.exec("PRAGMA wal_autocheckpoint = 0");
    // Only a file without any table can still take this; it lets pruning give space back.
    if (isEmpty(db)) db.exec("PRAGMA auto_vacuum = INCREMENTAL");
    db.exec("PRAGMA journal_mode = WAL");
    db.exec("PRAGMA synchronous = NORMAL");
    // What is deleted leaves no bytes in the pages that are written anyway: `redact` relies on it.
    db.exec("PRAGMA secure_delete = FAST");
    if (maxPageCount !== undefined) db.exec(`PRAGMA max_page_count = ${Math.trunc(maxPageCount)}`);
    const notice = await migrate(db, path);
    if (notice !== null) onNotice(notice);
    ensureRollups(db);
    assertWritable(db);
    return db;
  } catch (error) {
    db?.close();
    throw error;
  }
}

/**
 * Opens a connection for the reports. It cannot write.
 *
 * @throws {StoreError} when the file cannot be opened
 */
export function openForReading(path: string): DatabaseSync {
  try {
    const db = new DatabaseSync(path, { readOnly: true, timeout: BUSY_MS });
    db.exec(`PRAGMA cache_size = -${READING_KIB}`);
    return db;
  } catch (error) {
    throw new StoreError(explain(error, path));
  }
}

/**
 * Opens the database for a command that runs beside a server or without one. Nothing is migrated.
 *
 * @throws {StoreError} with the mend, where there is none or one of another schema
 */
export function openForCommand(path: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    Deno.statSync(path);
    db = new DatabaseSync(path, { timeout: COMMAND_BUSY_MS });
    db.exec("PRAGMA secure_delete = FAST");
    if (!isCurrent(db)) {
      throw new StoreError(
        `${path} is not of this Apantli's schema. Start the server once: it brings the file up to date.`,
      );
    }
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof Deno.errors.NotFound) {
      throw new StoreError(`There is no ${path}. Name the database with --db.`);
    }
    throw new StoreError(explain(error, path));
  }
}

function assertFile(path: string) {
  let directory = false;
  try {
    directory = Deno.statSync(path).isDirectory;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw new StoreError(explain(error, path));
  }
  if (directory) {
    throw new StoreError(
      `${path} is a folder. Set --db to a file in it, such as ${path}/requests.db.`,
    );
  }
}

function isEmpty(db: DatabaseSync): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
}

/** SQLite opens a file that it may not write as read-only, and tells only at the first write. */
function assertWritable(db: DatabaseSync) {
  const version = Number(db.prepare("PRAGMA user_version").get()?.user_version);
  db.exec(`BEGIN; PRAGMA user_version = ${version + 1}`);
  db.exec("ROLLBACK");
}
