import { z } from "zod";
import { badRequest } from "../http/error.ts";

const number = z.string().trim().min(1, "must be a number").transform(Number).refine(
  Number.isFinite,
  "must be a number",
);
const offset = number.refine(
  (minutes) => Number.isInteger(minutes) && Math.abs(minutes) <= 1440,
  "must be minutes east of UTC, from -1440 to 1440",
);
const text = z.string().trim().transform((value) => value === "" ? undefined : value);

const flag = z.enum(["true", "false"], "must be true or false")
  .transform((value) => value === "true");

const time = {
  hours: number.optional(),
  hour: text.optional(),
  start_date: text.optional(),
  end_date: text.optional(),
  timezone_offset: offset.optional(),
  project: text.optional(),
};

const Time = z.object(time).transform((query) => ({
  hours: query.hours,
  hour: query.hour,
  startDate: query.start_date,
  endDate: query.end_date,
  timezoneOffset: query.timezone_offset,
  project: query.project,
}));

const Requests = z.object({
  ...time,
  provider: text.optional(),
  model: text.optional(),
  min_cost: number.optional(),
  max_cost: number.optional(),
  search: text.optional(),
  min_duration_ms: number.optional(),
  max_duration_ms: number.optional(),
  status: number.optional(),
  stream: flag.optional(),
  client: text.optional(),
  unpriced: flag.optional(),
  outcome: z.enum(
    ["ok", "failed", "interrupted", "all", "running"],
    "must be ok, failed, interrupted, all or running",
  ).optional(),
  sort_by: text.optional(),
  sort_dir: text.optional(),
  offset: number.optional(),
  limit: number.optional(),
  after: text.optional(),
  before: text.optional(),
  quick: flag.optional(),
  totals: flag.optional(),
  payloads: flag.optional(),
}).transform((
  { start_date, end_date, timezone_offset, min_cost, max_cost, sort_by, sort_dir, ...more },
) => {
  const { min_duration_ms, max_duration_ms, ...rest } = more;
  return {
    ...rest,
    startDate: start_date,
    endDate: end_date,
    timezoneOffset: timezone_offset,
    minCost: min_cost,
    maxCost: max_cost,
    minDuration: min_duration_ms,
    maxDuration: max_duration_ms,
    sortBy: sort_by,
    sortDir: sort_dir,
  };
});

const Hourly = z.object({
  date: text.pipe(z.iso.date("must be a date like 2026-01-31").optional()).optional(),
  timezone_offset: offset.optional(),
  project: text.optional(),
});

/** The time filters of a URL. Throws ApiError 400 that names the parameter. */
export const timeParams = (url: URL) => checked(Time, url);

/** The filters, order and page of `GET /requests`. Throws ApiError 400 that names the parameter. */
export const requestsParams = (url: URL) => checked(Requests, url);

/** The day of `GET /stats/hourly`, today where it is not given. Throws ApiError 400. */
export function hourlyParams(url: URL, now: Date) {
  const { date, timezone_offset: timezoneOffset = 0, project } = checked(Hourly, url);
  const local = new Date(now.getTime() + timezoneOffset * 60_000);
  return { date: date ?? local.toISOString().slice(0, 10), timezoneOffset, project };
}

function checked<T>(schema: z.ZodType<T>, url: URL): T {
  const given = Object.fromEntries([...url.searchParams].filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const name = issue?.path.join(".") ?? "query";
  throw badRequest(`\`${name}\` ${issue?.message ?? "is wrong"}.`, name);
}
