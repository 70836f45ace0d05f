import type { View } from "../page.ts";
import type { Forecast } from "./forecast.ts";

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
  /** Milliseconds that half of the answers, and 95 %, did not exceed. */
  p50_duration_ms: number;
  p95_duration_ms: number;
  /** Milliseconds; `null` where nothing was measured. */
  avg_first_byte_ms: number | null;
  cache_read_tokens: number;
  /** USD that prompt caches saved. */
  cache_saved: number;
  failed: Sums;
}

/** What a model was used for, and how it did. One that only failed has no requests. */
export interface ModelUse extends Sums {
  model: string;
  provider: string | null;
  tokens: number;
  /** How many failed; they are not among `requests`. */
  failed: number;
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
  /** Short, for the axis: `23 Nov`. */
  label: string;
  /** In full: `Week of 23 Nov 2026`. */
  title: string;
  /** The days of it that belong to the range. */
  from: string;
  to: string;
  /** USD by provider; `""` for an unknown one. */
  costs: Readonly<Record<string, number>>;
  tokens: { input: number; cached: number; output: number; reasoning: number };
}

/** What this month has cost so far, and may have cost at its end. */
export interface Month extends Sums {
  /** Its last day for people: `30 Nov`. */
  end: string;
  forecast: Forecast | null;
}

/** What the page Stats shows. */
export interface StatsPage {
  view: View;
  totals: Totals;
  /** The same over the days before; `null` for all time. */
  before: Totals | null;
  month: Month;
  providers: (Sums & { provider: string | null; tokens: number })[];
  models: ModelUse[];
  errors: { id: number; timestamp: string; model: string; error: string }[];
  slots: { by: "hour" | "day" | "week" | "month"; list: Slot[] };
  /** What there is to narrow the page to. */
  projects: string[];
  /** The line to try, while nothing is there. */
  firstSteps: { origin: string; alias: string };
}
