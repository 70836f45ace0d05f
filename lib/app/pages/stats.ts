import type { ModelUse, StatsPage, Totals } from "../../ui/stats/page.ts";
import { cutOf, slotsOf } from "../../ui/stats/slots.ts";
import { precedingDays } from "../../ui/range.ts";
import type { View } from "../../ui/page.ts";
import type { Services } from "../services.ts";
import { timeOf, viewOf } from "./view.ts";

const DAY_MS = 86_400_000;

/** What the page Stats shows: `?range`, `from` and `to`, `project`. */
export async function statsPage(services: Services, req: Request): Promise<StatsPage> {
  const { store, config } = services;
  const view = viewOf(services, req);
  const days = view.range.days ?? await allDays(services, view);
  const length = (Date.parse(days.to) - Date.parse(days.from)) / DAY_MS + 1;
  const by = cutOf(length);
  const where = {
    timezoneOffset: view.offset,
    ...(view.project === null ? {} : { project: view.project }),
  };
  const earlier = precedingDays(view.range);
  const [stats, before, moments] = await Promise.all([
    store.read("stats", timeOf(view)),
    earlier && store.read("stats", { startDate: earlier.from, endDate: earlier.to, ...where }),
    store.read("timeline", {
      startDate: days.from,
      endDate: days.to,
      by: by === "hour" ? "hours" : "days",
      ...where,
    }),
  ]);
  const speeds = new Map(stats.performance.map((speed) => [speed.model, speed]));
  const enabled = [...config.current().aliases.values()].find((entry) => entry.enabled);
  return {
    view,
    totals: totalsOf(stats.totals),
    before: before && totalsOf(before.totals),
    providers: stats.by_provider,
    models: stats.by_model.map((use): ModelUse => {
      const speed = speeds.get(use.model);
      return {
        ...use,
        p50: speed?.p50_duration_ms ?? null,
        p95: speed?.p95_duration_ms ?? null,
        firstByte: speed?.avg_first_byte_ms ?? null,
        tokensPerSecond: speed?.avg_tokens_per_sec ?? null,
      };
    }),
    errors: stats.recent_errors,
    slots: { by, list: slotsOf(moments, days, by) },
    alias: enabled?.alias ?? "demo/echo",
    origin: new URL(req.url).origin,
  };
}

function totalsOf({ interrupted: _, reasoning_tokens: __, ...totals }: Totals & {
  interrupted: unknown;
  reasoning_tokens: unknown;
}): Totals {
  return totals;
}

/** From the oldest request on; today where there is none. */
async function allDays({ store }: Services, { offset, today }: View) {
  const { start_date } = await store.read("dateRange", { timezoneOffset: offset });
  return { from: start_date ?? today, to: today };
}
