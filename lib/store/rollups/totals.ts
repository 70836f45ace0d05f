import type { DatabaseSync } from "node:sqlite";
import { type Row, select } from "../queries/select.ts";
import type { Condition } from "../queries/time_filter.ts";
import { type Measure, MEASURES } from "./measures.ts";

/** Sums over a source, one row per value of the keys, which are SQL over its columns. */
export function totalsBy(
  db: DatabaseSync,
  source: Condition,
  { keys, measures }: { keys: readonly string[]; measures?: readonly string[] },
): Row[] {
  const wanted = MEASURES.filter(({ name }) => measures?.includes(name) ?? true);
  const sums = wanted.map(({ name, merge }) =>
    `${merge === "sum" ? "SUM" : merge}(${name}) AS ${name}`
  );
  return select(
    db,
    `SELECT ${[...keys, ...sums].join(", ")} FROM ${source.sql}
    GROUP BY ${keys.map((_, place) => place + 1).join(", ")}`,
    source.params,
  );
}

/** Several rows as one, with the measures that they have: nothing for none. */
export function added(rows: readonly Row[]): Row {
  const sum: Row = {};
  for (const name of Object.keys(rows[0] ?? {})) {
    const merge = MERGES.get(name);
    if (merge !== undefined) sum[name] = merged(merge, name, rows);
  }
  return sum;
}

const MERGES: ReadonlyMap<string, Measure["merge"]> = new Map(
  MEASURES.map(({ name, merge }) => [name, merge]),
);

function merged(merge: Measure["merge"], name: string, rows: readonly Row[]): bigint | null {
  let found: bigint | null = merge === "sum" ? 0n : null;
  for (const row of rows) {
    const value = row[name];
    if (typeof value !== "bigint") continue;
    if (found === null) found = value;
    else if (merge === "sum") found += value;
    else if (merge === "min" ? value < found : value > found) found = value;
  }
  return found;
}
