/** A part of another bucket of a usage, charged apart only where it has a price of its own. */
export type Part = "cacheReadAudio" | "reasoning" | "imageOutput";

/** What can be charged: the buckets of {@link ../types/usage.ts Usage}, and a fee per request. */
export type Bucket =
  | Part
  | "input"
  | "cacheRead"
  | "cacheWrite5m"
  | "cacheWrite1h"
  | "audioInput"
  | "output"
  | "audioOutput"
  | "webSearches"
  | "requests";

/** Prices as decimal strings: USD per million tokens, per thousand for `webSearches` and `requests`. */
export type PriceSheet = Partial<Record<Bucket, string>>;

/** Prices for one model at one time, and where they come from. */
export interface FoundPrices {
  sheet: PriceSheet;
  /** `config`, `overrides`, `genai-prices` or `free`. */
  source: string;
  /** Date of the price data (YYYY-MM-DD). */
  date: string | null;
  /** What chose these prices among several; empty when the model has only one price. */
  rules: string[];
  /** Why a bucket's price is not the source's own, told only where the bucket was used. */
  notes?: ReadonlyMap<Bucket, string>;
}

/** What prices are asked for. */
export interface Lookup {
  /** Our provider name (`gemini`, `xai` …). */
  provider: string;
  model: string;
  at: Date;
  /** The whole prompt, cached tokens included: what decides on long-context prices. */
  promptTokens: number;
}

/** The sheet of whatever costs nothing. */
export const NO_CHARGE: Readonly<PriceSheet> = Object.freeze({ input: "0", output: "0" });

/** How an exceeded prompt size reads in a cost's `rule`. */
export function longPromptRule(tokens: number): string {
  return `prompt over ${tokens.toLocaleString("en-US")} tokens`;
}
