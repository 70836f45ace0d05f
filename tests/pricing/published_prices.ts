import { BY_CLAUDE_AND_GEMINI } from "./published/claude_gemini.ts";
import { BY_HOSTS } from "./published/hosts.ts";
import { BY_OPENAI } from "./published/openai.ts";

/** What a published price is for: a bucket of a usage, or a fee for each request. */
export type PricedBucket =
  | "input"
  | "cacheRead"
  | "cacheReadAudio"
  | "cacheWrite5m"
  | "cacheWrite1h"
  | "audioInput"
  | "output"
  | "reasoning"
  | "imageOutput"
  | "audioOutput"
  | "webSearches"
  | "requests";

/** Under which a price is published, where a model has several. */
export interface Condition {
  /** Tokens of the whole prompt. */
  prompt?: number;
  /** When the request began. */
  at?: string;
  /** The service tier that the answer names. */
  tier?: string;
  /** What the provider's usage object says of how the request was served. */
  raw?: Record<string, string>;
}

/** Prices as a provider publishes them, written down by hand and not taken from what is tested. */
export interface Published extends Condition {
  /** `provider/model` as a config names it. */
  model: string;
  /** Decimals as published: USD per million tokens, per thousand searches or requests. */
  prices: Partial<Record<PricedBucket, string>>;
  source: string;
  /** The day on which the page, or someone who read it, said so; 2026-11-23 for an undated copy read then. */
  date: string;
}

/** Every published price that is held against ours. */
export const PUBLISHED: readonly Published[] = [
  ...BY_OPENAI,
  ...BY_CLAUDE_AND_GEMINI,
  ...BY_HOSTS,
];
