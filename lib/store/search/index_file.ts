import { DatabaseSync } from "node:sqlite";
import { removeFile } from "../remove_file.ts";
import { versionOf } from "./versions.ts";

/** Raise it when documents or tokens change: an index of another version is made anew. */
const VERSION = 3;

const SCHEMA = `
  CREATE TABLE parts (number INTEGER PRIMARY KEY);
  CREATE TABLE state (upto INTEGER NOT NULL, first TEXT, redacted INTEGER, swept INTEGER NOT NULL);
  INSERT INTO state VALUES (0, NULL, NULL, 0);
`;

/**
 * Opens the index of a ledger. One of another ledger or version, or from before a redaction, is
 * deleted as a file and made anew: its pages would go on to hold the words.
 *
 * @throws the error of SQLite when the file cannot be written
 */
export function openIndex(ledger: DatabaseSync, path: string): DatabaseSync {
  let db = opened(path);
  const marks = [firstOf(ledger), versionOf(ledger, "redacted")];
  const mark = () => db.prepare("UPDATE state SET first = ?, redacted = ?").run(...marks);
  if (isIndexOf(ledger, db)) {
    mark();
    return db;
  }
  if (path !== ":memory:") {
    db.close();
    for (const end of ["", "-wal", "-shm"]) removeFile(path + end);
    db = opened(path);
  }
  db.exec(`${SCHEMA} PRAGMA user_version = ${VERSION}`);
  mark();
  return db;
}

/** Whether nothing was redacted in the ledger since the index was begun. */
export function mayBeKnown(ledger: DatabaseSync, db: DatabaseSync): boolean {
  const known = db.prepare("SELECT redacted FROM state").get()?.redacted;
  return Number(known) === versionOf(ledger, "redacted");
}

/** Whether the ids of the index mean the exchanges of this ledger, and all its words may be known. */
function isIndexOf(ledger: DatabaseSync, db: DatabaseSync): boolean {
  const version = Number(db.prepare("PRAGMA user_version").get()?.user_version);
  if (version !== VERSION) return false;
  const state = db.prepare("SELECT first FROM state").get();
  // The first row may have been deleted since; what matters is that ids still mean the same.
  return state !== undefined && (state.first === null || state.first === firstOf(ledger)) &&
    mayBeKnown(ledger, db);
}

function opened(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF");
  return db;
}

/** Tells ledgers apart: an index must not answer for another file that was put in its place. */
function firstOf(ledger: DatabaseSync): string | null {
  const row = ledger.prepare("SELECT id, timestamp FROM exchanges ORDER BY id LIMIT 1").get();
  return row ? `${row.id} ${row.timestamp}` : null;
}
