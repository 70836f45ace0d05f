import type { DatabaseSync } from "node:sqlite";
import { daily } from "../lib/store/queries/daily.ts";
import { dateRange } from "../lib/store/queries/date_range.ts";
import { filters } from "../lib/store/queries/filters.ts";
import { hourly } from "../lib/store/queries/hourly.ts";
import { request } from "../lib/store/queries/request.ts";
import { requests, type RequestsParams } from "../lib/store/queries/requests.ts";
import { stats } from "../lib/store/queries/stats.ts";
import { timeline } from "../lib/store/queries/timeline.ts";
import { select } from "../lib/store/queries/select.ts";

/** A report as the dashboard asks for it. */
export interface Report {
  name: string;
  /** What it has to keep to; nothing for what is only told. */
  aim?: { timesSmallest: number } | { ms: number };
  /** Runs once before the clock starts; what it gives is what is timed. */
  prepare: (db: DatabaseSync) => () => unknown;
}

const MONTH = { startDate: "2026-10-01", endDate: "2026-10-31" };
const DAY = { startDate: "2026-10-05", endDate: "2026-10-05" };
const YEARS = { startDate: "2023-11-01", endDate: "2026-10-31" };
/** Offsets for which `fill()` has made no days. */
const NEW_ZONES = { near: 60, far: -480 };

const statistic = (name: string, run: (db: DatabaseSync) => unknown): Report => ({
  name,
  aim: { timesSmallest: 3 },
  prepare: (db) => () => run(db),
});
const ofProject = (name: string, run: (db: DatabaseSync, project: string) => unknown): Report => ({
  ...statistic(name, () => {}),
  prepare: (db) => {
    const [row] = select(db, "SELECT MIN(project) AS project FROM exchanges", []);
    const project = String(row?.project);
    return () => run(db, project);
  },
});
const page = (name: string, params: RequestsParams, ms?: number): Report => ({
  name,
  ...(ms === undefined ? {} : { aim: { ms } }),
  prepare: (db) => () => requests(db, params),
});

/** The page after the first one, as one that scrolls asks for it. */
function next(name: string, params: RequestsParams): Report {
  return {
    name,
    aim: { ms: 10 },
    prepare: (db) => {
      const { next } = requests(db, params);
      const after = { ...params, after: next ?? undefined, totals: false };
      return () => requests(db, after);
    },
  };
}

/** Of so rare a model that the newest rows have none. */
function rare(name: string, params: RequestsParams): Report {
  return {
    name,
    aim: { ms: 50 },
    prepare: (db) => {
      const [row] = select(
        db,
        "SELECT provider FROM rollups GROUP BY 1 ORDER BY SUM(requests) LIMIT 1",
        [],
      );
      return () => requests(db, { ...params, provider: String(row?.provider) });
    },
  };
}

/** All that the issue names, and what was slow once. */
export const REPORTS: readonly Report[] = [
  statistic("stats, all time", (db) => stats(db, {})),
  statistic("stats, a month", (db) => stats(db, MONTH)),
  statistic(
    "stats, a month of a new zone",
    (db) => stats(db, { ...MONTH, timezoneOffset: NEW_ZONES.far }),
  ),
  ofProject("stats, all time, a project", (db, project) => stats(db, { project })),
  statistic("daily, a month", (db) => daily(db, MONTH)),
  statistic("daily, three years", (db) => daily(db, YEARS)),
  ofProject("daily, three years, a project", (db, project) => daily(db, { ...YEARS, project })),
  statistic(
    "daily, a month of a new zone",
    (db) => daily(db, { ...MONTH, timezoneOffset: NEW_ZONES.far }),
  ),
  statistic(
    "daily, three years, zone 1 h off",
    (db) => daily(db, { ...YEARS, timezoneOffset: NEW_ZONES.near }),
  ),
  statistic(
    "daily, three years, zone 8 h off",
    (db) => daily(db, { ...YEARS, timezoneOffset: NEW_ZONES.far }),
  ),
  statistic("daily, three years, no models", (db) => daily(db, { ...YEARS, models: false })),
  statistic("hourly", (db) => hourly(db, { date: "2026-10-05" })),
  statistic("hourly, no models", (db) => hourly(db, { date: "2026-10-05", models: false })),
  statistic("timeline, three years by month", (db) => timeline(db, { ...YEARS, by: "months" })),
  statistic("timeline, three years by day", (db) => timeline(db, { ...YEARS, by: "days" })),
  statistic("timeline, a day", (db) => timeline(db, { ...DAY, by: "hours" })),
  statistic("filters", (db) => filters(db, {})),
  statistic("date range", (db) => dateRange(db, {})),
  page("first page, totals", {}, 10),
  page("first page, no payloads", { payloads: false }, 10),
  next("next page", {}),
  next("next page by cost", { sortBy: "cost" }),
  next("next page by model", { sortBy: "model" }),
  {
    name: "detail",
    aim: { ms: 10 },
    prepare: (db) => {
      const [row] = select(db, "SELECT MAX(id) / 2 AS id FROM exchanges", []);
      return () => request(db, { id: Number(row?.id) });
    },
  },
  page("above a cost, quick", { minCost: 1e-6, quick: true }, 50),
  page("above a cost that none has, quick", { minCost: 1e6, quick: true }, 50),
  page("took over an hour, quick", { minDuration: 3_600_000, quick: true }, 50),
  page("status that none has, quick", { status: 777, outcome: "all", quick: true }, 50),
  page("client that none has, quick", { client: "nobody", quick: true }, 50),
  page(
    "interrupted, above a cost, quick",
    { outcome: "interrupted", minCost: 0.01, quick: true },
    50,
  ),
  rare("rare provider", {}),
  rare("rare provider, range of costs, quick", { minCost: 0.001, maxCost: 0.1, quick: true }),
  page("offset 100,000", { offset: 100_000 }),
  page("by tokens", { sortBy: "total_tokens" }),
  page("above a cost, all counted", { minCost: 1e-6, limit: 0 }),
];
