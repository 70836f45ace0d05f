import type { SQLInputValue } from "node:sqlite";
import type { Job } from "./job.ts";

/** A table with texts of its own. */
interface Table {
  name: string;
  /** Its primary key. */
  key: readonly string[];
  /** Columns that hold JSON. */
  json: readonly string[];
  /** Columns that hold no text of anybody, or that are looked at in another way. */
  skip: readonly string[];
}

const TABLES: readonly Table[] = [
  {
    name: "exchanges",
    key: ["id"],
    // Rows of the first schema have their payloads here.
    json: ["cost_detail", "usage_raw", "notes", "request_data", "response_data"],
    skip: ["timestamp", "outcome", "price_date"],
  },
  { name: "attempts", key: ["exchange", "number"], json: [], skip: ["started_at"] },
  {
    name: "cost_history",
    key: ["exchange", "changed_at"],
    json: ["cost_detail"],
    skip: ["price_date"],
  },
  { name: "running", key: ["id"], json: [], skip: ["timestamp", "request"] },
];

/** How many rows are read at a time. */
const BATCH = 50;

type Row = Record<string, SQLInputValue>;

interface Change {
  row: Row;
  column: string;
  clean: string;
}

/** Cleans every text that stands in a column, also in those that a user has added. */
export async function eraseColumns(job: Job): Promise<void> {
  for (const table of TABLES) {
    for (let after: SQLInputValue[] | null = null;;) {
      const rows = rowsAfter(job, table, after);
      const last = rows.at(-1);
      if (last === undefined) break;
      after = table.key.map((name) => last[name] ?? null);
      const changes = rows.flatMap((row) => changesOf(job, table, row));
      for (const { column } of changes) job.count(kindOf(table, column));
      if (changes.length > 0) {
        await job.change(() => changes.forEach((change) => apply(job, table, change)));
      }
      if (table.name !== "running") job.looked(rows.length);
    }
  }
}

function rowsAfter({ db }: Job, { name, key }: Table, after: SQLInputValue[] | null): Row[] {
  const from = after === null ? "TRUE" : `(${key.join(", ")}) > (${key.map(() => "?").join(", ")})`;
  const statement = db.prepare(
    `SELECT * FROM ${name} WHERE ${from} ORDER BY ${key.join(", ")} LIMIT ${BATCH}`,
  );
  // A column of the user's own may hold larger numbers than JavaScript's.
  statement.setReadBigInts(true);
  return statement.all(...after ?? []);
}

function changesOf({ cleaner }: Job, { key, json, skip }: Table, row: Row): Change[] {
  return Object.entries(row).flatMap(([column, value]) => {
    if (typeof value !== "string" || key.includes(column) || skip.includes(column)) return [];
    const clean = json.includes(column) ? cleaner.json(value) : cleaner.text(value);
    if (clean === value) return [];
    // The ids of requests are unique.
    return [{
      row,
      column,
      clean: column === "request_id" ? `${clean}~${crypto.randomUUID().slice(0, 8)}` : clean,
    }];
  });
}

function apply({ db }: Job, { name, key }: Table, { row, column, clean }: Change) {
  const quoted = `"${column.replaceAll('"', '""')}"`;
  db.prepare(
    `UPDATE ${name} SET ${quoted} = ? WHERE ${quoted} IS ? AND ${
      key.map((name) => `${name} = ?`).join(" AND ")
    }`,
  ).run(clean, row[column] ?? null, ...key.map((name) => row[name] ?? null));
}

/** Payloads are of one kind, wherever they stand. */
function kindOf({ name }: Table, column: string): string {
  if (column === "request_data") return "request";
  if (column === "response_data") return "answer";
  return name === "exchanges" ? column : `${name}.${column}`;
}
