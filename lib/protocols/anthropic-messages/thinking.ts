import { badRequest } from "../../http/error.ts";
import { isObject, type JsonObject } from "../../types/json.ts";
import { type Draft, fieldOf, type Step } from "./draft.ts";
import { objectsIn, setMembers } from "./read.ts";

/** OpenAI's efforts (and Anthropic's `max`), lowest first, with the tokens that we allow for each. */
const BUDGETS: ReadonlyMap<string, number> = new Map([
  ["minimal", 1024],
  ["low", 2048],
  ["medium", 8192],
  ["high", 16_384],
  ["xhigh", 32_000],
  ["max", 32_000],
]);

/** The least that Anthropic accepts. */
const LEAST_BUDGET = 1024;

/**
 * `thinking` is Anthropic's own and goes through. `reasoning_effort` becomes a budget, or adaptive
 * thinking with an effort, as the model has it; where thinking is not possible in this request
 * (forced tools, no room, a tool loop that was begun without), it is a hint that is left out.
 * https://platform.claude.com/docs/en/build-with-claude/adaptive-thinking
 */
export const thinking: Step = {
  fields: ["thinking", "reasoning_effort"],
  encode(draft) {
    const own = fieldOf(draft.chat, "thinking");
    const effort = fieldOf(draft.chat, "reasoning_effort");
    if (own !== undefined) draft.body.thinking = isObject(own) ? setMembers(own) : own;
    if (effort === undefined) return;
    if (effort === "none") return disable(draft);
    if (typeof effort !== "string" || !BUDGETS.has(effort)) {
      const names = ["none", ...BUDGETS.keys()].join(", ");
      throw badRequest(`Set reasoning_effort to one of ${names}.`, "reasoning_effort");
    }
    if (draft.traits.thinking === "none") {
      draft.omissions.refuse("reasoning_effort", "Remove it or choose a model that thinks.");
    } else if (draft.traits.thinking === "budget") byBudget(effort, draft);
    else byEffort(effort, draft);
  },
};

function disable({ body, traits, omissions }: Draft): void {
  if (body.thinking !== undefined) omissions.ignore("reasoning_effort");
  else if (traits.thinking === "adaptive") body.thinking = { type: "disabled" };
  else if (traits.thinking === "always") {
    omissions.refuse("reasoning_effort", "Set it to low: this model always thinks.");
  }
}

function byEffort(effort: string, { body, traits, output }: Draft): void {
  output.effort = nearest(effort, traits.efforts);
  if (body.thinking !== undefined || isToolForced(body.tool_choice)) return;
  // Clients of `reasoning_effort` expect thoughts where there are any; they cost the same.
  const display = traits.hidesThoughts ? { display: "summarized" } : {};
  body.thinking = { type: "adaptive", ...display };
}

/** The highest effort that the model knows and that does not exceed the one asked for. */
function nearest(effort: string, known: readonly string[]): string {
  const order = [...BUDGETS.keys()];
  const ranked = known.filter((name) => order.indexOf(name) <= order.indexOf(effort));
  return ranked.at(-1) ?? known[0] ?? effort;
}

function byBudget(effort: string, { body, omissions }: Draft): void {
  const limit = typeof body.max_tokens === "number" ? body.max_tokens : 0;
  const isPossible = body.thinking === undefined && limit > LEAST_BUDGET &&
    !isToolForced(body.tool_choice) && !isInThoughtlessLoop(objectsIn(body.messages));
  if (!isPossible) return omissions.ignore("reasoning_effort");
  const half = Math.max(LEAST_BUDGET, Math.floor(limit / 2));
  const budget = Math.min(BUDGETS.get(effort) ?? LEAST_BUDGET, half);
  body.thinking = { type: "enabled", budget_tokens: budget };
}

function isToolForced(choice: unknown): boolean {
  return isObject(choice) && (choice.type === "any" || choice.type === "tool");
}

/**
 * The model is in the middle of a tool loop that it began without thinking, or whose thoughts the
 * client did not keep: Anthropic then refuses to think on with a budget.
 */
function isInThoughtlessLoop(messages: JsonObject[]): boolean {
  const [call, result] = messages.slice(-2);
  const holds = (message: JsonObject | undefined, ...types: string[]) =>
    objectsIn(message?.content).some((block) => types.includes(String(block.type)));
  return holds(result, "tool_result") && holds(call, "tool_use") &&
    !holds(call, "thinking", "redacted_thinking");
}
