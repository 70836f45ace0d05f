import type { DatabaseSync } from "node:sqlite";
import { type Row, select } from "../queries/select.ts";
import type { Condition } from "../queries/time_filter.ts";
import { type Measure, MEASURES } from "./measures.ts";

/**
 * Sums over a source, one row per value of the keys, which are SQL over its columns. `only` keeps
 * the rows with these values of dimensions. `measures` names those that are wanted, all unless told:
 * reading them costs more than adding them.
 */
export function totalsBy(
  db: DatabaseSync,
  source: Condition,
  { keys, measures, only = {} }: {
    keys: string;
    measures?: readonly string[];
    only?: Readonly<Record<string, string | undefined>>;
  },
): Row[] {
  const wanted = MEASURES.filter(({ name }) => measures?.includes(name) ?? true);
  const sums = wanted.map(({ name, merge }) =>
    `${merge === "sum" ? "SUM" : merge}(${name}) AS ${name}`
  );
  const given = Object.entries(only)
    .filter((pair): pair is [string, string] => pair[1] !== undefined);
  const where = given.map(([name]) => `${name} = ?`).join(" AND ") || "TRUE";
  return select(
    db,
    `SELECT ${keys}, ${sums.join(", ")} FROM ${source.sql} WHERE ${where}
    GROUP BY ${[...keys.split(",")].map((_, place) => place + 1).join(", ")}`,
    [...source.params, ...given.map(([, value]) => value)],
  );
}

/** Several rows as one; zeros, and no least and greatest, for none. */
export function added(rows: readonly Row[]): Row {
  return Object.fromEntries(MEASURES.map((measure) => [measure.name, merged(measure, rows)]));
}

function merged({ name, merge }: Measure, rows: readonly Row[]): bigint | null {
  const values = rows.map((row) => row[name]).filter((value) => typeof value === "bigint");
  if (merge === "sum") return values.reduce((sum, value) => sum + value, 0n);
  if (values.length === 0) return null;
  const isBetter = (a: bigint, b: bigint) => merge === "min" ? a < b : a > b;
  return values.reduce((best, value) => isBetter(value, best) ? value : best);
}
