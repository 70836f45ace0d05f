import { priceUsage } from "../pricing/mod.ts";
import type { Cost } from "../types/exchange.ts";
import { isObject } from "../types/json.ts";
import type { Usage } from "../types/usage.ts";
import type { Habit } from "./habits.ts";
import type { Turn } from "./session.ts";

/** What a turn used, with what its provider says of the price, and what it cost. */
export interface Bill {
  usage: Usage | null;
  cost: Cost | null;
  /** The service tier that the answer names. */
  tier: string | null;
}

/** The first models that could be had at half of the price by those who have time. */
const FLEXIBLE = /^gpt-5(?!\.[56])/;

/** Prices a usage as the gateway does. */
export function billOf(turn: Turn, habit: Habit, usage: Usage | null): Bill {
  const { provider, upstream } = turn.model;
  const isPatient = habit.kind === "classify" && provider === "openai" && FLEXIBLE.test(upstream);
  const tier = isPatient ? "flex" : null;
  if (usage === null) return { usage, cost: null, tier };
  const question = {
    provider,
    model: upstream,
    prices: {},
    at: new Date(turn.startedAt),
    serviceTier: tier,
  };
  const listed = priceUsage(usage, question);
  if (provider !== "openrouter" || listed === null || !isObject(usage.raw)) {
    return { usage, cost: listed, tier };
  }
  // OpenRouter tells what it charges, and that is what counts.
  const reported = listed.nanos / 1e9;
  const cost = priceUsage(usage, { ...question, reported });
  return { usage: { ...usage, raw: { ...usage.raw, cost: reported } }, cost, tier };
}
