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
    requests: total(by_provider.map(({ requests }) => requests)),
    nanos: total(by_provider.map(({ cost }) => Math.round(cost * NANOS))),
    unpriced: total(by_provider.map(({ unpriced }) => unpriced)),
  }]));
  const days = daysBetween(moments[0]?.at ?? today, today)
    .map((date) => ({ date, ...sums.get(date) ?? { requests: 0, nanos: 0, unpriced: 0 } }));
  const ofMonth = days.filter(({ date }) => date >= first);
  return {
    requests: total(ofMonth.map(({ requests }) => requests)),
    cost: total(ofMonth.map(({ nanos }) => nanos)) / NANOS,
    unpriced: total(ofMonth.map(({ unpriced }) => unpriced)),
    end: monthEnd(today),
    forecast: forecast(
      days.map(({ date, nanos }) => ({ date, cost: nanos / NANOS })),
      (now + offset * 60_000) % DAY_MS / DAY_MS,
    ),
  };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
