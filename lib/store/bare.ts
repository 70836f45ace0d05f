import type { Exchange } from "../types/exchange.ts";
import { isObject } from "../types/json.ts";

/** The exchange with its facts (usage, cost, outcome …) but without its payloads, and a note why. */
export function withoutPayload(exchange: Exchange, why: string): Exchange {
  const notes = isObject(exchange.notes) ? exchange.notes : {};
  return { ...exchange, request: "", response: null, notes: { ...notes, payload: why } };
}
