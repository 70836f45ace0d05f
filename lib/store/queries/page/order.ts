import { BadQuery } from "../bad_query.ts";
import type { Condition } from "../time_filter.ts";

/** What a list can be sorted by: the columns, of which only a single one may be NULL. */
const SORTS = {
  timestamp: ["timestamp"],
  model: ["model", "timestamp"],
  total_tokens: ["total_tokens"],
  cost: ["cost"],
  duration_ms: ["duration_ms"],
} as const;

type Sort = keyof typeof SORTS;

/** An order in which each exchange has a place of its own: its number decides between equals. */
export interface Order {
  sort: Sort;
  direction: "asc" | "desc";
  /** Where exchanges without a value stand. */
  nulls: "first" | "last";
}

/** A place in an order: the values of the sort's columns, and the exchange's number. */
export interface Position {
  keys: readonly (string | number | null)[];
  id: number;
}

/**
 * The order that a client asks for.
 *
 * @throws {BadQuery}
 */
export function orderOf(sortBy = "timestamp", sortDir = "desc"): Order {
  const sort = Object.keys(SORTS).find((name): name is Sort => name === sortBy);
  if (sort === undefined) {
    throw new BadQuery(`sort_by must be one of ${Object.keys(SORTS).join(", ")}.`);
  }
  if (sortDir !== "asc" && sortDir !== "desc") {
    throw new BadQuery("sort_dir must be one of asc, desc.");
  }
  return { sort, direction: sortDir, nulls: "last" };
}

/** The same order from its end. */
export function reversed({ sort, direction, nulls }: Order): Order {
  return {
    sort,
    direction: direction === "asc" ? "desc" : "asc",
    nulls: nulls === "last" ? "first" : "last",
  };
}

/** The columns of an order without the number. */
export const columnsOf = ({ sort }: Order): readonly string[] => SORTS[sort];

/** SQL for ORDER BY. */
export function orderSql(order: Order): string {
  const { direction, nulls } = order;
  return [...columnsOf(order), "id"].map((name) => `${name} ${direction} NULLS ${nulls}`).join(
    ", ",
  );
}

/** Less than 0 when `a` comes before `b`. Texts compare by code points, as SQLite's do. */
export function compare({ direction, nulls }: Order, a: Position, b: Position): number {
  const sign = direction === "asc" ? 1 : -1;
  for (const [place, one] of a.keys.entries()) {
    const other = b.keys[place] ?? null;
    if (one === other) continue;
    if (one === null || other === null) return (one === null) === (nulls === "last") ? 1 : -1;
    return sign * (isBefore(one, other) ? -1 : 1);
  }
  return sign * (a.id - b.id);
}

/** What comes after a place in the order. */
export function afterCondition(order: Order, { keys, id }: Position): Condition {
  const names = columnsOf(order);
  const sign = order.direction === "asc" ? ">" : "<";
  const [key = null] = keys;
  if (names.length === 1 && key === null) {
    const among = { sql: `${names[0]} IS NULL AND id ${sign} ?`, params: [id] };
    return order.nulls === "last"
      ? among
      : { ...among, sql: `(${among.sql} OR ${names[0]} IS NOT NULL)` };
  }
  const known = keys.filter((value) => value !== null);
  const row = `(${[...names, "id"].join(", ")}) ${sign} (${
    [...known, id].map(() => "?").join(", ")
  })`;
  const isNullable = order.sort !== "timestamp" && order.sort !== "model";
  return {
    sql: isNullable && order.nulls === "last" ? `(${row} OR ${names[0]} IS NULL)` : row,
    params: [...known, id],
  };
}

function isBefore(a: string | number, b: string | number): boolean {
  if (typeof a === "number" || typeof b === "number") return Number(a) < Number(b);
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return rank(a, at) < rank(b, at);
}

/** UTF-16 has the characters beyond U+FFFF before those from U+E000 on; UTF-8 does not. */
function rank(text: string, at: number): number {
  const code = at < text.length ? text.charCodeAt(at) : -1;
  if (code < 0xd800) return code;
  return code < 0xe000 ? code + 0x2000 : code - 0x800;
}
