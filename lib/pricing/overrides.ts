import { DEEPSEEK_OVERRIDES } from "./overrides_deepseek.ts";
import { HOST_OVERRIDES } from "./overrides_hosts.ts";
import { OPENAI_OVERRIDES } from "./overrides_openai.ts";
import type { PriceSheet } from "./sheet.ts";

/** A published price that genai-prices lacks or has wrong. */
export interface PriceOverride {
  /** Our provider name. */
  provider: string;
  /** Exact model names, in either case. */
  models: readonly string[];
  /** From when the price holds (UTC); it holds until the next row for the model. */
  from: string;
  prices: PriceSheet;
  /** Prices of the whole request when its prompt is longer than so many tokens. */
  long?: { over: number; prices: PriceSheet };
  /** Hours in which each price is multiplied. `days` as in `Date.getUTCDay`, `hours` as [from, to) in UTC. */
  peak?: { days: readonly number[]; hours: readonly (readonly [number, number])[]; factor: string };
  source: string;
  /** When the source said so (YYYY-MM-DD). */
  checked: string;
}

const GEMINI_PRICING = "https://ai.google.dev/gemini-api/docs/pricing";

/** Per model in the order of time. */
export const PRICE_OVERRIDES: readonly PriceOverride[] = [
  ...DEEPSEEK_OVERRIDES,
  ...HOST_OVERRIDES,
  ...OPENAI_OVERRIDES,
  {
    provider: "mistral",
    models: ["mistral-large-latest", "mistral-large"],
    from: "2025-12-02T00:00:00Z",
    prices: { input: "0.5", cacheRead: "0.05", output: "1.5" },
    source: "https://mistral.ai/pricing#api",
    checked: "2026-06-17",
  },
  {
    provider: "mistral",
    models: ["ministral-3b-latest"],
    from: "2025-12-02T00:00:00Z",
    prices: { input: "0.1", cacheRead: "0.01", output: "0.1" },
    source: "https://mistral.ai/pricing#api",
    checked: "2026-06-17",
  },
  {
    provider: "mistral",
    models: ["ministral-14b-latest"],
    from: "2025-12-02T00:00:00Z",
    prices: { input: "0.2", cacheRead: "0.02", output: "0.2" },
    source: "https://mistral.ai/pricing#api",
    checked: "2026-06-17",
  },
  {
    provider: "mistral",
    models: ["devstral-latest", "devstral-medium-latest"],
    from: "2025-12-09T00:00:00Z",
    prices: { input: "0.4", cacheRead: "0.04", output: "2" },
    source: "https://mistral.ai/pricing#api",
    checked: "2026-06-17",
  },
  {
    provider: "mistral",
    models: ["mistral-medium-2604"],
    from: "2026-04-01T00:00:00Z",
    prices: { input: "1.5", cacheRead: "0.15", output: "7.5" },
    source: "https://docs.mistral.ai/models/model-cards/mistral-medium-3-5-26-04",
    checked: "2026-06-22",
  },
  {
    // The name moved from Small 3.2 to Small 4 (mistral-small-2603) when that came out.
    provider: "mistral",
    models: ["mistral-small-latest"],
    from: "2026-03-16T00:00:00Z",
    prices: { input: "0.15", cacheRead: "0.015", output: "0.6" },
    source: "https://mistral.ai/pricing/api",
    checked: "2026-09-07",
  },
  {
    provider: "gemini",
    models: ["gemini-3.6-flash"],
    from: "2026-07-21T00:00:00Z",
    prices: { input: "1.5", cacheRead: "0.15", output: "7.5" },
    source: GEMINI_PRICING,
    checked: "2026-08-05",
  },
  {
    // The page had the price before on 2026-08-05 and this one on 2026-09-07; between them Gemini
    // 3.7 Flash came out at the same introductory price.
    provider: "gemini",
    models: ["gemini-3.6-flash"],
    from: "2026-08-14T00:00:00Z",
    prices: { input: "0.75", cacheRead: "0.075", output: "3.75" },
    source: GEMINI_PRICING,
    checked: "2026-09-07",
  },
  {
    provider: "gemini",
    models: ["gemini-3.6-flash"],
    from: "2027-01-01T00:00:00Z",
    prices: { input: "1.5", cacheRead: "0.15", output: "7.5" },
    source: GEMINI_PRICING,
    checked: "2026-09-07",
  },
  {
    // The half price of its launch ended with 9 September in Beijing.
    provider: "zai",
    models: ["GLM-5.3-Flash"],
    from: "2026-09-09T16:00:00Z",
    prices: { input: "0.15", cacheRead: "0.03", output: "0.5" },
    source: "https://docs.z.ai/guides/overview/pricing",
    checked: "2026-09-23",
  },
  {
    provider: "anthropic",
    models: ["claude-sonnet-5-5"],
    from: "2026-10-07T00:00:00Z",
    prices: {
      input: "2",
      cacheRead: "0.1",
      cacheWrite5m: "2.5",
      cacheWrite1h: "4",
      output: "10",
      webSearches: "10",
    },
    source: "https://platform.claude.com/docs/en/about-claude/pricing",
    checked: "2026-10-24",
  },
  {
    provider: "anthropic",
    models: ["claude-haiku-5-5"],
    from: "2026-10-07T00:00:00Z",
    prices: {
      input: "0.1",
      cacheRead: "0.01",
      cacheWrite5m: "0.125",
      cacheWrite1h: "0.2",
      output: "0.5",
      webSearches: "10",
    },
    long: {
      over: 100_000,
      prices: {
        input: "0.5",
        cacheRead: "0.05",
        cacheWrite5m: "0.625",
        cacheWrite1h: "1",
        output: "2.5",
        webSearches: "10",
      },
    },
    source: "https://platform.claude.com/docs/en/about-claude/pricing",
    checked: "2026-10-24",
  },
];
