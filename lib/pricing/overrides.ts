import { DEEPSEEK_OVERRIDES } from "./overrides_deepseek.ts";
import type { PriceSheet } from "./sheet.ts";

/** A published price that genai-prices lacks or has wrong. */
export interface PriceOverride {
  /** Our provider name. */
  provider: string;
  /** Exact model names. */
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

/** Per model in the order of time. */
export const PRICE_OVERRIDES: readonly PriceOverride[] = [
  ...DEEPSEEK_OVERRIDES,
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
  {
    provider: "openai",
    models: ["gpt-6.1-sol"],
    from: "2026-09-29T00:00:00Z",
    prices: {
      input: "2",
      cacheRead: "0.1",
      cacheWrite5m: "2.5",
      output: "10",
      webSearches: "10",
    },
    long: {
      over: 272_000,
      prices: {
        input: "4",
        cacheRead: "0.2",
        cacheWrite5m: "5",
        output: "15",
        webSearches: "10",
      },
    },
    source: "https://developers.openai.com/api/docs/pricing",
    checked: "2026-10-20",
  },
];
