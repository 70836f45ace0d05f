import { toBound } from "../timestamp.ts";
import { BadQuery } from "./bad_query.ts";

/**
 * The time filters of the HTTP contract. `hours` wins over `hour`, which wins over dates; nothing at
 * all means all time.
 */
export interface TimeFilter {
  /** The last so many hours. */
  hours?: number | undefined;
  /** A local hour, `YYYY-MM-DDTHH`. */
  hour?: string | undefined;
  /** First and last local day, `YYYY-MM-DD`, both inclusive; one of them alone is half open. */
  startDate?: string | undefined;
  endDate?: string | undefined;
  /** Minutes east of UTC of the days meant (PST is -480). */
  timezoneOffset?: number | undefined;
}

/** The filter of reports that are about days. */
export type DaysFilter = Omit<TimeFilter, "hours" | "hour">;

/** A filter by project, wherever a time filter appears. */
export interface ProjectFilter {
  project?: string | undefined;
}

/** A condition for SQL's WHERE with the values of its placeholders. */
export interface Condition {
  sql: string;
  params: (string | number)[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The end of the year 9999: later years do not sort as text. */
const LAST_MOMENT_MS = Date.UTC(10_000, 0, 1) - 1;

/** Seconds since the epoch, from the first up to but without the second; `null` for no bound. */
export interface TimeRange {
  from: number | null;
  to: number | null;
}

/**
 * The filter as a condition on the column `timestamp`, which the index can serve.
 *
 * @param now milliseconds since the epoch
 * @throws {BadQuery}
 */
export function timeCondition(filter: TimeFilter, now: number): Condition {
  const { from, to } = timeRange(filter, now);
  const parts: [string, string][] = [];
  if (from !== null) parts.push(["timestamp >= ?", toBound(from * 1000)]);
  if (to !== null) parts.push(["timestamp < ?", toBound(to * 1000)]);
  return {
    sql: parts.map(([sql]) => sql).join(" AND ") || "TRUE",
    params: parts.map(([, bound]) => bound),
  };
}

/**
 * The filter as a range of time, cut to whole seconds.
 *
 * @param now milliseconds since the epoch
 * @throws {BadQuery}
 */
export function timeRange(filter: TimeFilter, now: number): TimeRange {
  const { hours, hour, startDate, endDate } = filter;
  const shift = offsetOf(filter) * 60_000;
  if (hours !== undefined) return cut(now - hoursToMs(hours), null);
  if (hour !== undefined) {
    const from = startOfHour(hour) - shift;
    return cut(from, from + HOUR_MS);
  }
  const from = startDate === undefined ? null : startOfDay(startDate, "start_date") - shift;
  const to = endDate === undefined ? null : startOfDay(endDate, "end_date") - shift + DAY_MS;
  if (from !== null && to !== null && from >= to) {
    throw new BadQuery("start_date is after end_date. Swap them.");
  }
  return cut(from, to);
}

/**
 * The offset from UTC in minutes, 0 when none is given.
 *
 * @throws {BadQuery}
 */
export function offsetOf({ timezoneOffset = 0 }: TimeFilter): number {
  if (Number.isInteger(timezoneOffset) && Math.abs(timezoneOffset) <= 1440) return timezoneOffset;
  throw new BadQuery("timezone_offset must be minutes east of UTC, from -1440 to 1440.");
}

/**
 * The first moment of a day in UTC, in milliseconds since the epoch.
 *
 * @param name what the client calls the date
 * @throws {BadQuery}
 */
function startOfDay(date: string, name: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  if (!Number.isNaN(ms) && toBound(ms).startsWith(date)) return ms;
  throw new BadQuery(`${name} must be a date like 2026-01-31.`);
}

/** As {@link startOfDay} of an hour. */
function startOfHour(hour: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}T\d{2}$/.test(hour) ? Date.parse(`${hour}:00:00Z`) : NaN;
  if (!Number.isNaN(ms) && toBound(ms).startsWith(hour)) return ms;
  throw new BadQuery("hour must be a date and an hour like 2026-01-31T09.");
}

function hoursToMs(hours: number): number {
  if (Number.isFinite(hours) && hours > 0) return Math.min(hours, 1e6) * HOUR_MS;
  throw new BadQuery("hours must be a number above 0.");
}

/** What lies beyond the years that a timestamp can hold is no bound. */
function cut(from: number | null, to: number | null): TimeRange {
  const isFar = (ms: number) => Math.abs(ms) > LAST_MOMENT_MS;
  const seconds = (ms: number | null) => ms === null || isFar(ms) ? null : Math.floor(ms / 1000);
  return { from: seconds(from), to: seconds(to) };
}
