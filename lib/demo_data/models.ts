import { MODEL_ROWS } from "./model_rows.ts";

/** What a model is used for. */
export type Role = "agent" | "chat" | "small" | "vision" | "reason";

/** An alias of the configuration, while it leads to one model. */
export interface Model {
  alias: string;
  provider: string;
  /** The name that the provider knows; prices are looked up by it. */
  upstream: string;
  /** When it came into use and went out of it, in milliseconds since the epoch. */
  from: number;
  until: number;
  roles: readonly Role[];
  /** How much it is liked, among others of its role. */
  share: number;
  /** Milliseconds to the first token of a short prompt, half of the time. */
  firstTokenMs: number;
  tokensPerSecond: number;
  /** Tokens of reasoning before an answer, half of the time; 0 for a model that does not reason. */
  reasoning: number;
  /** Whether its provider serves repeated beginnings of prompts from a cache. */
  caches: boolean;
  /** Whether its server tells what an answer used. */
  tellsUsage: boolean;
}

/** All aliases of the demo's three years. */
export const MODELS: readonly Model[] = MODEL_ROWS.map((line) => {
  const [alias = "", provider = "", upstream = "", from = "", until = "", roles = "", ...numbers] =
    line.trim().split(/\s*\|\s*/);
  const [share = 0, firstTokenMs = 0, tokensPerSecond = 0, reasoning = 0] = numbers.map(Number);
  return {
    alias,
    provider,
    upstream: upstream || alias,
    from: Date.parse(from),
    until: until === "" ? Infinity : Date.parse(until),
    roles: roles.split(" ").filter(isRole),
    share,
    firstTokenMs,
    tokensPerSecond,
    reasoning,
    caches: cachesPrompts(provider, upstream || alias),
    tellsUsage: provider !== "lm_studio",
  };
});

/** The models of a role that are in use at a moment; of the past's end those that were first. */
export function modelsAt(role: Role, at: number): Model[] {
  const fitting = MODELS.filter(({ roles }) => roles.includes(role));
  const live = fitting.filter(({ from, until }) => from <= at && at < until);
  if (live.length > 0) return live;
  const first = Math.min(...fitting.map(({ from }) => from));
  return fitting.filter(({ from }) => from === first);
}

function isRole(text: string): text is Role {
  return ["agent", "chat", "small", "vision", "reason"].includes(text);
}

/** Models before the summer of 2024 knew no cache. */
function cachesPrompts(provider: string, model: string): boolean {
  if (provider === "anthropic") return !model.startsWith("claude-2");
  if (provider === "openai") return !/^gpt-(3|4$|4-)/.test(model);
  if (provider === "gemini") return !model.startsWith("gemini-1");
  return provider === "deepseek" || provider === "openrouter";
}
