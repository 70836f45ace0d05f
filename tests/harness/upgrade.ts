import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { storeFiles } from "../../lib/store/files.ts";
import { openDatabase } from "../../lib/store/open_database.ts";
import { INSERT, makeOldDatabase } from "../store/predecessor.ts";

const SCRIPT = new URL("../store/migrate_until.ts", import.meta.url).pathname;
const ROWS = "SELECT id, timestamp, model, cost, request_data, response_data, error FROM requests";

/** When an upgrade is killed: before its nth statement, or so long after it began to write. */
export type Moment = { statement: number } | { afterMs: number };

/** How an upgrade went that was killed. */
export interface Killed {
  /** Whether it was done before its moment came. */
  finished: boolean;
  /** The schema that it had reached. */
  version: number;
  /** Whether there was a copy of the old file. */
  hadBackup: boolean;
}

/** Makes a file of the predecessor with so many rows of 16 KB and some. */
export function makeOld(path: string, rows: number): void {
  const db = makeOldDatabase(path);
  const insert = db.prepare(INSERT);
  db.exec("BEGIN");
  for (let i = 0; i < rows; i++) {
    const payload = JSON.stringify(`${i} `.repeat(1500));
    insert.run("2025-10-06T00:00:00", "m", "acme", 1, 1, 2, i / 1e6, 1, payload, payload, null);
  }
  db.exec("COMMIT");
  db.close();
}

/**
 * Upgrades the predecessor's file at `path` in a process that is killed, and checks what it left: the
 * copy of the old file, if there is one, is whole, and the next start finishes with all rows.
 *
 * @param original another copy of the old file
 */
export async function killUpgrade(path: string, original: string, moment: Moment): Promise<Killed> {
  const statement = "statement" in moment ? moment.statement : 0;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-check", "-A", SCRIPT, path, String(statement)],
    stdout: "null",
    stderr: "null",
  }).spawn();
  const { backup, backupPart } = storeFiles(path);
  if ("afterMs" in moment) {
    while (!isThere(backupPart) && !isThere(backup)) await pause(1);
    await pause(moment.afterMs);
    try {
      child.kill("SIGKILL");
    } catch {
      // It was quicker.
    }
  }
  const { signal } = await child.status;
  const before = rowsOf(original);
  const hadBackup = isThere(backup);
  if (hadBackup) assertCopy(backup, before);
  const left = new DatabaseSync(path);
  const version = Number(left.prepare("PRAGMA user_version").get()?.user_version);
  left.close();
  const db = await openDatabase({ path });
  assert.equal(db.prepare("PRAGMA integrity_check").get()?.integrity_check, "ok");
  assert.equal(
    db.prepare("SELECT SUM(requests) AS n FROM rollups WHERE zone = 0").get()?.n,
    before.length,
  );
  db.close();
  assert.deepEqual(rowsOf(path), before);
  assertCopy(backup, before);
  assert.ok(!isThere(backupPart));
  return { finished: signal === null, version, hadBackup };
}

function assertCopy(path: string, before: readonly unknown[]) {
  assert.deepEqual(rowsOf(path), before, "the copy has all rows");
  const db = new DatabaseSync(path, { readOnly: true });
  assert.equal(db.prepare("PRAGMA user_version").get()?.user_version, 0);
  assert.equal(db.prepare("PRAGMA integrity_check").get()?.integrity_check, "ok");
  db.close();
}

function rowsOf(path: string): unknown[] {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    return db.prepare(`${ROWS} ORDER BY id`).all().map((row) => Object.values(row));
  } finally {
    db.close();
  }
}

function isThere(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
