import type { DatabaseSync } from "node:sqlite";
import { type Row, select } from "../queries/select.ts";
import type { Condition } from "../queries/time_filter.ts";
import { type Measure, MEASURES } from "./measures.ts";

/** Sums over a source, one row per value of the keys, which are SQL over its columns. */
export function totalsBy(
  db: DatabaseSync,
  source: Condition,
  { keys, measures }: { keys: string; measures?: readonly string[] },
): Row[] {
  const wanted = MEASURES.filter(({ name }) => measures?.includes(name) ?? true);
  const sums = wanted.map(({ name, merge }) =>
    `${merge === "sum" ? "SUM" : merge}(${name}) AS ${name}`
  );
  return select(
    db,
    `SELECT ${keys}, ${sums.join(", ")} FROM ${source.sql}
    GROUP BY ${[...keys.split(",")].map((_, place) => place + 1).join(", ")}`,
    source.params,
  );
}

/** Several rows as one, with the measures that they have: nothing for none. */
export function added(rows: readonly Row[]): Row {
  const [first = {}] = rows;
  const present = MEASURES.filter(({ name }) => name in first);
  return Object.fromEntries(present.map((measure) => [measure.name, merged(measure, rows)]));
}

function merged({ name, merge }: Measure, rows: readonly Row[]): bigint | null {
  const values = rows.map((row) => row[name]).filter((value) => typeof value === "bigint");
  if (merge === "sum") return values.reduce((sum, value) => sum + value, 0n);
  if (values.length === 0) return null;
  const isBetter = (a: bigint, b: bigint) => merge === "min" ? a < b : a > b;
  return values.reduce((best, value) => isBetter(value, best) ? value : best);
}
