import { type Row, rowKey } from "./page.ts";

/** A list that stays while somebody reads it. */
export interface Held {
  rows: Row[];
  /** How many are new since, and not in it. */
  fresh: number;
}

/**
 * The rows that somebody reads, brought up to date without moving any: one that ran and has ended
 * stands where it stood. New ones are only counted.
 */
export function hold(shown: readonly Row[], latest: readonly Row[]): Held {
  const now = new Map(latest.map((row) => [rowKey(row), row]));
  const known = new Set(shown.map(rowKey));
  return {
    rows: shown.map((row) => now.get(rowKey(row)) ?? row),
    fresh: latest.filter((row) => !known.has(rowKey(row))).length,
  };
}

/** What runs, above what has ended; one that ended while both were read is there once. */
export function above(running: readonly Row[], ended: readonly Row[]): Row[] {
  const known = new Set(ended.map(rowKey));
  return [...running.filter((row) => !known.has(rowKey(row))), ...ended];
}
