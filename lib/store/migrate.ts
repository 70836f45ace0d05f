import { backup, DatabaseSync } from "node:sqlite";
import { storeFiles } from "./files.ts";
import { createLedger } from "./migrations/0001_ledger.ts";
import { shareTexts } from "./migrations/0002_exchanges.ts";
import { addProjects } from "./migrations/0003_projects.ts";
import { keepCostHistory } from "./migrations/0004_cost_history.ts";
import { noteDays } from "./migrations/0005_days.ts";
import { countModalities } from "./migrations/0006_modalities.ts";
import { addWalks } from "./migrations/0007_walks.ts";
import { indexTextDays } from "./migrations/0008_text_days.ts";
import { keepCacheSavings } from "./migrations/0009_cache_savings.ts";
import { addErrorsOfProjects } from "./migrations/0010_errors_of_projects.ts";
import { keepServiceTier } from "./migrations/0011_service_tier.ts";
import { addCostsOfErrors } from "./migrations/0012_costs_of_errors.ts";
import { addOpenErrors } from "./migrations/0013_open_errors.ts";
import { explain, StoreError } from "./problem.ts";
import { removeFile } from "./remove_file.ts";

/** One step of the schema. Its place in the list is the `user_version` that it leads to, from 1. */
type Migration = (db: DatabaseSync) => void;

/** Append only: a step that users have run is never changed. */
const MIGRATIONS: readonly Migration[] = [
  createLedger,
  shareTexts,
  addProjects,
  keepCostHistory,
  noteDays,
  countModalities,
  addWalks,
  indexTextDays,
  keepCacheSavings,
  addErrorsOfProjects,
  keepServiceTier,
  addCostsOfErrors,
  addOpenErrors,
];

/** The schema that this Apantli writes. */
export const LATEST = MIGRATIONS.length;

/** "Apnt" in ASCII: marks a file as Apantli's in SQLite's header. */
export const APPLICATION_ID = 0x41706e74;

/**
 * Checks that the file is Apantli's, its predecessor's or empty, before anything is changed in it.
 *
 * @throws {StoreError} for another program's database and for one of a newer Apantli
 */
export function assertOurs(db: DatabaseSync, path: string): void {
  const version = pragma(db, "user_version");
  const application = pragma(db, "application_id");
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const foreign = application !== APPLICATION_ID && tables.length > 0 &&
    (application !== 0 || version !== 0 || !isPredecessor(db));
  if (foreign) {
    throw new StoreError(
      `${path} is another program's database. Set --db to another file.`,
    );
  }
  if (application === APPLICATION_ID && version > MIGRATIONS.length) {
    throw new StoreError(
      `${path} was written by a newer Apantli (schema ${version}, this one knows ` +
        `${MIGRATIONS.length}). Update Apantli, or set --db to another file.`,
    );
  }
}

/**
 * Brings the schema up to date, one transaction per step: an interruption leaves the state before
 * the step, and the next start goes on from there. A predecessor's file is copied beside first.
 *
 * @returns what the user should know; `null` when nothing was to do
 * @throws {StoreError} when the copy cannot be made; nothing has been changed then
 */
export async function migrate(db: DatabaseSync, path: string): Promise<string | null> {
  const before = pragma(db, "user_version");
  const isOld = before === 0 && isPredecessor(db);
  if (isOld) await keepCopy(db, path);
  for (let version = pragma(db, "user_version"); version < MIGRATIONS.length; version++) {
    db.exec("BEGIN IMMEDIATE");
    try {
      MIGRATIONS[version]?.(db);
      db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
      db.exec(`PRAGMA user_version = ${version + 1}`);
      db.exec("COMMIT");
    } catch (error) {
      if (db.isTransaction) db.exec("ROLLBACK");
      throw error;
    }
  }
  if (isOld) return `${path} was brought up to date; the old file is ${storeFiles(path).backup}.`;
  const isUpgraded = before > 0 && before < MIGRATIONS.length;
  return isUpgraded ? `${path} was brought up to date.` : null;
}

/** Whether the file is Apantli's and of the newest schema. */
export function isCurrent(db: DatabaseSync): boolean {
  return pragma(db, "application_id") === APPLICATION_ID &&
    pragma(db, "user_version") === MIGRATIONS.length;
}

function isPredecessor(db: DatabaseSync): boolean {
  const columns = db.prepare("SELECT name FROM pragma_table_info('requests')").all()
    .map(({ name }) => name);
  return hasPredecessorsColumns(columns);
}

/** Whether a table `requests` with these columns is the predecessor's. */
export function hasPredecessorsColumns(columns: readonly unknown[]): boolean {
  return ["id", "timestamp", "model"].every((name) => columns.includes(name));
}

async function keepCopy(db: DatabaseSync, path: string) {
  const { backup: copy, backupPart: part } = storeFiles(path);
  if (!mayReplace(copy, db)) {
    throw new StoreError(
      `${copy} is a backup of another database than ${path}. Move it to a safe place, then start again.`,
    );
  }
  try {
    // What an interrupted copy has left, and its journal, which would be played into the new one.
    for (const rest of [part, `${part}-journal`]) removeFile(rest);
    await backup(db, part);
    Deno.renameSync(part, copy);
  } catch (error) {
    throw new StoreError(
      `${path} cannot be backed up before its migration. ${explain(error, copy)}`,
    );
  }
}

/**
 * Whether an existing copy holds nothing that the database has not: it
 * ends with a row that the database still has, or is the empty one of an interrupted start.
 */
function mayReplace(copy: string, db: DatabaseSync): boolean {
  const newest = newestRow(copy);
  if (newest === undefined) return true;
  const { id, timestamp } = newest;
  const same = db.prepare("SELECT 1 FROM requests WHERE id = ? AND timestamp = ?");
  return same.get(id ?? null, timestamp ?? null) !== undefined;
}

function newestRow(path: string) {
  let db: DatabaseSync | undefined;
  try {
    if (Deno.statSync(path).size === 0) return undefined;
    db = new DatabaseSync(path);
    return isPredecessor(db)
      ? db.prepare("SELECT id, timestamp FROM requests ORDER BY id DESC LIMIT 1").get()
      : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw new StoreError(explain(error, path));
  } finally {
    db?.close();
  }
}

function pragma(db: DatabaseSync, name: "user_version" | "application_id"): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
}
