import { daysBetween, monthEnd } from "../range.ts";

/** What one day cost, in USD. */
export interface DayCost {
  date: string;
  cost: number;
}

/** What a month may come to, in USD: as likely more as less, and between which bounds four times of five. */
export interface Forecast {
  expected: number;
  low: number;
  high: number;
}

/** How many days before today are looked at: eight of each weekday. */
export const TRAILING_DAYS = 56;
/** Fewer days do not know every weekday. */
const FEWEST_DAYS = 7;
/** A day so long ago counts half as much as yesterday. */
const HALF_LIFE_DAYS = 14;
/** As if each weekday had been an ordinary day so often: few of a kind say little of it. */
const PRIOR_DAYS = 2;
/** Standard deviations within which 80 % of a normal distribution lie. */
const WIDTH = 1.2816;

/**
 * What the month of `today` will have cost at its end: what was spent, and for each hour that is left
 * the trailing rate of its weekday. `null` before there is a week to go by.
 *
 * @param days in order without gaps, today last
 * @param passed which share of today is over, 0 to 1
 */
export function forecast(days: readonly DayCost[], passed: number): Forecast | null {
  const now = days.at(-1);
  const past = days.slice(0, -1).slice(-TRAILING_DAYS);
  if (now === undefined || past.length < FEWEST_DAYS) return null;
  const month = now.date.slice(0, 7);
  const spent = days.reduce((sum, { date, cost }) => date.startsWith(month) ? sum + cost : sum, 0);
  const shape = weekdayShape(past);
  const of = (date: string) => shape[weekdayOf(date)] ?? 1;
  const weights = past.map((_, place) => 0.5 ** ((past.length - place) / HALF_LIFE_DAYS));
  const mean = (value: (day: DayCost) => number) =>
    past.reduce((sum, day, place) => sum + (weights[place] ?? 0) * value(day), 0) /
    weights.reduce((sum, weight) => sum + weight, 0);
  const rate = mean(({ cost }) => cost) / mean(({ date }) => of(date));
  const left = daysBetween(now.date, monthEnd(now.date))
    .map((date, place) => ({ date, share: place === 0 ? 1 - passed : 1 }));
  const count = left.reduce((sum, { share }) => sum + share, 0);
  const ahead = left.reduce((sum, { share, date }) => sum + share * rate * of(date), 0);
  const spread = Math.sqrt(mean(({ date, cost }) => (cost - rate * of(date)) ** 2));
  // Days differ from one another, and the rate itself is known only as well as its days tell it.
  const width = WIDTH * spread * Math.sqrt(count + count ** 2 / past.length);
  const expected = spent + ahead;
  return { expected, low: Math.max(spent, expected - width), high: expected + width };
}

/** How much a weekday costs in parts of an ordinary day, Sunday first. */
function weekdayShape(days: readonly DayCost[]): number[] {
  const ordinary = days.reduce((sum, { cost }) => sum + cost, 0) / days.length;
  return Array.from({ length: 7 }, (_, weekday) => {
    const same = days.filter(({ date }) => weekdayOf(date) === weekday);
    const sum = same.reduce((sum, { cost }) => sum + cost, 0);
    if (ordinary === 0) return 1;
    return (sum / ordinary + PRIOR_DAYS) / (same.length + PRIOR_DAYS);
  });
}

function weekdayOf(date: string): number {
  return new Date(date).getUTCDay();
}
