import type { Day, Show } from "./page.ts";

/** The number of a day that is shown. */
export function amountOf(day: Day, show: Show): number {
  return day[show];
}

/**
 * How warm each day is: 0 for nothing, 1 to 4 by the quartile among the days that have something. So a
 * single huge day does not make all others look empty.
 */
export function heat(amounts: readonly number[]): number[] {
  const used = amounts.filter((amount) => amount > 0).sort((a, b) => a - b);
  return amounts.map((amount) => {
    if (!(amount > 0)) return 0;
    // How many are less: equal days are equally warm.
    const rank = used.findIndex((other) => other >= amount);
    return 1 + Math.floor(4 * rank / used.length);
  });
}
