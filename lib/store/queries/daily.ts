import type { DatabaseSync } from "node:sqlite";
import { toBound } from "../timestamp.ts";
import { byPeriod, type ModelsWanted, type Period, total } from "./periods.ts";
import { type DaysFilter, offsetOf, type ProjectFilter, timeRange } from "./time_filter.ts";

/** `GET /stats/daily`. Days without a success or a cost are left out; the newest comes first. */
export interface Daily {
  daily: (Period & { date: string })[];
  total_days: number;
  total_cost: number;
  total_requests: number;
  total_unpriced: number;
}

export type DailyParams = DaysFilter & ProjectFilter & ModelsWanted;

const DAY_MS = 86_400_000;

/** Requests and costs per local day; without dates, of the last thirty days. */
export function daily(db: DatabaseSync, params: DailyParams): Daily {
  const offset = offsetOf(params);
  const today = Date.now() + offset * 60_000;
  const range = timeRange({
    startDate: params.startDate ?? dateOf(today - 29 * DAY_MS),
    endDate: params.endDate ?? dateOf(today),
    timezoneOffset: offset,
  }, today);
  const shift = offset * 60;
  const found = byPeriod(db, {
    range,
    grain: { shift, by: "days" },
    period: `(at + ${shift}) / 86400`,
    project: params.project,
    models: params.models,
  });
  const days = [...found]
    .map(([day, period]) => ({ date: dateOf(day * DAY_MS), ...period }))
    .filter(({ requests, failed, interrupted }) => requests + failed.cost + interrupted.cost > 0)
    .reverse();
  const { requests, cost, unpriced } = total(days);
  return {
    daily: days,
    total_days: days.length,
    total_cost: cost,
    total_requests: requests,
    total_unpriced: unpriced,
  };
}

function dateOf(ms: number): string {
  return toBound(ms).slice(0, 10);
}
