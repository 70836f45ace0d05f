import { isObject, type JsonValue } from "../../types/json.ts";
import { fieldOf, type Step } from "./draft.ts";
import { textOf } from "./read.ts";

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

/** Anthropic refuses user ids that look like an e-mail address or a phone number. */
const PERSONAL = /^[^\s@]+@[^\s@]+\.[^\s@]+$|^\+?[\d\s().-]{7,}$/;

/** `user` and `metadata.user_id` → `metadata`, which has no other member. */
export const sender: Step = {
  fields: ["user", "metadata"],
  encode({ chat, body, omissions }) {
    const metadata = fieldOf(chat, "metadata");
    const labels = isObject(metadata) ? metadata : {};
    for (const label of Object.keys(labels)) {
      if (label !== "user_id") omissions.ignore(`metadata.${label}`);
    }
    const isOwn = textOf(labels.user_id) !== undefined;
    const id = textOf(labels.user_id) ?? textOf(fieldOf(chat, "user"));
    if (id === undefined) return;
    if (PERSONAL.test(id)) omissions.ignore(isOwn ? "metadata.user_id" : "user");
    else body.metadata = { user_id: id };
  },
};

/** OpenAI's words for the service tier; what stands for itself is Anthropic's own word. */
const TIERS: Readonly<Record<string, string>> = {
  auto: "auto",
  default: "standard_only",
  standard_only: "standard_only",
};

/** `service_tier`. https://platform.claude.com/docs/en/api/service-tiers */
export const tier: Step = {
  fields: ["service_tier"],
  encode({ chat, body, omissions }) {
    const value = fieldOf(chat, "service_tier");
    if (value === undefined) return;
    const named = typeof value === "string" && Object.hasOwn(TIERS, value) ? TIERS[value] : null;
    if (named) body.service_tier = named;
    else omissions.refuse("service_tier", "Set it to auto or default.");
  },
};
