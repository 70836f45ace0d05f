import { badRequest } from "../../http/error.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { generationOf } from "./model.ts";

/**
 * Tokens of thinking for each effort, as Google's own OpenAI endpoint sets them for generation 2.5.
 * https://ai.google.dev/gemini-api/docs/openai#thinking
 */
const BUDGETS: Readonly<Record<string, number>> = {
  none: 0,
  minimal: 1024,
  low: 1024,
  medium: 8192,
  high: 24576,
  xhigh: 24576,
  max: 24576,
};

/** Levels of generation 3: it cannot be told not to think, so `none` is the least there is. */
const LEVELS: Readonly<Record<string, string>> = {
  none: "minimal",
  minimal: "minimal",
  low: "low",
  medium: "medium",
  high: "high",
  xhigh: "high",
  max: "high",
};

/** What the Pro models lack, first match wins. https://ai.google.dev/gemini-api/docs/gemini-3 */
const WITHOUT_LEVEL: readonly { model: RegExp; level: string; instead: string }[] = [
  { model: /gemini-[\d.]+-pro/, level: "minimal", instead: "low" },
  { model: /gemini-3-pro/, level: "medium", instead: "high" },
];

/** The least that 2.5 Pro thinks: it refuses a budget of 0. */
const LEAST_OF_PRO = 128;

/** `reasoning_effort` as `thinkingConfig`. Throws a 400 for an effort that is not one. */
export function thinkingByEffort(effort: JsonValue, model: string): JsonObject {
  if (typeof effort !== "string" || !Object.hasOwn(BUDGETS, effort)) {
    const known = Object.keys(BUDGETS).join(", ");
    throw badRequest(`Set reasoning_effort to one of ${known}.`, "reasoning_effort");
  }
  const thoughts = effort === "none" ? {} : { includeThoughts: true };
  if (generationOf(model) < 3) return { ...thoughts, thinkingBudget: budget(effort, model) };
  const wanted = LEVELS[effort] ?? "high";
  const lacking = WITHOUT_LEVEL.find((row) => row.level === wanted && row.model.test(model));
  return { ...thoughts, thinkingLevel: lacking?.instead ?? wanted };
}

/**
 * Anthropic's `thinking` (as LiteLLM's clients send it to every provider) as `thinkingConfig`.
 * Generation 3 still takes a budget in place of a level. Throws a 400 when it cannot be read.
 */
export function thinkingByBudget(thinking: JsonValue, model: string): JsonObject {
  if (!isObject(thinking)) {
    throw badRequest("Set thinking to an object with a type and budget_tokens.", "thinking");
  }
  const tokens = thinking.budget_tokens;
  if (thinking.type === "disabled" || tokens === 0) return thinkingByEffort("none", model);
  return {
    includeThoughts: true,
    ...(typeof tokens === "number" ? { thinkingBudget: tokens } : {}),
  };
}

function budget(effort: string, model: string): number {
  const tokens = BUDGETS[effort] ?? 0;
  return /gemini-2\.5-pro/.test(model) ? Math.max(tokens, LEAST_OF_PRO) : tokens;
}
