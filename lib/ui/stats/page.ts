import type { View } from "../page.ts";

/** Sums over some requests. */
export interface Sums {
  requests: number;
  /** USD, of those whose price is known. */
  cost: number;
  unpriced: number;
}

/** Sums over the whole range; successful requests but for `failed`. */
export interface Totals extends Sums {
  prompt_tokens: number;
  completion_tokens: number;
  avg_duration_ms: number;
  cache_read_tokens: number;
  /** USD that prompt caches saved. */
  cache_saved: number;
  failed: Sums;
}

/** What a model was used for, and how it did. */
export interface ModelUse extends Sums {
  model: string;
  provider: string | null;
  tokens: number;
  /** Milliseconds; `null` where nothing was measured. */
  p50: number | null;
  p95: number | null;
  firstByte: number | null;
  tokensPerSecond: number | null;
}

/** A part of the range: an hour, a day, a week or a month. */
export interface Slot {
  /** Its first day or hour: `2026-11-23`, `2026-11-23T14`. */
  at: string;
  /** USD by provider; `""` for an unknown one. */
  costs: Readonly<Record<string, number>>;
  tokens: { input: number; cached: number; output: number; reasoning: number };
}

/** What the page Stats shows. */
export interface StatsPage {
  view: View;
  totals: Totals;
  /** The same over the days before; `null` for all time. */
  before: Totals | null;
  providers: (Sums & { provider: string | null; tokens: number })[];
  models: ModelUse[];
  errors: { timestamp: string; model: string; error: string }[];
  slots: { by: "hour" | "day" | "week" | "month"; list: Slot[] };
  /** An alias that can be asked, for the first step. */
  alias: string;
  /** Where the server is reached. */
  origin: string;
}
