import { isObject, type JsonValue } from "../../types/json.ts";
import { fieldOf, type Step } from "./draft.ts";

/** `max_tokens`, which the Messages API requires: the model's own limit when the client sets none. */
export const limits: Step = {
  fields: ["max_tokens", "max_completion_tokens"],
  encode({ chat, traits, body }) {
    const named = fieldOf(chat, "max_completion_tokens") ?? fieldOf(chat, "max_tokens");
    body.max_tokens = named ??
      traits.maxTokens + roomFor(fieldOf(chat, "thinking"), traits.maxTokens);
  },
};

/** The limit must lie above the budget for thinking; only small models of other makers need more. */
function roomFor(thinking: JsonValue | undefined, limit: number): number {
  const budget = isObject(thinking) ? thinking.budget_tokens : undefined;
  return typeof budget === "number" && budget >= limit ? budget : 0;
}

/** `stop` → `stop_sequences`; Anthropic refuses sequences of white space alone. */
export const stops: Step = {
  fields: ["stop", "stop_sequences"],
  encode({ chat, body, omissions }) {
    const listed: JsonValue[] = ["stop_sequences", "stop"].map((name) => fieldOf(chat, name) ?? [])
      .flat();
    const isBlank = (stop: JsonValue) => typeof stop === "string" && stop.trim() === "";
    if (listed.some(isBlank)) {
      omissions.refuse("stop", "Remove the stop sequences that are only white space.");
    }
    const sequences = listed.filter((stop) => stop !== null && !isBlank(stop));
    if (sequences.length > 0) body.stop_sequences = sequences;
  },
};
