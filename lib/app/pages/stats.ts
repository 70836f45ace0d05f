import type { ModelUse, StatsPage, Totals } from "../../ui/stats/page.ts";
import { type Cut, cutOf, slotsOf } from "../../ui/stats/slots.ts";
import { lengthOf, precedingDays } from "../../ui/range.ts";
import type { View } from "../../ui/page.ts";
import type { Services } from "../services.ts";
import { firstSteps } from "./first_steps.ts";
import { monthOf } from "./month.ts";
import { timeOf, viewOf } from "./view.ts";

/** What the page Stats shows: `?range`, `from` and `to`, `project`. */
export async function statsPage(services: Services, req: Request): Promise<StatsPage> {
  const { store } = services;
  const view = viewOf(services, req);
  const log = await store.read("dateRange", { timezoneOffset: view.offset });
  const days = shownDays(view, log);
  const by = cutOf(lengthOf(days));
  const earlier = precedingDays(view.range);
  const [stats, before, slots, month, projects] = await Promise.all([
    store.read("stats", timeOf(view)),
    earlier && store.read("stats", timeOf(view, earlier)),
    store.read("timeline", { ...timeOf(view, days), by: UNITS[by] }),
    monthOf(services, view),
    store.read("projects", {}),
  ]);
  return {
    view,
    totals: totalsOf(stats.totals),
    before: before && totalsOf(before.totals),
    month,
    providers: stats.by_provider,
    models: modelsOf(stats),
    errors: stats.recent_errors,
    slots: { by, list: slotsOf(slots, days, by) },
    projects,
    firstSteps: firstSteps(services, new URL(req.url)),
  };
}

type Days = { from: string; to: string };
type DateRange = { start_date: string | null; end_date: string | null };

const UNITS = {
  hour: "hours",
  day: "days",
  week: "weeks",
  month: "months",
} as const satisfies Record<Cut, string>;

/** The days of the chart: a long range begins and ends with what the log has, or today. */
function shownDays({ range: { days }, today }: View, { start_date, end_date }: DateRange): Days {
  const [oldest, newest] = [start_date ?? today, end_date ?? today];
  // A clock that was wrong has dated something after today.
  const log = { from: min(oldest, today), to: max(newest, today) };
  if (days === null) return log;
  if (["hour", "day"].includes(cutOf(lengthOf(days)))) return days;
  const both = { from: max(days.from, log.from), to: min(days.to, log.to) };
  return both.from <= both.to ? both : { from: days.from, to: days.from };
}

const min = (one: string, other: string) => one < other ? one : other;
const max = (one: string, other: string) => one > other ? one : other;

interface Uses {
  by_model: Omit<ModelUse, "failed" | "p50" | "p95" | "firstByte" | "tokensPerSecond">[];
  performance: {
    model: string;
    p50_duration_ms: number;
    p95_duration_ms: number;
    avg_first_byte_ms: number | null;
    avg_tokens_per_sec: number;
  }[];
  failures: { model: string; provider: string | null; requests: number }[];
}

/** Each model with its speed and its failures; those that only failed come last. */
function modelsOf({ by_model, performance, failures }: Uses): ModelUse[] {
  const keyOf = ({ model, provider }: { model: string; provider: string | null }) =>
    `${model}\n${provider}`;
  const speeds = new Map(performance.map((speed) => [speed.model, speed]));
  const failed = new Map(failures.map((use) => [keyOf(use), use.requests]));
  const answered = new Set(by_model.map(keyOf));
  const none = { requests: 0, cost: 0, unpriced: 0, tokens: 0 };
  const onlyFailed = failures.filter((use) => !answered.has(keyOf(use)));
  return [...by_model, ...onlyFailed.map((use) => ({ ...use, ...none }))].map((use) => {
    const speed = use.requests === 0 ? undefined : speeds.get(use.model);
    return {
      ...use,
      failed: failed.get(keyOf(use)) ?? 0,
      p50: speed?.p50_duration_ms ?? null,
      p95: speed?.p95_duration_ms ?? null,
      firstByte: speed?.avg_first_byte_ms ?? null,
      tokensPerSecond: speed?.avg_tokens_per_sec ?? null,
    };
  });
}

/** What the page shows of them: all of it goes into the page. */
function totalsOf({ failed, ...ok }: Totals): Totals {
  const { requests, cost, unpriced, prompt_tokens, completion_tokens } = ok;
  const { p50_duration_ms, p95_duration_ms, avg_first_byte_ms } = ok;
  const { cache_read_tokens, cache_saved } = ok;
  return {
    ...{ requests, cost, unpriced, prompt_tokens, completion_tokens },
    ...{ p50_duration_ms, p95_duration_ms, avg_first_byte_ms },
    ...{ cache_read_tokens, cache_saved, failed },
  };
}
