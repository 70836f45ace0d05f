import { isObject } from "../../types/json.ts";
import { type Draft, fieldOf, type Step } from "./draft.ts";

/** The highest temperature; OpenAI's is 2. */
const HOTTEST = 1;
/** Below this, `top_p` cannot be combined with thinking. */
const LEAST_TOP_P_THINKING = 0.95;

/**
 * `temperature`, `top_p` and `top_k`. A temperature above 1 is a 400, or becomes 1 where parameters
 * may be dropped; 1 is the default of both `temperature` and `top_p` and always accepted.
 * https://platform.claude.com/docs/en/build-with-claude/extended-thinking
 */
export const sampling: Step = {
  fields: ["temperature", "top_p", "top_k"],
  encode(draft) {
    temperature(draft);
    topP(draft);
    topK(draft);
  },
};

function temperature(draft: Draft): void {
  const { chat, body, omissions, traits } = draft;
  const value = fieldOf(chat, "temperature");
  if (value === undefined) return;
  if (value !== 1 && isFixed(draft)) {
    const advice = traits.sampling === "fixed"
      ? "Remove it: this model takes none."
      : "Remove it or set it to 1: the model thinks.";
    omissions.refuse("temperature", advice);
  } else if (typeof value === "number" && value > HOTTEST) {
    omissions.refuse("temperature", `Set it to ${HOTTEST} or less.`);
    body.temperature = HOTTEST;
  } else body.temperature = value;
}

function topP(draft: Draft): void {
  const { chat, body, omissions, traits } = draft;
  const value = fieldOf(chat, "top_p");
  if (value === undefined) return;
  const isBeside = body.temperature !== undefined && traits.sampling !== "any";
  // Clients send OpenAI's default along; beside a temperature it says nothing.
  if (isBeside && value === 1) return;
  if (isBeside) {
    omissions.refuse("top_p", "Remove it or temperature: this model takes one of them.");
  } else if (value !== 1 && traits.sampling === "fixed") {
    omissions.refuse("top_p", "Remove it: this model takes none.");
  } else if (isThinking(draft) && typeof value === "number" && value < LEAST_TOP_P_THINKING) {
    omissions.refuse("top_p", `Set it to ${LEAST_TOP_P_THINKING} or more: the model thinks.`);
  } else body.top_p = value;
}

function topK(draft: Draft): void {
  const value = fieldOf(draft.chat, "top_k");
  if (value === undefined) return;
  if (isFixed(draft)) draft.omissions.refuse("top_k", "Remove it: it cannot be set here.");
  else draft.body.top_k = value;
}

function isFixed(draft: Draft): boolean {
  return draft.traits.sampling === "fixed" || isThinking(draft);
}

function isThinking({ body }: Draft): boolean {
  const { thinking } = body;
  return isObject(thinking) && (thinking.type === "enabled" || thinking.type === "adaptive");
}
