import type { Condition, Published } from "../published_prices.ts";

const CLAUDE = "https://platform.claude.com/docs/en/about-claude/pricing";
const GEMINI = "https://ai.google.dev/gemini-api/docs/pricing";
const FAST = { raw: { speed: "fast" } };
const US = { raw: { inference_geo: "us" } };

/** Prices of Anthropic's and Google's models. */
export const BY_CLAUDE_AND_GEMINI: readonly Published[] = [
  claude("fable-5-1", "10 12.50 20 0.25 50"),
  claude("fable-5", "10 12.50 20 1 50"),
  claude("opus-5-5", "4 5 8 0.20 20"),
  claude("opus-5", "5 6.25 10 0.50 25"),
  claude("opus-4-8", "5 6.25 10 0.50 25"),
  claude("opus-4-5", "5 6.25 10 0.50 25"),
  claude("opus-4-1-20250805", "15 18.75 30 1.50 75"),
  claude("sonnet-5-5", "2 2.50 4 0.10 10"),
  claude("sonnet-5", "2 2.50 4 0.20 10"),
  claude("sonnet-4-6", "3 3.75 6 0.30 15"),
  claude("sonnet-4-5", "3 3.75 6 0.30 15"),
  claude("haiku-4-5-20251001", "1 1.25 2 0.10 5"),
  claude("3-5-haiku-20241022", "0.80 1 1.6 0.08 4"),
  claude("haiku-5-5", "0.10 0.125 0.20 0.01 0.50", { prompt: 100_000 }),
  claude("haiku-5-5", "0.50 0.625 1 0.05 2.50", { prompt: 100_001 }),
  // Up to a million tokens at the same price since 4.6.
  claude("opus-5-5", "4 5 8 0.20 20", { prompt: 900_000 }),
  claude("sonnet-4-6", "3 3.75 6 0.30 15", { prompt: 900_000 }),
  { ...claude("haiku-4-5", ""), prices: { webSearches: "10" } },
  { ...claude("opus-5-5", ""), prices: { webSearches: "10" } },
  { ...claude("opus-5-5", ""), prices: { input: "8", output: "40" }, ...FAST },
  { ...claude("opus-5", ""), prices: { input: "10", output: "50" }, ...FAST },
  { ...claude("opus-4-8", ""), prices: { input: "10", output: "50" }, ...FAST },
  claude("opus-5-5", "4.4 5.5 8.8 0.22 22", US),
  claude("sonnet-4-5", "3 3.75 6 0.30 15", US),
  batch("opus-5-5", "2 10"),
  batch("opus-4-6", "2.50 12.50"),
  batch("sonnet-4-6", "1.50 7.50"),
  batch("haiku-4-5", "0.50 2.50"),

  gemini("2.5-pro", "1.25 0.125 10.00", "2026-09-07", { prompt: 200_000 }),
  gemini("2.5-pro", "2.50 0.25 15.00", "2026-09-07", { prompt: 200_001 }),
  gemini("2.5-pro", "0.625 - 5.00", "2026-09-07", { tier: "batch" }),
  gemini("2.5-flash", "0.30 0.03 2.50 1.00 0.10", "2026-09-07"),
  gemini("2.5-flash", "0.15 - 1.25", "2026-09-07", { tier: "batch" }),
  gemini("2.5-flash-lite", "0.10 - 0.40", "2026-10-07"),
  gemini("3.1-flash-lite", "0.25 0.025 1.50 0.50 0.05", "2026-09-07"),
  gemini("3.1-flash-lite", "0.125 - 0.75", "2026-09-07", { tier: "batch" }),
  gemini("3.1-pro-preview", "2.00 0.20 12.00", "2026-09-07"),
  gemini("3.1-pro-preview", "4.00 0.40 18.00", "2026-09-07", { prompt: 250_000 }),
  gemini("3.1-pro-preview", "1.00 - 6.00", "2026-09-07", { raw: { serviceTier: "FLEX" } }),
  gemini("3.5-flash", "1.50 0.15 9.00", "2026-09-07"),
  gemini("3.5-flash", "0.75 - 4.50", "2026-09-07", { tier: "batch" }),
  gemini("3.5-flash-lite", "0.30 0.03 2.50", "2026-10-03"),
  gemini("3.6-flash", "1.50 - 7.50", "2026-08-05", { at: "2026-08-05T12:00:00Z" }),
  gemini("3.6-flash", "0.75 0.075 3.75", "2026-09-07"),
  gemini("3.7-flash", "1.35 - 6.75", "2026-09-23", { raw: { serviceTier: "priority" } }),
  gemini("3.8-flash", "0.75 0.075 3.75", "2026-10-07", { at: "2026-12-31T23:59:59Z" }),
  gemini("3.8-flash", "1.50 0.15 7.50", "2026-10-07", { at: "2027-01-01T00:00:00Z" }),
  gemini("3.8-flash", "0.375 - 1.875", "2026-09-07", { raw: { serviceTier: "flex" } }),
  image("2.5-flash-image", "0.30 2.50 30.00"),
  image("3-pro-image-preview", "2.00 12.00 120.00"),
  image("3.1-flash-image-preview", "0.50 3.00 60.00"),
  {
    model: "gemini/gemini-1.5-flash",
    prompt: 128_001,
    prices: { input: "0.15" },
    source: "https://raw.githubusercontent.com/simonw/llm-prices/main/data/google.json",
    date: "2026-11-23",
  },
];

/** Input, written for five minutes, for one hour, read from the cache, output. */
function claude(name: string, prices: string, condition: Condition = {}): Published {
  const [input = "", cacheWrite5m = "", cacheWrite1h = "", cacheRead = "", output = ""] = prices
    .split(" ");
  return {
    model: `anthropic/claude-${name}`,
    prices: { input, cacheWrite5m, cacheWrite1h, cacheRead, output },
    source: CLAUDE,
    date: "2026-10-24",
    ...condition,
  };
}

function batch(name: string, prices: string): Published {
  const [input = "", output = ""] = prices.split(" ");
  const date = name === "opus-5-5" ? "2026-10-24" : "2026-03-10";
  return { ...claude(name, "", { tier: "batch" }), prices: { input, output }, date };
}

/** Input, cached input, output; spoken input, and what of it was cached. */
function gemini(name: string, prices: string, date: string, condition: Condition = {}): Published {
  const [input = "", cacheRead = "-", output = "", audioInput, cacheReadAudio] = prices.split(" ");
  return {
    model: `gemini/gemini-${name}`,
    prices: {
      input,
      ...(cacheRead === "-" ? {} : { cacheRead }),
      output,
      ...(audioInput === undefined ? {} : { audioInput }),
      ...(cacheReadAudio === undefined ? {} : { cacheReadAudio }),
    },
    source: GEMINI,
    date,
    ...condition,
  };
}

/** Text and images in, text out, images out. */
function image(name: string, prices: string): Published {
  const [input = "", output = "", imageOutput = ""] = prices.split(" ");
  return {
    ...gemini(name, "", "2026-10-07"),
    prices: { input, output, imageOutput },
  };
}
