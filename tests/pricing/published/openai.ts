import type { Condition, Published } from "../published_prices.ts";

const PAGE = "https://developers.openai.com/api/docs/pricing";
/** The same page under its address of 2025, in a copy of the days after GPT-5.1 came out. */
const EARLIER = "https://platform.openai.com/docs/pricing";
const PRIORITY = "https://openai.com/api-priority-processing/";
const AZURE = "https://prices.azure.com/api/retail/prices";
const FAST = { tier: "priority" };
const FLEX = { tier: "flex" };
const BATCH = { tier: "batch" };

/** Prices of OpenAI's models, there and on Azure. */
export const BY_OPENAI: readonly Published[] = [
  row("gpt-4o", "2.50 1.25 10.00", PAGE, "2026-08-22"),
  row("gpt-4o-2024-11-20", "2.50 1.25 10.00", PAGE, "2026-08-27"),
  row("gpt-4o-2024-05-13", "5.00 - 15.00", EARLIER, "2025-11-13"),
  row("gpt-4o", "4.25 2.125 17.00", PAGE, "2026-09-24", FAST),
  row("gpt-4o-2024-05-13", "8.75 - 26.25", EARLIER, "2025-11-13", FAST),
  row("gpt-4o", "1.25 - 5.00", EARLIER, "2025-11-13", BATCH),
  row("gpt-4o-mini", "0.15 0.075 0.60", PAGE, "2026-08-27"),
  row("gpt-4o-mini", "0.25 0.125 1.00", EARLIER, "2025-11-13", FAST),
  row("gpt-4.1", "2.00 0.50 8.00", PAGE, "2026-08-27"),
  row("gpt-4.1", "3.50 0.875 14.00", PRIORITY, "2026-08-01", FAST),
  row("gpt-4.1", "1.00 - 4.00", EARLIER, "2025-11-13", BATCH),
  row("gpt-4.1-mini", "0.40 0.10 1.60", EARLIER, "2025-11-13"),
  search("gpt-4.1-mini"),
  row("gpt-4.1-mini", "0.70 0.175 2.80", EARLIER, "2025-11-13", FAST),
  row("gpt-4.1-nano", "0.10 0.025 0.40", EARLIER, "2025-11-13"),
  row("gpt-4.1-nano", "0.20 0.05 0.80", EARLIER, "2025-11-13", FAST),
  row("o3", "2.00 0.50 8.00", EARLIER, "2025-11-13"),
  row("o3", "1.00 0.25 4.00", EARLIER, "2025-11-13", FLEX),
  row("o3", "3.50 0.875 14.00", EARLIER, "2025-11-13", FAST),
  row("o4-mini", "1.10 0.275 4.40", EARLIER, "2025-11-13"),
  row("o4-mini", "0.55 0.138 2.20", EARLIER, "2025-11-13", FLEX),
  row("o4-mini", "2.00 0.50 8.00", EARLIER, "2025-11-13", FAST),
  row("gpt-5", "1.25 0.125 10.00", PAGE, "2026-08-27"),
  search("gpt-5"),
  row("gpt-5", "0.625 0.0625 5.00", EARLIER, "2025-11-13", FLEX),
  row("gpt-5", "0.625 0.0625 5.00", EARLIER, "2025-11-13", BATCH),
  row("gpt-5", "2.50 0.250 20.00", PRIORITY, "2026-08-01", FAST),
  row("gpt-5-mini", "0.25 0.025 2.00", PAGE, "2026-08-27"),
  row("gpt-5-mini", "0.45 0.045 3.60", PRIORITY, "2026-08-01", { tier: "fast" }),
  row("gpt-5-nano", "0.05 0.005 0.40", PAGE, "2026-02-07"),
  row("gpt-5-nano", "0.025 0.0025 0.20", EARLIER, "2025-11-13", FLEX),
  row("gpt-5-pro", "15.00 - 120.00", PAGE, "2026-02-07"),
  row("gpt-5.1-codex", "2.50 0.250 20.00", PRIORITY, "2026-08-01", FAST),
  row("gpt-5.2", "1.75 0.175 14.00", PAGE, "2026-09-07"),
  row("gpt-5.2", "3.50 0.35 28.00", PAGE, "2026-09-24", FAST),
  row("gpt-5.3-codex", "1.75 0.175 14.00", PAGE, "2026-09-30"),
  row("gpt-5.4", "2.50 0.25 15.00", PAGE, "2026-09-07"),
  row("gpt-5.4", "5.00 0.50 22.50", PAGE, "2026-09-24", { prompt: 300_000 }),
  row("gpt-5.4", "1.25 0.13 7.50", PAGE, "2026-09-24", FLEX),
  row("gpt-5.4", "2.50 0.25 11.25", PAGE, "2026-09-24", { ...FLEX, prompt: 300_000 }),
  row("gpt-5.4", "5.00 0.500 30.00", PRIORITY, "2026-08-01", FAST),
  row("gpt-5.4-mini", "0.75 0.075 4.50", PAGE, "2026-09-07"),
  row("gpt-5.4-mini", "1.50 0.150 9.00", PRIORITY, "2026-08-01", FAST),
  row("gpt-5.5", "5.00 0.50 30.00", PAGE, "2026-09-07"),
  row("gpt-5.5", "12.50 1.250 75.00", PRIORITY, "2026-08-01", FAST),
  row("gpt-5.5-pro", "30.00 - 180.00", PAGE, "2026-09-07"),
  row("gpt-5.6-sol", "4.00 0.40 20.00", PAGE, "2026-09-07"),
  row("gpt-5.6-sol", "5.00 0.50 30.00", PAGE, "2026-08-05", { at: "2026-08-05T12:00:00Z" }),
  row("gpt-5.6-luna", "0.20 0.02 1.20", PAGE, "2026-09-07"),
  row("gpt-5.6-luna", "1.00 0.10 6.00", PAGE, "2026-07-29", { at: "2026-07-29T12:00:00Z" }),
  row("gpt-5.6-terra", "2.00 0.20 12.00", PAGE, "2026-09-07"),
  row("gpt-5.6-terra", "1.00 0.10 6.00 1.25", PAGE, "2026-09-24", FLEX),
  row("gpt-5.6-terra", "4.00 0.40 24.00", PRIORITY, "2026-08-01", { tier: "fast" }),
  row("gpt-6-astra", "10.00 1.00 50.00 12.50", PAGE, "2026-09-24"),
  row("gpt-6-astra", "5.00 0.50 25.00 6.25", PAGE, "2026-09-24", FLEX),
  row("gpt-6-astra", "20.00 2.00 100.00 25.00", PAGE, "2026-09-24", FAST),
  row("gpt-6-sol", "2.00 0.20 10.00 2.50", PAGE, "2026-09-23"),
  row("gpt-6-luna", "0.10 0.01 0.50 0.125", PAGE, "2026-09-24", { prompt: 272_000 }),
  row("gpt-6-luna", "0.20 0.02 0.75 0.25", PAGE, "2026-09-24", { prompt: 272_001 }),
  row("gpt-6-luna", "0.05 0.005 0.25 0.0625", PAGE, "2026-09-24", FLEX),
  row("gpt-6-luna", "0.20 0.02 1.00 0.25", PAGE, "2026-09-24", FAST),
  row("gpt-6-luna", "0.40 - 1.50", PAGE, "2026-09-24", { ...FAST, prompt: 300_000 }),
  row("gpt-6.1-sol", "2.00 0.10 10.00 2.50", PAGE, "2026-10-01"),
  row("gpt-6.1-sol", "4.00 0.20 15.00", PAGE, "2026-10-20", { prompt: 272_001 }),
  row("gpt-6.1-sol", "1.00 0.05 5.00", PAGE, "2026-09-24", FLEX),
  row("gpt-6.1-sol", "4.00 0.20 20.00", PAGE, "2026-09-24", FAST),
  sound("gpt-audio", "2.50 32.00 10.00 64.00"),
  sound("gpt-audio-mini", "0.60 10.00 2.40 20.00"),
  sound("gpt-4o-audio-preview-2024-12-17", "2.50 40.00 10.00 80.00"),
  sound("gpt-4o-mini-audio-preview", "0.15 10.00 0.60 20.00"),
  searching("gpt-4o-search-preview", "2.50 - 10.00", "25.00"),
  searching("gpt-4o-mini-search-preview", "0.15 - 0.60", "25.00"),
  searching("gpt-5-search-api", "1.25 0.125 10.00", "10.00"),
  row("azure/gpt-5", "1.25 0.125 10.00", AZURE, "2026-08-05"),
  row("azure/gpt-5-mini", "0.25 0.025 2.00", AZURE, "2026-08-05"),
  row("azure/gpt-5.2", "1.75 0.175 14.00", AZURE, "2026-08-05"),
  row("azure/gpt-5-pro", "15.00 - 120.00", AZURE, "2026-08-05"),
];

/** Input, cached input (`-` where the page has none), output, and what is written to the cache. */
function row(
  name: string,
  prices: string,
  source: string,
  date: string,
  condition: Condition = {},
): Published {
  const [input = "", cacheRead = "-", output = "", cacheWrite5m = "-"] = prices.split(" ");
  const model = name.includes("/") ? name : `openai/${name}`;
  const cached = {
    ...(cacheRead === "-" ? {} : { cacheRead }),
    ...(cacheWrite5m === "-" ? {} : { cacheWrite5m }),
  };
  return { model, prices: { input, ...cached, output }, source, date, ...condition };
}

/** Text in, sound in, text out, sound out. */
function sound(name: string, prices: string): Published {
  const [input = "", audioInput = "", output = "", audioOutput = ""] = prices.split(" ");
  return {
    ...row(name, "- - -", EARLIER, "2025-11-13"),
    prices: { input, audioInput, output, audioOutput },
  };
}

/** A web search as a tool: the same for all models. */
function search(name: string): Published {
  return { ...row(name, "- - -", EARLIER, "2025-11-13"), prices: { webSearches: "10.00" } };
}

/** A model that searches the web once for each request. */
function searching(name: string, prices: string, requests: string): Published {
  const found = row(name, prices, EARLIER, "2025-11-13");
  return { ...found, prices: { ...found.prices, requests } };
}
