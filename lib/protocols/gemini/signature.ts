import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { textOf } from "./read.ts";

/**
 * What Gemini 3 accepts in place of a signature for a call that it did not make itself or whose
 * signature the client lost; without any it answers 400.
 * https://ai.google.dev/gemini-api/docs/thought-signatures
 */
export const NO_SIGNATURE = "skip_thought_signature_validator";

/** Where clients carry a signature: Google's OpenAI endpoint writes the first two, LiteLLM the last. */
const PLACES: readonly (readonly string[])[] = [
  ["extra_content", "google", "thought_signature"],
  ["extra_content", "vertex", "thought_signature"],
  ["provider_specific_fields", "thought_signature"],
];

/** The thought signature that a client sends back with a message, a tool call or its function. */
export function signatureOf(holder: JsonObject): string | undefined {
  for (const place of PLACES) {
    const found = textOf(lookUp(holder, place));
    if (found !== undefined) return found;
  }
  // LiteLLM collects the signatures of a message's text in a list; the last one is the valid one.
  const list = lookUp(holder, ["provider_specific_fields", "thought_signatures"]);
  if (Array.isArray(list)) return textOf(list.at(-1));
  return isObject(holder.function) ? signatureOf(holder.function) : undefined;
}

/** The fields that hand a signature to the client, in the shape of Google's OpenAI endpoint. */
export function signatureFields(signature: string | undefined): JsonObject {
  return signature === undefined
    ? {}
    : { extra_content: { google: { thought_signature: signature } } };
}

function lookUp(holder: JsonObject, place: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = holder;
  for (const key of place) value = isObject(value) ? value[key] : undefined;
  return value;
}
