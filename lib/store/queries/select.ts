import type { DatabaseSync, SQLInputValue } from "node:sqlite";

/** A row as SQLite gives it, integers as bigints: sums of nano-dollars may leave a number's range. */
export type Row = Record<string, unknown>;

/** Runs a SELECT and returns its rows. */
export function select(db: DatabaseSync, sql: string, params: readonly SQLInputValue[]): Row[] {
  const statement = db.prepare(sql);
  statement.setReadBigInts(true);
  return statement.all(...params);
}

/** A number of a row; 0 for NULL, as SQL's sum of nothing is meant here. */
export function number(value: unknown): number {
  return value === null || value === undefined ? 0 : Number(value);
}

/** USD of a sum in nano-dollars: summed as integers, divided once. */
export function usd(nanos: unknown): number {
  return number(nanos) / 1e9;
}
