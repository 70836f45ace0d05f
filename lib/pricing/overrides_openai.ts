import type { PriceOverride } from "./overrides.ts";

/** The pricing page when GPT-5.1 was new: the last copy that we have of the models' prices. */
const EARLIER = { source: "https://platform.openai.com/docs/pricing", checked: "2025-11-13" };

/** OpenAI's published prices, per model in the order of time. */
export const OPENAI_OVERRIDES: readonly PriceOverride[] = [
  {
    provider: "openai",
    models: ["gpt-4o-audio-preview"],
    from: "2024-12-17T00:00:00Z",
    prices: { input: "2.5", audioInput: "40", output: "10", audioOutput: "80" },
    ...EARLIER,
  },
  {
    provider: "openai",
    models: ["gpt-4o-mini-audio-preview"],
    from: "2024-12-17T00:00:00Z",
    prices: { input: "0.15", audioInput: "10", output: "0.6", audioOutput: "20" },
    ...EARLIER,
  },
  // These models search the web once for every request, which costs a fee: what they find is free
  // of charge with the two older ones. https://developers.openai.com/api/docs/guides/tools-web-search
  {
    provider: "openai",
    models: ["gpt-4o-search-preview"],
    from: "2025-11-13T00:00:00Z",
    prices: { input: "2.5", output: "10", requests: "25" },
    ...EARLIER,
  },
  {
    provider: "openai",
    models: ["gpt-4o-mini-search-preview"],
    from: "2025-11-13T00:00:00Z",
    prices: { input: "0.15", output: "0.6", requests: "25" },
    ...EARLIER,
  },
  {
    provider: "openai",
    models: ["gpt-5-search-api"],
    from: "2025-11-13T00:00:00Z",
    prices: { input: "1.25", cacheRead: "0.125", output: "10", requests: "10" },
    ...EARLIER,
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
