import type { Exchange } from "../../types/exchange.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { VALUES } from "./rules.ts";
import { isParameter } from "./skeleton.ts";

/**
 * An exchange whose payloads are not stored in full, without what its other facts could hold of
 * them: strings in the provider's usage object, names of parameters that were left out. A note says
 * how much was captured. Others stay the same object.
 */
export function storedFacts(exchange: Exchange): Exchange {
  const { payload, usage, finishReason } = exchange;
  if (!payload || payload.capture === "full") return exchange;
  return {
    ...exchange,
    usage: usage && { ...usage, raw: VALUES.usage(usage.raw) },
    finishReason: finishReason && String(VALUES.word(finishReason)),
    notes: { capture: payload.capture, ...notesOf(exchange.notes) },
  };
}

/** Our own notes stay; what they quote of a request goes. */
function notesOf(notes: JsonValue): JsonObject {
  if (!isObject(notes)) return {};
  const { dropped, payload } = notes;
  return {
    ...(Array.isArray(dropped) ? { dropped: dropped.map((name) => known(name)) } : {}),
    ...(typeof payload === "string" ? { payload } : {}),
  };
}

function known(name: JsonValue): JsonValue {
  return typeof name === "string" && isParameter(name) ? name : VALUES.text(name);
}
