import type { CalendarPage, Day, OpenDay, Show, Use } from "../../ui/calendar/page.ts";
import { daysOf, readPeriod } from "../../ui/calendar/period.ts";
import { daysBetween } from "../../ui/range.ts";
import type { Services } from "../services.ts";
import { firstSteps } from "./first_steps.ts";
import { viewOf } from "./view.ts";

const SHOWN: readonly Show[] = ["cost", "requests", "tokens"];
/** How many of a day's dearest requests are shown. */
const TOP = 8;

/** The days that a query asks for. */
interface Where {
  timezoneOffset: number;
  project?: string;
}

/** A sum of the store. */
interface Sums {
  requests: number;
  cost: number;
  unpriced: number;
}

/** What the page Calendar shows: `?period=2026-11` or `2026`, `show`, `day`, `project`. */
export async function calendarPage(services: Services, req: Request): Promise<CalendarPage> {
  const { store } = services;
  const url = new URL(req.url);
  const params = url.searchParams;
  const view = viewOf(services, req);
  const period = readPeriod(params.get("period"), view.today);
  const { from, to } = daysOf(period);
  const where: Where = {
    timezoneOffset: view.offset,
    ...(view.project === null ? {} : { project: view.project }),
  };
  const [daily, range, projects] = await Promise.all([
    store.read("daily", { startDate: from, endDate: to, models: false, ...where }),
    store.read("dateRange", { timezoneOffset: view.offset }),
    store.read("projects", {}),
  ]);
  const known = new Map(daily.daily.map((day) => [day.date, dayOf(day)]));
  const days = daysBetween(from, to).map((date) => known.get(date) ?? emptyDay(date));
  const asked = params.get("day");
  const open = days.find(({ date }) => date === asked);
  return {
    view,
    period,
    show: SHOWN.find((show) => show === params.get("show")) ?? "cost",
    oldest: range.start_date,
    days,
    open: open ? await openDay(services, open, where) : null,
    projects,
    firstSteps: range.start_date === null ? firstSteps(services, url) : null,
  };
}

async function openDay({ store }: Services, day: Day, where: Where): Promise<OpenDay> {
  const { date } = day;
  const [{ hourly }, { daily: [whole] }, top] = await Promise.all([
    store.read("hourly", { date, models: false, ...where }),
    store.read("daily", { startDate: date, endDate: date, ...where }),
    store.read("requests", {
      ...{ startDate: date, endDate: date, ...where },
      ...{ outcome: "all", sortBy: "cost", limit: TOP, payloads: false, totals: false },
    }),
  ]);
  return {
    ...day,
    hours: hourly.map(({ hour, by_provider }) => ({
      hour,
      byProvider: by_provider.map(providerUse),
    })),
    providers: (whole?.by_provider ?? []).map(providerUse),
    models: (whole?.by_model ?? []).map((use) => ({
      name: use.model,
      provider: use.provider,
      ...sums(use),
    })),
    top: top.requests.flatMap(({ id, timestamp, model, provider, cost, total_tokens }) =>
      id === null ? [] : [{ id, timestamp, model, provider, cost, tokens: total_tokens }]
    ),
  };
}

function dayOf(
  { date, total_tokens, failed, ...rest }: Sums & {
    date: string;
    total_tokens: number;
    failed: Sums;
  },
): Day {
  return { date, ...sums(rest), tokens: total_tokens, failed: failed.requests };
}

function emptyDay(date: string): Day {
  return { date, requests: 0, cost: 0, unpriced: 0, tokens: 0, failed: 0 };
}

function providerUse(use: Sums & { provider: string | null }): Use {
  return { name: use.provider ?? "unknown", provider: use.provider, ...sums(use) };
}

function sums({ requests, cost, unpriced }: Sums): Sums {
  return { requests, cost, unpriced };
}
