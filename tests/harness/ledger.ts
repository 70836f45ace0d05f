import { DatabaseSync } from "node:sqlite";
import type { RunningApp } from "./app.ts";

type Row = Record<string, unknown>;

/** The rows of the running server's file, by a connection of their own, as anybody may read them. */
export function rowsOf({ dir }: RunningApp, sql = "SELECT * FROM requests ORDER BY id"): Row[] {
  const db = new DatabaseSync(`${dir}/requests.db`, { readOnly: true });
  try {
    return db.prepare(sql).all().map((row) => ({ ...row }));
  } finally {
    db.close();
  }
}

/** The only row. Throws when there are none or more. */
export function onlyRow(app: RunningApp): Row {
  const [row, more] = rowsOf(app);
  if (row === undefined || more !== undefined) throw new Error("there is not one row");
  return row;
}

/** The only row, once it is there: for exchanges whose end the client cannot see. */
export async function rowOnceThere(app: RunningApp): Promise<Row> {
  const end = performance.now() + 5_000;
  while (rowsOf(app).length === 0 && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return onlyRow(app);
}

/** The members of a row that a test looks at. */
export function pick(row: Row, ...names: string[]): Row {
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}
