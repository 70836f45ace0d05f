import type { Cost, CostLine } from "../types/exchange.ts";

/** What an attempt costs that failed before the one that counts; `null` when no price is known. */
export interface EarlierCost {
  number: number;
  cost: Cost | null;
}

/**
 * A cost with those of the attempts before it, whose lines carry their number. It is not known where one
 * of them is not; without any it is the cost itself.
 */
export function withEarlier(cost: Cost | null, earlier: readonly EarlierCost[]): Cost | null {
  return earlier.reduce<Cost | null>((sum, { number, cost: each }, place) => {
    if (each === null || (sum === null && (place > 0 || cost !== null))) return null;
    const lines = each.lines.map((line) => ({ ...line, attempt: number }));
    return withLines(sum ?? { ...each, nanos: 0, lines: [] }, lines);
  }, cost);
}

/** A cost with more lines. */
export function withLines(cost: Cost, lines: readonly CostLine[]): Cost {
  return {
    ...cost,
    nanos: lines.reduce((sum, { nanos }) => sum + nanos, cost.nanos),
    lines: [...cost.lines, ...lines],
  };
}
