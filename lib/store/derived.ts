import { DatabaseSync } from "node:sqlite";
import { storeFiles } from "./files.ts";
import { isDamage } from "./problem.ts";
import { removeFile } from "./remove_file.ts";

/** What is made from the exchanges, or by SQLite, and can be made again. */
const DERIVED = ["rollups", "zones", "versions", "sqlite_stat1", "sqlite_stat4"];
const BUSY_MS = 2000;
const TRIGGERS = ["rollup_insert", "rollup_delete", "rollup_update"];

/**
 * Forgets what can be made again where some of it is damaged, the full-text index included. Returns
 * whether it did; `false` as well when the schema itself is damaged.
 */
export function mendDerived(path: string): boolean {
  try {
    if (!isDerivedDamaged(path)) return false;
    forgetDerived(path);
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
  const { search } = storeFiles(path);
  for (const end of ["", "-wal", "-shm"]) removeFile(search + end);
  return true;
}

/**
 * Looks whether sums are damaged, which takes a while where there are many, and has the next start make
 * them anew. Returns whether they are.
 */
export function haveSumsMended(path: string): boolean {
  try {
    if (!isDerivedDamaged(path)) return false;
    using db = new DatabaseSync(path, { timeout: BUSY_MS });
    db.exec("UPDATE versions SET version = 0 WHERE name = 'rollups'");
  } catch (error) {
    // The next start meets the damage by itself, or it is told what else is damaged.
    if (!isDamage(error)) throw error;
  }
  return true;
}

/** Whether one of the tables that can be made again is damaged. Reads all of them. */
function isDerivedDamaged(path: string): boolean {
  using db = new DatabaseSync(path);
  const known = new Set(
    db.prepare("SELECT name FROM sqlite_schema").all().map(({ name }) => String(name)),
  );
  return DERIVED.filter((name) => known.has(name)).some((name) => {
    try {
      return db.prepare(`PRAGMA quick_check('${name}')`).get()?.quick_check !== "ok";
    } catch (error) {
      if (isDamage(error)) return true;
      throw error;
    }
  });
}

/**
 * Forgets the tables that can be made again. A damaged one cannot be dropped, for that reads it: it
 * leaves the schema, and its pages stay unused in the file.
 */
function forgetDerived(path: string): void {
  // SQLite forbids this to programs that run the SQL of others.
  const options = { open: true, defensive: false };
  using db = new DatabaseSync(path, options);
  const list = (names: readonly string[]) => names.map((name) => `'${name}'`).join(", ");
  db.exec("PRAGMA writable_schema = ON");
  db.exec(
    `DELETE FROM sqlite_schema WHERE tbl_name IN (${list(DERIVED)}) OR name IN (${list(TRIGGERS)})`,
  );
  db.exec("PRAGMA writable_schema = RESET");
}
