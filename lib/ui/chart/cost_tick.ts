/**
 * A value of a chart's axis in USD, with as many digits as all of that axis have: `$0.25` stands beside
 * `$1.00`, and `$2` beside `$10`.
 *
 * @param axis round values, as of `ticks()`
 */
export function costTick(value: number, axis: readonly number[]): string {
  if (value === 0) return "$0";
  const needed = Math.max(...axis.map(decimalsOf));
  // Money has no tenths.
  const digits = needed === 1 ? 2 : needed;
  const format = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `$${value.toLocaleString("en-US", format)}`;
}

/** How many digits a round number has behind its point. */
function decimalsOf(value: number): number {
  const digits = Array.from({ length: MOST_DIGITS + 1 }, (_, place) => place);
  return digits.find((place) => Number(value.toFixed(place)) === value) ?? MOST_DIGITS;
}

/** Costs are whole billionths; a quarter of one may be between them. */
const MOST_DIGITS = 12;
