import type { DatabaseSync } from "node:sqlite";
import type { Row } from "../select.ts";
import type { Condition } from "../time_filter.ts";
import type { Bounds } from "./bounds.ts";
import { compare, type Order, type Position } from "./order.ts";
import { type Place, type Run, step } from "./stream.ts";

/** A run in a list that is sorted: the keys of its rows, and where it is entered. */
export interface SortedRun extends Run {
  /** The keys of a row with this value of the column. */
  keysOf: (value: string | number) => Position["keys"];
}

/** What a page is made of. */
export interface Page {
  /** The places of its exchanges. */
  rows: Position[];
  /** The place to go on from; `null` when there is nothing more. */
  next: Position | null;
}

/** What of a list a page is. */
export interface PageParams {
  order: Order;
  filter: Condition;
  after: Position | null;
  /** How many to leave out; only where few rows are sorted, or `skip()` is used. */
  offset: number;
  limit: number;
  bounds: Bounds;
}

/**
 * A page of a sorted list, from runs that are each in its order. After each step it yields; told
 * `true`, it ends there, with what it has and the place to go on from.
 */
export function* walk(
  db: DatabaseSync,
  runs: readonly SortedRun[],
  { order, filter, after, limit, bounds }: PageParams,
): Generator<void, Page, boolean> {
  const sources = runs.map((run) => new Source(run, order, after));
  const begin = leastOf(sources, order)?.head;
  const rows: Position[] = [];
  while (rows.length <= limit) {
    const least = leastOf(sources, order);
    if (least === null) return { rows, next: null };
    const row = least.take();
    if (row !== null) {
      rows.push(row);
      continue;
    }
    least.step(db, filter, limit + 1, bounds.step);
    if (yield) {
      // Each page has to go on from the one before, so runs that begin together go together.
      const place = leastOf(sources, order);
      const head = place?.isReady === false ? place.head : null;
      if (head && begin && compare(order, begin, head) < 0) return { rows, next: head };
    }
  }
  return { rows: rows.slice(0, limit), next: rows[limit - 1] ?? after };
}

function leastOf(sources: readonly Source[], order: Order): Source | null {
  return sources.filter(({ head }) => head !== null).reduce<Source | null>(
    (least, source) =>
      least?.head && source.head && compare(order, least.head, source.head) <= 0 ? least : source,
    null,
  );
}

/** A run as far as it has been read: rows that wait, or the place up to which there are none. */
class Source {
  readonly #run: SortedRun;
  readonly #order: Order;
  #rows: Position[] = [];
  #place: Place = null;
  #reached: Position | null;

  constructor(run: SortedRun, order: Order, after: Position | null) {
    this.#run = run;
    this.#order = order;
    const isDesc = order.direction === "desc";
    // Finite, for a cursor can name them.
    const [least, most] = run.column === "timestamp"
      ? ["", "\u{10FFFF}"]
      : [-Number.MAX_VALUE, Number.MAX_VALUE];
    const begin = isDesc ? most ?? "" : least ?? "";
    this.#reached = { keys: run.keysOf(begin), id: isDesc ? Number.MAX_SAFE_INTEGER : -1 };
    if (after !== null && compare(order, this.#reached, after) <= 0) this.#enter(after);
  }

  /** The next row, or the place up to which there is none; `null` at the end. */
  get head(): Position | null {
    return this.#rows[0] ?? this.#reached;
  }

  /** Whether the head is a row. */
  get isReady(): boolean {
    return this.#rows.length > 0;
  }

  take(): Position | null {
    return this.#rows.shift() ?? null;
  }

  step(db: DatabaseSync, filter: Condition, most: number, size: number): void {
    const { rows, next } = step(db, this.#run, this.#place, {
      direction: this.#order.direction,
      filter,
      columns: "value, id",
      tail: `LIMIT ${most}`,
      size,
      most,
    });
    this.#rows = rows.map((row) => this.#position(row));
    this.#place = next;
    this.#reached = next && { keys: this.#run.keysOf(next.value), id: next.id };
  }

  #position({ value, id }: Row): Position {
    const known = typeof value === "string" ? value : Number(value);
    return { keys: this.#run.keysOf(known), id: Number(id) };
  }

  /** Goes to a place that lies within or behind the run. */
  #enter({ keys, id }: Position) {
    const value = keys.at(-1) ?? id;
    const isWithin = JSON.stringify(this.#run.keysOf(value)) === JSON.stringify(keys);
    this.#reached = isWithin ? { keys, id } : null;
    this.#place = isWithin ? { value, id } : null;
  }
}
