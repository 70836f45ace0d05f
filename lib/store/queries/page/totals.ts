import type { DatabaseSync } from "node:sqlite";
import { added } from "../../rollups/totals.ts";
import { number, type Row, select, usd } from "../select.ts";
import type { Condition } from "../time_filter.ts";
import type { Driver } from "./drivers.ts";
import type { Bounds } from "./bounds.ts";
import { FILTERED } from "./filter.ts";
import { type Place, step } from "./stream.ts";

/** Over all that match. */
export interface Totals {
  total: number;
  total_tokens: number;
  /** USD, of the requests whose price is known. */
  total_cost: number;
  /** USD per request with a known price, 0 when there is none. */
  avg_cost: number;
  /** Matching requests that used tokens but have no known price. */
  unpriced: number;
  /** Set when not all were counted: these are the least that there are. Ask without `quick` for all. */
  total_capped?: true;
}

/** SQL for the sums of totals; `over` stands behind each. */
export function sumsSql(over = ""): string {
  const sums: Readonly<Record<string, string>> = {
    requests: "COUNT(*)",
    nanos: "SUM(cost_nanos)",
    tokens: "SUM(total_tokens)",
    unpriced: "SUM(cost_nanos IS NULL AND (error IS NULL OR total_tokens > 0))",
    priced: "COUNT(cost_nanos)",
  };
  return Object.entries(sums).map(([name, sql]) => `${sql} ${over} AS ${name}`).join(", ");
}

/** Totals of rows of sums; integers are added, and divided once. */
export function totalsOf(rows: readonly Row[], isCapped = false): Totals {
  const sums = added(rows);
  const cost = usd(sums.nanos);
  return {
    total: number(sums.requests),
    total_tokens: number(sums.tokens),
    total_cost: cost,
    avg_cost: cost / (number(sums.priced) || 1),
    unpriced: number(sums.unpriced),
    ...(isCapped ? { total_capped: true } : {}),
  };
}

/**
 * Totals over the rows of a driver that pass a filter, each of them looked at. After each step it
 * yields; told `true`, or once the rows counted in a hurry are not few, it ends with what it has.
 */
export function* count(
  db: DatabaseSync,
  driver: Driver,
  { filter, bounds, quick }: { filter: Condition; bounds: Bounds; quick: boolean },
): Generator<void, Totals, boolean> {
  if (driver.rows <= bounds.few || driver.runs.length === 0) {
    return totalsOf(countAll(db, driver, filter));
  }
  const rows: Row[] = [];
  let counted = 0;
  for (const run of driver.runs) {
    let place: Place = null;
    do {
      const found = step(db, run, place, {
        direction: "desc",
        filter,
        columns: sumsSql(),
        tail: "",
        size: bounds.step,
      });
      rows.push(...found.rows);
      counted += number(found.rows[0]?.requests);
      place = found.next;
      if (place === null && run === driver.runs.at(-1)) break;
      if ((yield) || (quick && counted >= bounds.few)) return totalsOf(rows, true);
    } while (place !== null);
  }
  return totalsOf(rows);
}

function countAll(db: DatabaseSync, { from, condition }: Driver, filter: Condition): Row[] {
  return select(
    db,
    `SELECT ${sumsSql()} FROM (
      SELECT ${FILTERED.join(", ")} FROM ${from} WHERE ${condition.sql} LIMIT -1
    ) WHERE ${filter.sql}`,
    [...condition.params, ...filter.params],
  );
}
