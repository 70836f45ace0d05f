import { DatabaseSync } from "node:sqlite";
import { migrate } from "../migrate.ts";

/** A column as it stands in the records of a table. */
export interface Column {
  name: string;
  /** The type that it was declared with, in upper case. */
  type: string;
  notNull: boolean;
  /** Another name of the rowid: its value stands beside the record. */
  isRowid: boolean;
}

/** How the records of a table are made up. */
export interface Layout {
  name: string;
  columns: readonly Column[];
  /** By what it is kept. */
  kind: "table" | "index";
}

/** A part of a schema, as `sqlite_schema` has it. */
export interface SchemaObject {
  type: string;
  name: string;
  /** The page at which its tree begins; 0 for none or unknown. */
  root: number;
  /** `null` for an index that SQLite made by itself. */
  sql: string | null;
  table: string;
}

/** The predecessor's table, by its contract. */
const PREDECESSOR = `
  CREATE TABLE requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp TEXT NOT NULL, model TEXT NOT NULL,
    provider TEXT, prompt_tokens INTEGER, completion_tokens INTEGER, total_tokens INTEGER,
    cost REAL, duration_ms INTEGER, request_data TEXT, response_data TEXT, error TEXT
  );
  CREATE INDEX idx_timestamp ON requests(timestamp);
  CREATE INDEX idx_date_provider ON requests(DATE(timestamp), provider) WHERE error IS NULL;
  CREATE INDEX idx_cost ON requests(cost) WHERE error IS NULL;`;

/** What is made anew from the exchanges, or by SQLite. */
export const DERIVED = /^(rollups|zones|sqlite_(?!sequence).*)$/;

/** The layouts of the tables in a schema, in their order; what SQLite does not understand is left out. */
export function layoutsOf(objects: readonly SchemaObject[]): Layout[] {
  const db = new DatabaseSync(":memory:");
  try {
    const tables = objects.filter(({ type, name }) => type === "table" && !DERIVED.test(name));
    return tables.filter(({ sql }) => makes(db, sql)).map(({ name }) => layoutOf(db, name));
  } finally {
    db.close();
  }
}

function makes(db: DatabaseSync, sql: string | null): boolean {
  if (sql === null || !/^CREATE TABLE\b/i.test(sql)) return false;
  if (/^CREATE TABLE sqlite_sequence\b/.test(sql)) {
    db.exec("CREATE TABLE temporary (id INTEGER PRIMARY KEY AUTOINCREMENT)");
    return true;
  }
  try {
    // A statement alone, whatever else its text says.
    db.prepare(sql).run();
    return true;
  } catch {
    return false;
  }
}

function layoutOf(db: DatabaseSync, name: string): Layout {
  const columns = db.prepare(
    'SELECT name, UPPER(type) AS type, "notnull" AS not_null, pk FROM pragma_table_info(?)',
  ).all(name);
  const isIndex = db.prepare("SELECT wr FROM pragma_table_list WHERE name = ?").get(name)?.wr === 1;
  const keys = columns.filter(({ pk }) => Number(pk) > 0);
  const made = columns.map(({ name, type, not_null, pk }) => ({
    name: String(name),
    type: String(type),
    notNull: not_null === 1,
    isRowid: !isIndex && keys.length === 1 && Number(pk) > 0 && type === "INTEGER",
    key: Number(pk),
  }));
  // A table without rowid is kept by its key, which its records begin with.
  const ordered = isIndex
    ? [
      ...made.filter(({ key }) => key > 0).sort((a, b) => a.key - b.key),
      ...made.filter(({ key }) => key === 0),
    ]
    : made;
  return { name, columns: ordered, kind: isIndex ? "index" : "table" };
}

/** The schema of this Apantli, or its predecessor's, for a file that does not tell its own. */
export async function knownSchema(of: "apantli" | "predecessor"): Promise<SchemaObject[]> {
  const db = new DatabaseSync(":memory:");
  try {
    if (of === "apantli") await migrate(db, ":memory:");
    else db.exec(PREDECESSOR);
    return db.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema").all()
      .map(({ type, name, tbl_name, sql }) => ({
        type: String(type),
        name: String(name),
        table: String(tbl_name),
        sql: typeof sql === "string" ? sql : null,
        root: 0,
      }));
  } finally {
    db.close();
  }
}
