import type { DatabaseSync } from "node:sqlite";
import { byPeriod, emptyPeriod, type ModelsWanted, type Period, total } from "./periods.ts";
import { offsetOf, type ProjectFilter, type TimeFilter, timeRange } from "./time_filter.ts";

/** `GET /stats/hourly`: the 24 hours of a local day, empty ones included. */
export interface Hourly {
  hourly: (Period & { hour: number })[];
  date: string;
  total_cost: number;
  total_requests: number;
  total_unpriced: number;
}

/** Which day. */
export interface HourlyParams
  extends Pick<TimeFilter, "timezoneOffset">, ProjectFilter, ModelsWanted {
  /** `YYYY-MM-DD`. */
  date: string;
}

/** Requests and costs per hour of one local day. */
export function hourly(
  db: DatabaseSync,
  { date, timezoneOffset, project, models }: HourlyParams,
): Hourly {
  const offset = offsetOf({ timezoneOffset });
  const shift = offset * 60;
  const range = timeRange({ startDate: date, endDate: date, timezoneOffset: offset }, 0);
  const found = byPeriod(db, {
    range,
    grain: { shift, by: "hours" },
    period: `(at + ${shift}) % 86400 / 3600`,
    project,
    models,
  });
  const hours = Array.from({ length: 24 }, (_, number) => ({
    hour: number,
    ...found.get(number) ?? emptyPeriod(),
  }));
  const { requests, cost, unpriced } = total(hours);
  return {
    hourly: hours,
    date,
    total_cost: cost,
    total_requests: requests,
    total_unpriced: unpriced,
  };
}
