import { DatabaseSync } from "node:sqlite";
import { explain, StoreError } from "./problem.ts";
import { LISTS } from "./export_rows.ts";
import { select } from "./queries/select.ts";

/** The requests of another database, which is only read. */
export interface ImportSource {
  /** How many there are. */
  count: number;
  columns: readonly string[];
  /** From the oldest, in batches; the values as texts, the first of each row its id. */
  rows(): Generator<(string | null)[][]>;
  close(): void;
}

/** How many rows are held in memory at a time. */
const BATCH = 50;

/**
 * Opens a database of Apantli, of any schema, or of its predecessor to read its requests, also while
 * another program writes to it.
 *
 * @throws {StoreError} when it is no such database or cannot be read
 */
export function openImportSource(path: string): ImportSource {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
    return sourceOf(db, path);
  } catch (error) {
    db?.close();
    throw new StoreError(explain(error, path));
  }
}

function sourceOf(db: DatabaseSync, path: string): ImportSource {
  const columns = db.prepare("SELECT name FROM pragma_table_info('requests')").all()
    .map(({ name }) => String(name));
  if (!["id", "timestamp", "model"].every((name) => columns.includes(name))) {
    throw new StoreError(
      `${path} has no table "requests" with id, timestamp and model. Name a database of Apantli.`,
    );
  }
  const tables = new Set(
    db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all().map(({ name }) => name),
  );
  const names = ["id", ...columns.filter((name) => name !== "id")];
  const lists = LISTS.filter(({ table }) => tables.has(table));
  const list = [
    ...names.map((name) => `r."${name.replaceAll('"', '""')}"`),
    ...lists.map(({ sql }) => sql),
  ];
  const sql = `SELECT ${list.join(", ")} FROM requests r WHERE id > ? ORDER BY id LIMIT ${BATCH}`;
  return {
    count: Number(db.prepare("SELECT COUNT(*) AS n FROM requests").get()?.n),
    columns: [...names, ...lists.map(({ name }) => name)],
    *rows() {
      for (let after = 0;;) {
        const rows = read(db, path, sql, after);
        if (rows.length === 0) return;
        yield rows.map((row) => Object.values(row).map(textOf));
        after = Number(rows.at(-1)?.id);
      }
    },
    close: () => db.close(),
  };
}

function read(db: DatabaseSync, path: string, sql: string, after: number) {
  try {
    return select(db, sql, [after]);
  } catch (error) {
    throw new StoreError(explain(error, path));
  }
}

/** A real number has its shortest decimals, which are what was written. */
function textOf(value: unknown): string | null {
  if (value === null) return null;
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value);
}
