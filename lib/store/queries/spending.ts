import type { DatabaseSync } from "node:sqlite";
import { sourceOf } from "../rollups/source.ts";
import { totalsBy } from "../rollups/totals.ts";
import { toBound } from "../timestamp.ts";
import { number } from "./select.ts";
import { type Sums, sumsOf } from "./sums.ts";
import { type DaysFilter, offsetOf, type ProjectFilter, timeRange } from "./time_filter.ts";

/** What one day cost, over its successful exchanges. */
export interface Spending extends Sums {
  /** `YYYY-MM-DD`, local to the offset. */
  date: string;
}

/** Which days; without dates all of them. */
export type SpendingParams = DaysFilter & ProjectFilter;

const MEASURES = ["requests", "nanos", "unpriced"];

/** What was spent day by day, in order; days without exchanges are left out. */
export function spending(db: DatabaseSync, params: SpendingParams): Spending[] {
  const shift = offsetOf(params) * 60;
  const grain = { shift, by: "days" } as const;
  const source = sourceOf(db, timeRange(params, Date.now()), grain, {
    dimensions: 1,
    measures: MEASURES,
    only: { outcome: "ok", project: params.project },
  });
  const day = `(at + ${shift}) / 86400`;
  return totalsBy(db, source, { keys: [`${day} AS day`], measures: MEASURES })
    .filter(({ requests }) => number(requests) > 0)
    .map((row) => ({
      date: toBound(number(row.day) * 86_400_000).slice(0, 10),
      ...sumsOf(row),
    }));
}
