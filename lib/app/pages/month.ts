import { addDays, daysBetween, monthEnd } from "../../ui/range.ts";
import type { View } from "../../ui/page.ts";
import { forecast, TRAILING_DAYS } from "../../ui/stats/forecast.ts";
import type { Month } from "../../ui/stats/page.ts";
import type { Services } from "../services.ts";
import { timeOf } from "./view.ts";

const DAY_MS = 86_400_000;
const NANOS = 1e9;

/**
 * What the month of today has cost so far and may come to, whatever the range of the page. The rate
 * begins with the first day on which anything was asked.
 */
export async function monthOf({ store }: Services, view: View): Promise<Month> {
  const { today, now, offset } = view;
  const first = `${today.slice(0, 8)}01`;
  // More days than a month has.
  const from = addDays(today, -TRAILING_DAYS);
  const moments = await store.read("timeline", {
    ...timeOf(view, { from, to: today }),
    by: "days",
  });
  // Integers of nano-dollars agree with all other sums to the last digit.
  const sums = new Map(moments.map(({ at, by_provider }) => [at, {
    nanos: by_provider.reduce((sum, { cost }) => sum + Math.round(cost * NANOS), 0),
    unpriced: by_provider.reduce((sum, { unpriced }) => sum + unpriced, 0),
  }]));
  const days = daysBetween(moments[0]?.at ?? today, today)
    .map((date) => ({ date, ...sums.get(date) ?? { nanos: 0, unpriced: 0 } }));
  const ofMonth = days.filter(({ date }) => date >= first);
  return {
    spent: ofMonth.reduce((sum, { nanos }) => sum + nanos, 0) / NANOS,
    unpriced: ofMonth.reduce((sum, { unpriced }) => sum + unpriced, 0),
    end: monthEnd(today),
    forecast: forecast(
      days.map(({ date, nanos }) => ({ date, cost: nanos / NANOS })),
      (now + offset * 60_000) % DAY_MS / DAY_MS,
    ),
  };
}
