import type { DatabaseSync } from "node:sqlite";
import { byPeriod, emptyPeriod, type Period, total } from "./periods.ts";
import { offsetOf, timeCondition, type TimeFilter } from "./time_filter.ts";

/** `GET /stats/hourly`: the 24 hours of a local day, empty ones included. */
export interface Hourly {
  hourly: (Period & { hour: number })[];
  date: string;
  total_cost: number;
  total_requests: number;
  total_unpriced: number;
}

/** Which day. */
export interface HourlyParams extends Pick<TimeFilter, "timezoneOffset"> {
  /** `YYYY-MM-DD`. */
  date: string;
}

/** Requests and costs per hour of one local day. */
export function hourly(db: DatabaseSync, { date, timezoneOffset }: HourlyParams): Hourly {
  const offset = offsetOf({ timezoneOffset });
  const time = timeCondition({ startDate: date, endDate: date, timezoneOffset: offset }, 0);
  const hour = { sql: "STRFTIME('%H', timestamp, ?)", params: [`${offset} minutes`] };
  const found = byPeriod(db, hour, time);
  const hours = Array.from({ length: 24 }, (_, number) => ({
    hour: number,
    ...found.get(String(number).padStart(2, "0")) ?? emptyPeriod(),
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
