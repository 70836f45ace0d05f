import assert from "node:assert/strict";
import { type DemoOptions, exchangesOf } from "../../lib/demo_data/exchanges.ts";
import type { Exchange } from "../../lib/types/exchange.ts";
import { isObject, type JsonObject } from "../../lib/types/json.ts";

/** The end of every demo of the tests: a Thursday afternoon. */
export const UNTIL = Date.UTC(2026, 10, 19, 15, 30);
export const DAY_MS = 86_400_000;

/** A demo of three years, or as told. */
export function made(options: Partial<DemoOptions> = {}): Exchange[] {
  return [...exchangesOf({
    exchanges: 4000,
    from: UNTIL - 3 * 365 * DAY_MS,
    until: UNTIL,
    seed: 1,
    ...options,
  })];
}

/** How many there are of each. */
export function counts<T>(items: readonly T[]): Map<T, number> {
  const found = new Map<T, number>();
  for (const item of items) found.set(item, (found.get(item) ?? 0) + 1);
  return found;
}

/** The object that a payload is. */
export function objectIn(text: string | null): JsonObject {
  const value = JSON.parse(text ?? "null");
  assert.ok(isObject(value));
  return value;
}
