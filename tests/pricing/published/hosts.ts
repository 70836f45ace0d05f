import type { Condition, Published } from "../published_prices.ts";

const DEEPSEEK = "https://api-docs.deepseek.com/quick_start/pricing";
const MISTRAL = "https://mistral.ai/pricing/api";
const XAI = "https://docs.x.ai/docs/models";
const GROQ = "https://console.groq.com/docs/models";
const TOGETHER = "https://www.together.ai/pricing";
const FIREWORKS = "https://docs.fireworks.ai/serverless/pricing";
const PERPLEXITY = "https://docs.perplexity.ai/guides/pricing";
const ZAI = "https://docs.z.ai/guides/overview/pricing";
const TODAY = "2026-11-23";
const PRIORITY = { tier: "priority" };

/** Prices of the other makers of models, and of hosts of others' models. */
export const BY_HOSTS: readonly Published[] = [
  row("deepseek/deepseek-flash", "0.15 0.003 0.6", DEEPSEEK, "2026-10-27"),
  row("deepseek/deepseek-flash", "0.3 0.006 1.2", DEEPSEEK, "2026-10-27", on("2026-11-20T01:00")),
  row("deepseek/deepseek-flash", "0.15 0.003 0.6", DEEPSEEK, "2026-10-27", on("2026-11-20T04:00")),
  row("deepseek/deepseek-flash", "0.15 0.003 0.6", DEEPSEEK, "2026-10-27", on("2026-11-21T01:00")),
  row("deepseek/deepseek-v4-pro", "0.66 0.022 1.98", DEEPSEEK, "2026-10-27"),
  row(
    "deepseek/deepseek-v4-pro",
    "1.32 0.044 3.96",
    DEEPSEEK,
    "2026-10-27",
    on("2026-11-20T09:59"),
  ),
  row(
    "deepseek/deepseek-v4-pro",
    "0.435 0.003625 0.87",
    DEEPSEEK,
    "2026-07-04",
    on("2026-07-04T02:00"),
  ),
  row(
    "deepseek/deepseek-chat",
    "0.28 0.028 0.42",
    "https://api-docs.deepseek.com/news/news250929",
    "2025-09-29",
    on("2026-01-10T02:00"),
  ),

  row("mistral/mistral-large-latest", "0.50 0.05 1.50", MISTRAL, "2026-09-07"),
  row("mistral/mistral-medium-latest", "1.50 0.15 7.50", MISTRAL, "2026-09-07"),
  row("mistral/mistral-small-latest", "0.15 0.015 0.60", MISTRAL, "2026-09-07"),
  row("mistral/codestral-latest", "0.30 - 0.90", MISTRAL, "2026-09-07"),
  row("mistral/ministral-3b-latest", "0.10 - 0.10", MISTRAL, "2026-09-07"),
  row("mistral/ministral-8b-latest", "0.15 - 0.15", MISTRAL, "2026-09-07"),
  row("mistral/ministral-14b-latest", "0.20 - 0.20", MISTRAL, "2026-09-07"),
  row("mistral/devstral-latest", "0.40 - 2.00", MISTRAL, "2026-08-05"),
  row("mistral/magistral-medium-latest", "2.00 - 5.00", MISTRAL, "2026-08-05"),

  row("xai/grok-4.6", "2 0.5 6", XAI, "2026-08-13", { prompt: 199_999 }),
  row("xai/grok-4.6", "4 1 12", XAI, "2026-08-13", { prompt: 200_000 }),
  row("xai/grok-4.3", "1.25 - 2.5", XAI, "2026-07-13"),
  row("xai/grok-3-mini", "0.3 0.075 0.5", XAI, "2025-11-20"),

  row("groq/openai/gpt-oss-120b", "0.15 0.075 0.60", "https://groq.com/pricing", "2026-05-20"),
  row("groq/openai/gpt-oss-20b", "0.075 - 0.30", GROQ, "2026-09-07"),
  row("groq/llama-3.1-8b-instant", "0.05 - 0.08", GROQ, "2026-08-05"),
  row("groq/llama-3.3-70b-versatile", "0.59 - 0.79", GROQ, "2026-08-05"),
  row("groq/qwen/qwen3.6-27b", "0.60 - 3.00", GROQ, "2026-09-07"),
  row("groq/qwen/qwen3.8-27b", "0.80 - 4.00", GROQ, "2026-09-07"),

  row("together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo", "1.04 - 1.04", TOGETHER, "2026-09-07"),
  row("together_ai/openai/gpt-oss-120b", "0.15 - 0.60", TOGETHER, "2026-09-07"),
  row("together_ai/openai/gpt-oss-20b", "0.05 - 0.20", TOGETHER, "2026-08-05"),

  row("fireworks_ai/kimi-k3", "3.00 0.30 15.00", FIREWORKS, TODAY),
  row("fireworks_ai/kimi-k3", "3.75 0.375 18.75", FIREWORKS, TODAY, PRIORITY),
  row("fireworks_ai/accounts/fireworks/routers/kimi-k3-fast", "4.50 0.45 22.50", FIREWORKS, TODAY),
  row("fireworks_ai/accounts/fireworks/routers/kimi-k3-us", "4.50 0.45 22.50", FIREWORKS, TODAY),
  row("fireworks_ai/kimi-k2p6", "0.95 0.16 4.00", FIREWORKS, TODAY),
  row("fireworks_ai/kimi-k2p6", "1.50 0.22 6.00", FIREWORKS, TODAY, PRIORITY),
  row("fireworks_ai/kimi-k2p7-code", "1.425 0.285 6.00", FIREWORKS, TODAY, PRIORITY),
  row("fireworks_ai/deepseek-v4p1-flash", "0.30 0.006 1.20", FIREWORKS, TODAY),
  row("fireworks_ai/deepseek-v4-flash-0731", "0.275 0.00875 0.825", FIREWORKS, TODAY, PRIORITY),
  row("fireworks_ai/glm-5p2", "1.75 0.18 5.50", FIREWORKS, TODAY, PRIORITY),
  row("fireworks_ai/glm-5p3-flash", "0.1875 0.0375 0.625", FIREWORKS, TODAY, PRIORITY),
  row("fireworks_ai/accounts/fireworks/models/glm-5p3", "1.40 0.26 4.40", FIREWORKS, TODAY),
  row(
    "fireworks_ai/accounts/fireworks/models/minimax-m3",
    "0.45 0.09 1.80",
    FIREWORKS,
    TODAY,
    PRIORITY,
  ),
  row("fireworks_ai/gpt-oss-120b", "0.15 0.015 0.60", FIREWORKS, TODAY),
  row("fireworks_ai/gpt-oss-120b", "0.18 0.018 0.72", FIREWORKS, TODAY, PRIORITY),
  row("fireworks_ai/gpt-oss-120b", "0.075 - 0.30", FIREWORKS, TODAY, { tier: "batch" }),

  sonar("sonar", "1 1 5"),
  sonar("sonar", "1 1 8", "medium"),
  sonar("sonar", "1 1 12", "high"),
  sonar("sonar-pro", "3 15 6", "low"),
  sonar("sonar-pro", "3 15 14", "high"),
  sonar("sonar-reasoning-pro", "2 8 10", "medium"),
  {
    model: "perplexity/sonar-deep-research",
    prices: { input: "2", output: "8", reasoning: "3", webSearches: "5" },
    source: PERPLEXITY,
    date: TODAY,
  },

  row(
    "moonshot/kimi-k3",
    "3.00 0.30 15.00",
    "https://platform.kimi.ai/docs/pricing/chat-k3",
    "2026-07-18",
  ),
  row("zai/glm-5.2", "1.4 - 4.4", ZAI, "2026-08-19"),
  row("zai/glm-5.3-flash", "0.15 0.03 0.5", ZAI, "2026-09-23"),
  row("zai/glm-5.3-flash", "0.075 0.015 0.25", ZAI, "2026-09-23", on("2026-09-09T15:59")),
];

/** Input, cached input (`-` where the page has none), output. */
function row(
  model: string,
  prices: string,
  source: string,
  date: string,
  condition: Condition = {},
): Published {
  const [input = "", cacheRead = "-", output = ""] = prices.split(" ");
  const cached = cacheRead === "-" ? {} : { cacheRead };
  return { model, prices: { input, ...cached, output }, source, date, ...condition };
}

/** Input, output, and the fee for a thousand requests with so much of the web. */
function sonar(name: string, prices: string, size?: string): Published {
  const [input = "", output = "", requests = ""] = prices.split(" ");
  return {
    model: `perplexity/${name}`,
    prices: { input, output, requests },
    source: PERPLEXITY,
    date: TODAY,
    ...(size === undefined ? {} : { raw: { search_context_size: size } }),
  };
}

function on(minute: string): Condition {
  return { at: `${minute}:00Z` };
}
