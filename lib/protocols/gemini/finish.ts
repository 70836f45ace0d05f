import type { FinishReason } from "../../types/chat.ts";
import { isObject, type JsonObject } from "../../types/json.ts";
import { textOf } from "./read.ts";

/** Ends that are not `stop`. https://ai.google.dev/api/generate-content#FinishReason */
const FINISH_REASONS: Readonly<Record<string, FinishReason>> = {
  MAX_TOKENS: "length",
  SAFETY: "content_filter",
  RECITATION: "content_filter",
  LANGUAGE: "content_filter",
  BLOCKLIST: "content_filter",
  PROHIBITED_CONTENT: "content_filter",
  SPII: "content_filter",
  MODEL_ARMOR: "content_filter",
  IMAGE_SAFETY: "content_filter",
  IMAGE_PROHIBITED_CONTENT: "content_filter",
  IMAGE_RECITATION: "content_filter",
};

/** Ends that need no explanation. */
const ORDINARY = new Set(["STOP", "MAX_TOKENS"]);

/** OpenAI's finish reason; Gemini says STOP also when it calls a function. */
export function finishReason(native: string, hasCalls: boolean): FinishReason {
  const known = Object.hasOwn(FINISH_REASONS, native) ? FINISH_REASONS[native] : undefined;
  return known ?? (hasCalls ? "tool_calls" : "stop");
}

/** Why the provider refused the prompt itself; `undefined` when it did not. */
export function blockReason(body: JsonObject): string | undefined {
  return isObject(body.promptFeedback) ? textOf(body.promptFeedback.blockReason) : undefined;
}

/**
 * What tells the client more than OpenAI's four words can: the provider's own reason and sentence
 * for an end that is neither a full stop nor the token limit. Empty for those two.
 */
export function explainFinish(native: string, message: unknown): JsonObject {
  if (ORDINARY.has(native)) return {};
  const sentence = textOf(message);
  return {
    native_finish_reason: native,
    ...(sentence === undefined ? {} : { finish_message: sentence }),
  };
}
