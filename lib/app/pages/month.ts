import { addDays, daysBetween, monthEnd } from "../../ui/range.ts";
import type { View } from "../../ui/page.ts";
import { forecast, TRAILING_DAYS } from "../../ui/stats/forecast.ts";
import type { Month } from "../../ui/stats/page.ts";
import { slotLabel } from "../../ui/stats/slots.ts";
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
  const spent = await store.read("spending", timeOf(view, { from, to: today }));
  const sums = new Map(spent.map((sums) => [sums.date, sums]));
  const none = { requests: 0, cost: 0, unpriced: 0 };
  const days = daysBetween(spent[0]?.date ?? today, today)
    .map((date) => ({ ...none, date, ...sums.get(date) }));
  const ofMonth = days.filter(({ date }) => date >= first);
  return {
    requests: total(ofMonth.map(({ requests }) => requests)),
    // Integers of nano-dollars agree with all other sums to the last digit.
    cost: total(ofMonth.map(({ cost }) => Math.round(cost * NANOS))) / NANOS,
    unpriced: total(ofMonth.map(({ unpriced }) => unpriced)),
    end: slotLabel(monthEnd(today), "day"),
    forecast: forecast(days, (now + offset * 60_000) % DAY_MS / DAY_MS),
  };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
