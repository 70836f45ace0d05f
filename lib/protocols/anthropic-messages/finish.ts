import type { FinishReason } from "../../types/chat.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { setMembers, textOf } from "./read.ts";

/** https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons */
const REASONS: Readonly<Record<string, FinishReason>> = {
  end_turn: "stop",
  stop_sequence: "stop",
  pause_turn: "stop",
  max_tokens: "length",
  model_context_window_exceeded: "length",
  tool_use: "tool_calls",
  refusal: "content_filter",
};

/** Stop reasons that OpenAI's word says in full. */
const SAID_IN_FULL: ReadonlySet<string> = new Set(["end_turn", "max_tokens", "tool_use"]);

/** Anthropic's stop reason in OpenAI's words; without one, the answer tells whether it calls tools. */
export function finishReason(native: JsonValue | undefined, callsTools: boolean): FinishReason {
  const known = typeof native === "string" && Object.hasOwn(REASONS, native)
    ? REASONS[native]
    : undefined;
  return known ?? (callsTools ? "tool_calls" : "stop");
}

/**
 * What OpenAI's finish reason does not say, as members of a message or delta: the reason for a
 * refusal as `refusal`, Anthropic's own words in `provider_specific_fields`.
 */
export function explainFinish(end: JsonObject): JsonObject {
  const reason = textOf(end.stop_reason);
  if (reason === undefined || SAID_IN_FULL.has(reason)) return {};
  const { stop_sequence = null, stop_details = null } = end;
  const explanation = isObject(stop_details) ? textOf(stop_details.explanation) : undefined;
  return {
    ...(reason === "refusal" && explanation !== undefined ? { refusal: explanation } : {}),
    provider_specific_fields: setMembers({ stop_reason: reason, stop_sequence, stop_details }),
  };
}
