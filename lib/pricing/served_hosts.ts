import type { ServedPrice } from "./served_prices.ts";

const ANTHROPIC = {
  provider: "anthropic",
  source: "https://platform.claude.com/docs/en/about-claude/pricing",
  checked: "2026-10-24",
};
const GEMINI = {
  provider: "gemini",
  source: "https://ai.google.dev/gemini-api/docs/pricing",
  checked: "2026-09-23",
};
const FIREWORKS = {
  provider: "fireworks_ai",
  source: "https://docs.fireworks.ai/serverless/pricing",
  checked: "2026-11-23",
};
const PERPLEXITY = {
  provider: "perplexity",
  source: "https://docs.perplexity.ai/guides/pricing",
  checked: "2026-11-23",
};

const TIER = "serviceTier";
/** All Claude models since 4.6. */
const SINCE_4_6 = /^claude-(opus-4-[678]|sonnet-4-6|[a-z]+-[5-9])/;

/** What other providers charge for the way that they served a request. */
export const SERVED_BY_HOSTS: readonly ServedPrice[] = [
  { ...ANTHROPIC, term: TIER, values: ["batch"], models: /./, factor: "0.5" },
  { ...ANTHROPIC, term: TIER, values: ["priority"], models: /./, factor: null },
  { ...ANTHROPIC, term: "speed", values: ["fast"], models: /^claude-opus-(5|4-8)/, factor: "2" },
  // Before fast mode left these two (2026-06-29 and 2026-07-24) it cost six times as much.
  { ...ANTHROPIC, term: "speed", values: ["fast"], models: /^claude-opus-4-[67]/, factor: "6" },
  { ...ANTHROPIC, term: "speed", values: ["fast"], models: /./, factor: null },
  { ...ANTHROPIC, term: "inferenceGeo", values: ["us"], models: SINCE_4_6, factor: "1.1" },

  { ...GEMINI, term: TIER, values: ["flex", "batch"], models: /./, factor: "0.5" },
  { ...GEMINI, term: TIER, values: ["priority"], models: /gemini-3\.[78]-flash/, factor: "1.8" },
  { ...GEMINI, term: TIER, values: ["priority"], models: /./, factor: null },

  ...fireworks("1.2", ["gpt-oss-120b"]),
  ...fireworks("1.25", [
    "kimi-k3",
    "kimi-k3-us",
    "deepseek-v4p1-flash",
    "deepseek-v4-pro-0813",
    "deepseek-v4-flash-0731",
    "deepseek-v4-flash-vision-exp",
    "glm-5p3",
    "glm-5p3-flash",
  ]),
  ...fireworks("1.25", ["glm-5p2"], { cacheRead: "0.18" }),
  ...fireworks("1.5", ["kimi-k2p7-code", "qwen3p8-max", "minimax-m3", "muse-glimmer-30b"]),
  ...fireworks("1", ["kimi-k2p6"], { input: "1.5", cacheRead: "0.22", output: "6" }),
  { ...FIREWORKS, term: TIER, values: ["priority"], models: /./, factor: null },
  { ...FIREWORKS, term: TIER, values: ["batch"], models: /./, factor: "0.5" },

  perplexity("medium", /^sonar$/, "8"),
  perplexity("high", /^sonar$/, "12"),
  perplexity("medium", /^sonar-(reasoning-)?pro$/, "10"),
  perplexity("high", /^sonar-(reasoning-)?pro$/, "14"),

  {
    provider: "azure",
    term: TIER,
    values: ["priority"],
    models: /./,
    factor: null,
    source: "https://learn.microsoft.com/azure/ai-foundry/openai/concepts/priority-processing",
    checked: "2026-11-23",
  },
];

function fireworks(
  factor: string,
  names: string[],
  prices?: ServedPrice["prices"],
): ServedPrice[] {
  return names.map((name) => ({
    ...FIREWORKS,
    term: TIER,
    values: ["priority"],
    models: new RegExp(`(^|/)${name}$`),
    factor,
    ...(prices ? { prices } : {}),
  }));
}

/** The fee for a request with more of the web than the least, which the overrides list. */
function perplexity(size: string, models: RegExp, requests: string): ServedPrice {
  const term = "searchContextSize";
  return { ...PERPLEXITY, term, values: [size], models, factor: "1", prices: { requests } };
}
