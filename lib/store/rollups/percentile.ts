import { number, type Row } from "../queries/select.ts";
import { LATENCY_BOUNDS } from "./measures.ts";

/**
 * The duration in milliseconds that so large a share of the exchanges did not exceed, read from the
 * latency histogram of a row: exact to the bucket, evenly spread within it. 0 for no exchanges.
 */
export function percentile(row: Row, share: number): number {
  const counts = [...LATENCY_BOUNDS, Infinity].map((_, place) => number(row[`latency_${place}`]));
  const wanted = counts.reduce((sum, count) => sum + count, 0) * share;
  let before = 0;
  for (const [place, count] of counts.entries()) {
    if (count > 0 && before + count >= wanted) {
      const from = LATENCY_BOUNDS[place - 1] ?? 0;
      const to = LATENCY_BOUNDS[place] ?? from;
      return Math.round(from + (to - from) * (wanted - before) / count);
    }
    before += count;
  }
  return 0;
}
