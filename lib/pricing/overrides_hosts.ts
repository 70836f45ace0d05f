import type { PriceOverride } from "./overrides.ts";
import type { PriceSheet } from "./sheet.ts";

type Page = Pick<PriceOverride, "provider" | "source" | "checked"> & { from: string };

const FIREWORKS: Page = {
  provider: "fireworks_ai",
  source: "https://docs.fireworks.ai/serverless/pricing",
  checked: "2026-11-23",
  from: "2026-09-01T00:00:00Z",
};
const GROQ: Page = {
  provider: "groq",
  source: "https://console.groq.com/docs/models",
  checked: "2026-09-07",
  from: "2026-08-05T00:00:00Z",
};
const TOGETHER: Page = {
  provider: "together_ai",
  source: "https://www.together.ai/pricing",
  checked: "2026-09-07",
  from: "2026-08-05T00:00:00Z",
};
const PERPLEXITY: Page = {
  provider: "perplexity",
  source: "https://docs.perplexity.ai/guides/pricing",
  checked: "2026-11-23",
  from: "2025-04-18T00:00:00Z",
};

/**
 * Published prices of hosts of others' models. Where a page does not say from when a price holds,
 * it is taken from the first reading that had it.
 */
export const HOST_OVERRIDES: readonly PriceOverride[] = [
  row(FIREWORKS, "gpt-oss-120b", text("0.15", "0.6", "0.015")),
  row(FIREWORKS, "accounts/fireworks/routers/kimi-k3-us", text("4.5", "22.5", "0.45")),
  row(FIREWORKS, "deepseek-v4p1-flash", text("0.3", "1.2", "0.006")),
  row(FIREWORKS, "deepseek-v4-pro-0813", text("1.32", "3.96", "0.044")),
  row(FIREWORKS, "deepseek-v4-flash-0731", text("0.22", "0.66", "0.007")),
  row(FIREWORKS, "deepseek-v4-flash-vision-exp", text("0.22", "0.66", "0.007")),
  row(FIREWORKS, "glm-5p3", text("1.4", "4.4", "0.26")),
  row(FIREWORKS, "glm-5p3-flash", text("0.15", "0.5", "0.03")),
  row(FIREWORKS, "qwen3p8-max", text("2", "6", "0.25")),
  row(FIREWORKS, "muse-glimmer-30b", text("0.35", "1.5", "0.04")),

  row(GROQ, "qwen/qwen3.6-27b", text("0.6", "3")),
  row({ ...GROQ, from: "2026-09-07T00:00:00Z" }, "qwen/qwen3.8-27b", text("0.8", "4")),

  row(TOGETHER, "meta-llama/Llama-3.3-70B-Instruct-Turbo", text("1.04", "1.04")),
  row(TOGETHER, "openai/gpt-oss-120b", text("0.15", "0.6")),
  row({ ...TOGETHER, checked: "2026-08-05" }, "openai/gpt-oss-20b", text("0.05", "0.2")),

  // With the least context from the web; more of it is dearer (served_hosts.ts).
  row(PERPLEXITY, "sonar", { ...text("1", "1"), requests: "5" }),
  row(PERPLEXITY, "sonar-pro", { ...text("3", "15"), requests: "6" }),
  row(PERPLEXITY, "sonar-reasoning-pro", { ...text("2", "8"), requests: "6" }),
];

function row(page: Page, model: string, prices: PriceSheet): PriceOverride {
  return { ...page, models: [model], prices };
}

function text(input: string, output: string, cacheRead?: string): PriceSheet {
  return { input, output, ...(cacheRead === undefined ? {} : { cacheRead }) };
}
