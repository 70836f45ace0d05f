/** Costs are whole billionths of a dollar; a quarter of one may be between them. */
const MOST_DIGITS = 12;

/**
 * A value of a chart's axis in USD, with as many digits as all of that axis have: `$0.25` stands beside
 * `$1.00`, and `$2` beside `$10`.
 *
 * @param axis round values, as of `ticks()`
 */
export function costTick(value: number, axis: readonly number[]): string {
  if (value === 0) return "$0";
  const most = Math.max(...axis.map((v) => v.toFixed(MOST_DIGITS).replace(/.*\.|0+$/g, "").length));
  // Money has no tenths.
  const digits = most === 1 ? 2 : most;
  return `$${value.toLocaleString("en-US", { minimumFractionDigits: digits })}`;
}
