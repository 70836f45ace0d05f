import type { JsonValue } from "../../types/json.ts";
import { isObject } from "../../types/json.ts";

/**
 * A tool call's id in the letters that Anthropic takes; other providers make ids with dots and
 * colons. The call and its result are changed alike, and ids that differ in such a letter still
 * differ: Anthropic refuses two calls of one id.
 */
export function safeId(id: string): string {
  return id.replace(/[^A-Za-z0-9_-]/gu, (letter) => `_${letter.codePointAt(0)?.toString(16)}`);
}

/** The id for the `function_call` of the message at `index`: the old form of calls had none. */
export function legacyId(index: number): string {
  return `function_call_${index}`;
}

/** The id of the `function_call` that a `function` message at `index` answers; `undefined` when none came before. */
export function answeredId(all: readonly JsonValue[], index: number): string | undefined {
  for (let before = index - 1; before >= 0; before--) {
    const message = all[before];
    if (isObject(message) && isObject(message.function_call)) return legacyId(before);
  }
  return undefined;
}
