import type { DatabaseSync } from "node:sqlite";
import { type Row, select } from "../select.ts";
import type { Condition } from "../time_filter.ts";
import type { Driver } from "./drivers.ts";
import { all, FILTERED } from "./filter.ts";
import {
  afterCondition,
  columnsOf,
  compare,
  type Order,
  orderSql,
  type Position,
} from "./order.ts";
import { type Place, step } from "./stream.ts";
import { sumsSql } from "./totals.ts";
import type { Page, PageParams } from "./walk.ts";

/**
 * A page of few rows, whichever the order: all of them are looked at and sorted. With `summed` it
 * has sums over all that match, unless the page does not see them all.
 */
export function gather(
  db: DatabaseSync,
  { from, condition }: Driver,
  params: PageParams,
  summed: boolean,
): { page: Page; sums?: Row | undefined } {
  const passing = remaining(params);
  const seesAll = params.after === null && params.offset === 0;
  // A LIMIT inside, here of all, keeps the rest of the filter from leading to another index.
  const rows = select(
    db,
    `SELECT ${namesOf(params.order)} ${summed && seesAll ? `, ${SUMS_OVER_ALL}` : ""} FROM (
      SELECT ${FILTERED.join(", ")} FROM ${from} WHERE ${condition.sql} LIMIT -1
    ) WHERE ${passing.sql} ORDER BY ${orderSql(params.order)} LIMIT ? OFFSET ?`,
    [...condition.params, ...passing.params, params.limit + 1, params.offset],
  );
  const page = pageOf(rows.map((row) => positionOf(params.order, row)), params.limit);
  return { page, ...(summed && seesAll ? { sums: rows[0] ?? {} } : {}) };
}

/**
 * A page of many rows in an order that no index has: all of them are looked at, step by step, and the
 * first ones are kept.
 */
export function* sift(
  db: DatabaseSync,
  { runs }: Driver,
  params: PageParams,
): Generator<void, Page> {
  const { order, limit, bounds } = params;
  let best: Position[] = [];
  for (const run of runs) {
    let place: Place = null;
    do {
      const { rows, next } = step(db, run, place, {
        direction: "desc",
        filter: remaining(params),
        columns: namesOf(order),
        tail: `ORDER BY ${orderSql(order)} LIMIT ${limit + 1}`,
        size: bounds.step,
      });
      best = [...best, ...rows.map((row) => positionOf(order, row))]
        .sort((a, b) => compare(order, a, b)).slice(0, limit + 1);
      place = next;
      yield;
    } while (place !== null);
  }
  return pageOf(best, limit);
}

/** A page by its distance from the beginning, as the contract has it: slow far away. */
export function skip(db: DatabaseSync, { order, filter, offset, limit }: PageParams): Page {
  const rows = select(
    db,
    `SELECT ${namesOf(order)} FROM exchanges WHERE ${filter.sql}
    ORDER BY ${orderSql(order)} LIMIT ? OFFSET ?`,
    [...filter.params, limit + 1, offset],
  );
  return pageOf(rows.map((row) => positionOf(order, row)), limit);
}

function remaining({ order, filter, after }: PageParams): Condition {
  return after === null ? filter : all([filter, afterCondition(order, after)]);
}

const SUMS_OVER_ALL = sumsSql("OVER ()");

const namesOf = (order: Order) => [...columnsOf(order), "id"].join(", ");

function positionOf(order: Order, row: Row): Position {
  const keys = columnsOf(order).map((name) => {
    const value = row[name];
    return value === null || typeof value === "string" ? value : Number(value);
  });
  return { keys, id: Number(row.id) };
}

function pageOf(rows: Position[], limit: number): Page {
  return { rows: rows.slice(0, limit), next: rows.length > limit ? rows[limit - 1] ?? null : null };
}
