import type { Day } from "./days.ts";

/**
 * How many exchanges each day has: by weight, and `total` in all. Where there are enough of them,
 * each day that is no holiday has at least one.
 */
export function quotasOf(
  days: readonly Day[],
  weights: readonly number[],
  total: number,
): number[] {
  const busy = days.map(({ isHoliday, end, midnight }) =>
    !isHoliday && end - midnight > 20 * 3_600_000 ? 1 : 0
  );
  const least = total >= 3 * days.length ? busy : busy.map(() => 0);
  const rest = total - least.reduce((sum, count) => sum + count, 0);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  let given = 0;
  return least.map((count, place) => {
    before += weights[place] ?? 0;
    // Rounding what all days up to this one have keeps the sum exact.
    const upTo = Math.round(rest * before / all);
    const share = upTo - given;
    given = upTo;
    return count + share;
  });
}
