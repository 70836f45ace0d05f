import type { DatabaseSync } from "node:sqlite";
import { type Row, select } from "../select.ts";
import type { Condition } from "../time_filter.ts";
import { FILTERED } from "./filter.ts";
import type { Order } from "./order.ts";

/** Exchanges that an index gives in the order of one column and the number. */
export interface Run {
  /** Served by the index, together with the order. */
  condition: Condition;
  column: "timestamp" | "cost" | "id";
}

/** How far a run has been looked through. */
export type Place = { value: string | number; id: number } | null;

/** What a step found. */
export interface Step {
  rows: Row[];
  /** Where the next step goes on; `null` when there is nothing more. */
  next: Place;
}

/** What is selected of the rows that pass the filter. */
export interface Wanted {
  direction: Order["direction"];
  filter: Condition;
  /** SQL behind `SELECT`; `value` is the run's column. */
  columns: string;
  /** SQL behind the condition: order and limit. */
  tail: string;
  /** How many rows are looked at. */
  size: number;
}

/**
 * Looks through the next rows of a run, `size` at most, and gives those that pass. With
 * `most` it is enough when so many did.
 */
export function step(
  db: DatabaseSync,
  run: Run,
  place: Place,
  { direction, filter, columns, tail, size, most }: Wanted & { most?: number },
): Step {
  const inner = innerOf(run, place, { direction, columns: FILTERED, size });
  const rows = select(
    db,
    `SELECT ${columns} FROM (${inner.sql}) WHERE ${filter.sql} ${tail}`,
    [...inner.params, ...filter.params],
  );
  const last = rows.at(-1);
  if (most !== undefined && rows.length >= most && last !== undefined) {
    return { rows, next: placeOf(last) };
  }
  const keys = innerOf(run, place, { direction, columns: ["id"], size });
  const [end] = select(
    db,
    `SELECT value, id FROM (${keys.sql}) LIMIT 1 OFFSET ${size - 1}`,
    keys.params,
  );
  return { rows, next: end === undefined ? null : placeOf(end) };
}

/** SQL that looks at the next rows and no more: a LIMIT inside keeps conditions outside. */
function innerOf(
  { condition, column }: Run,
  place: Place,
  { direction, columns, size }: { direction: string; columns: readonly string[]; size: number },
): Condition {
  const sign = direction === "asc" ? ">" : "<";
  const after = place === null
    ? { sql: "TRUE", params: [] }
    : column === "id"
    ? { sql: `id ${sign} ?`, params: [place.id] }
    : { sql: `(${column}, id) ${sign} (?, ?)`, params: [place.value, place.id] };
  const order = [...new Set([column, "id"])].map((name) => `${name} ${direction}`).join(", ");
  return {
    sql: `SELECT ${column} AS value, ${columns.join(", ")} FROM exchanges
      WHERE ${condition.sql} AND ${after.sql} ORDER BY ${order} LIMIT ${size}`,
    params: [...condition.params, ...after.params],
  };
}

function placeOf({ value, id }: Row): Place {
  return { value: typeof value === "string" ? value : Number(value), id: Number(id) };
}
