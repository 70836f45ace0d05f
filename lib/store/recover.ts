import { DatabaseSync } from "node:sqlite";
import { lockDatabase } from "./lock.ts";
import { LATEST } from "./migrate.ts";
import { explain, StoreError } from "./problem.ts";
import { byteSource } from "./recover/byte_source.ts";
import { complete, settle } from "./recover/completion.ts";
import { freePages } from "./recover/free_pages.ts";
import { DERIVED } from "./recover/layouts.ts";
import { adopt } from "./recover/orphans.ts";
import { PageFile } from "./recover/page_file.ts";
import { PageSet } from "./recover/page_set.ts";
import { type Schema, schemaOf } from "./recover/schema.ts";
import { quote } from "./recover/rows.ts";
import { Table } from "./recover/table.ts";
import { ensureRollups } from "./rollups/schema.ts";

/** What was saved of a table. */
export interface RecoveredTable {
  name: string;
  saved: number;
  /** How many rows are known to be lost. */
  lost: number;
  /** Whether there were no more than those. */
  isCounted: boolean;
}

/** What was saved of a database. */
export interface Recovered {
  tables: RecoveredTable[];
  /** Exchanges that are saved without a payload that they had. */
  bare: number;
  /** When the exchanges were made that are lost, as far as it is known. */
  lostBetween: readonly [first: string, last: string] | null;
  /** Pages that the file should have beyond its end. */
  missingPages: number;
  /** Frames of the write-ahead log that cannot be read. */
  lostFrames: number;
  /** Indexes, views and triggers that could not be made. */
  refused: string[];
}

/** Until the new file is whole its header marks it as something that Apantli does not open. */
const UNFINISHED = 1;

/**
 * Reads all that can be read of a database, page by page and without SQLite, and writes it to a new
 * file. No server may use the database meanwhile; it is not changed.
 *
 * @param onProgress hears how many of how many pages are done
 * @throws {StoreError} with the mend: a server runs, nothing is found, the disk refuses
 */
export async function recover(
  path: string,
  target: string,
  onProgress: (done: number, pages: number) => void = () => {},
): Promise<Recovered> {
  const lock = lockDatabase(path);
  try {
    assertNoJournal(path);
    using file = new PageFile(path);
    const pages = { free: freePages(file), seen: new PageSet(file.count) };
    const schema = await schemaOf(file, pages);
    if (schema === null) {
      throw new StoreError(`${path} is another program's database. Name Apantli's with --db.`);
    }
    return write(target, (db) => rescue(db, file, { ...pages, schema, onProgress, path }));
  } finally {
    lock.close();
  }
}

/** The file is as it was in the middle of a transaction; SQLite takes it back when it opens it. */
function assertNoJournal(path: string) {
  const journal = `${path}-journal`;
  using file = byteSource(journal);
  if (file.size === 0) return;
  throw new StoreError(
    `${journal} belongs to a transaction that was cut off. Run "sqlite3 ${path} .schema" to take it ` +
      `back, or move ${journal} away; then try again.`,
  );
}

/** A file that is not finished is removed. */
function write(target: string, work: (db: DatabaseSync) => Recovered): Recovered {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(target, { enableForeignKeyConstraints: false });
    // Nobody else knows the file yet: it is made at once, and lasting at its end.
    db.exec(`PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
      PRAGMA cache_size = -64000; PRAGMA application_id = ${UNFINISHED}`);
    const recovered = work(db);
    db.close();
    using file = Deno.openSync(target, { read: true, write: true });
    file.syncSync();
    return recovered;
  } catch (error) {
    if (db?.isOpen) db.close();
    try {
      Deno.removeSync(target);
    } catch {
      // It was not made.
    }
    throw error instanceof StoreError ? error : new StoreError(explain(error, target));
  }
}

interface Work {
  free: ReturnType<typeof freePages>;
  seen: PageSet;
  schema: Schema;
  onProgress: (done: number, pages: number) => void;
  path: string;
}

function rescue(db: DatabaseSync, file: PageFile, work: Work): Recovered {
  const { schema, seen, free, onProgress, path } = work;
  const onSaved = () => onProgress(seen.size, file.count);
  db.exec("BEGIN");
  createTables(db, schema);
  const tables = schema.layouts.map((layout) => new Table(db, layout, onSaved));
  for (const table of tables) {
    const root = schema.objects.find(({ name }) => name === table.layout.name)?.root ?? 0;
    table.read(file, seen, { root, isSure: schema.isOwn });
  }
  adopt(file, { free, seen }, tables.filter(({ gaps }) => gaps.length > 0));
  for (const table of tables) table.count(file, schema.objects);
  const byName = new Map(tables.map((table) => [table.layout.name, table]));
  const main = byName.get("exchanges") ?? byName.get("requests");
  if (main === undefined || (main.saved === 0 && main.isDamaged)) {
    throw new StoreError(`${path} shows no requests any more. Restore it from a backup.`);
  }
  const bare = settle(db, byName);
  keepSequences(db);
  const refused = complete(db, schema.objects.filter(({ sql }) => !isUnique(sql)));
  if (byName.has("versions")) db.exec("DELETE FROM versions WHERE name = 'rollups'");
  db.exec("COMMIT");
  if (schema.version === LATEST) ensureRollups(db);
  db.exec(`PRAGMA user_version = ${schema.version}; PRAGMA application_id = ${schema.application}`);
  return {
    tables: reports(db, tables, bare),
    bare,
    lostBetween: period(main),
    missingPages: file.missing,
    lostFrames: file.wal?.lost ?? 0,
    refused,
  };
}

/** With what keeps rows from coming twice. */
function createTables(db: DatabaseSync, { objects, layouts }: Schema) {
  const known = new Set(layouts.map(({ name }) => name));
  for (const { type, name, sql } of objects) {
    if (type === "table" && known.has(name) && sql !== null && !DERIVED.test(name)) {
      if (name !== "sqlite_sequence") db.prepare(sql).run();
    }
  }
  for (const { sql } of objects) if (sql !== null && isUnique(sql)) db.prepare(sql).run();
}

function isUnique(sql: string | null): boolean {
  return sql !== null && /^CREATE UNIQUE INDEX\b/i.test(sql);
}

/** The id of a row that is lost must not come again. */
function keepSequences(db: DatabaseSync) {
  const known = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'").get();
  if (known === undefined) return;
  const rows = db.prepare("SELECT name, MAX(seq) AS seq FROM sqlite_sequence GROUP BY name").all();
  db.exec("DELETE FROM sqlite_sequence");
  const add = db.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)");
  for (const { name, seq } of rows) add.run(name ?? null, seq ?? null);
}

/** Tables that say nothing to a user. */
const QUIET = new Set(["versions", "sqlite_sequence"]);

function reports(db: DatabaseSync, tables: readonly Table[], bare: number): RecoveredTable[] {
  return tables.filter(({ layout }) => !QUIET.has(layout.name)).map((table) => {
    const { layout: { name }, isDamaged, isCounted, lost } = table;
    const saved = Number(db.prepare(`SELECT COUNT(*) AS n FROM ${quote(name)}`).get()?.n);
    // What exchanges lack tells of their payloads, also of those that lack a text.
    if (name === "payloads") return { name, saved, lost: bare, isCounted: true };
    if (name === "attempts" && isDamaged) {
      return { name, saved, lost: lostAttempts(db), isCounted: true };
    }
    return { name, saved, lost: lost.size, isCounted: !isDamaged || isCounted };
  });
}

/** Exchanges say how many attempts they took. */
function lostAttempts(db: DatabaseSync): number {
  const row = db.prepare(
    `SELECT SUM(MAX(0, attempts - (SELECT COUNT(*) FROM attempts WHERE exchange = id))) AS n
    FROM exchanges`,
  ).get();
  return Number(row?.n ?? 0);
}

function period(table: Table): readonly [string, string] | null {
  const moments = [...table.lost.values()].filter((moment) => moment !== null).sort();
  const [first, last] = [moments.at(0), moments.at(-1)];
  return first === undefined || last === undefined ? null : [first, last];
}
