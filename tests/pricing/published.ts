/** A price as its provider publishes it, written down by hand and not taken from what is tested. */
export interface Published {
  provider: string;
  model: string;
  /** USD per million tokens, per thousand web searches. */
  prices: Record<string, number>;
  /** The size of the prompt where the price depends on it. */
  prompt?: number;
  /** A time where the price depends on it. */
  at?: string;
  /** A service tier where the price depends on it. */
  tier?: string;
  source: string;
  /** When the source, or someone who read it, said so; `null` where we have no dated copy. */
  date: string | null;
}

type Options = Pick<Published, "prompt" | "at" | "tier">;

const OPENAI = "https://developers.openai.com/api/docs/pricing";
const OPENAI_PRIORITY = "https://openai.com/api-priority-processing/";
const CLAUDE = "https://platform.claude.com/docs/en/about-claude/pricing";
const GEMINI = "https://ai.google.dev/gemini-api/docs/pricing";
const DEEPSEEK = "https://api-docs.deepseek.com/quick_start/pricing";
const MISTRAL = "https://mistral.ai/pricing#api";
const XAI = "https://docs.x.ai/docs/models";
const GROQ = "https://groq.com/pricing";

/** Input, cached input, output. */
function text(input: number, cacheRead: number, output: number) {
  return { input, cacheRead, output };
}

/** Claude's five prices: input, 5 min write, 1 h write, read, output. */
function claude(
  input: number,
  cacheWrite5m: number,
  cacheWrite1h: number,
  cacheRead: number,
  output: number,
) {
  return { input, cacheWrite5m, cacheWrite1h, cacheRead, output };
}

function row(
  name: string,
  prices: Record<string, number>,
  source: string,
  date: string | null,
  options: Options = {},
): Published {
  const slash = name.indexOf("/");
  return {
    provider: name.slice(0, slash),
    model: name.slice(slash + 1),
    prices,
    source,
    date,
    ...options,
  };
}

/** Published prices, most of them as of autumn 2026. */
export const PUBLISHED: readonly Published[] = [
  row("openai/gpt-4o", text(2.5, 1.25, 10), OPENAI, "2026-08-22"),
  row("openai/gpt-4o-2024-11-20", text(2.5, 1.25, 10), OPENAI, "2026-08-27"),
  row("openai/gpt-4o-mini", text(0.15, 0.075, 0.6), OPENAI, "2026-08-27"),
  row("openai/gpt-4.1", text(2, 0.5, 8), OPENAI, "2026-08-27"),
  row("openai/gpt-4.1", text(3.5, 0.875, 14), OPENAI_PRIORITY, "2026-08-01", { tier: "priority" }),
  row("openai/gpt-4.1-mini", { ...text(0.4, 0.1, 1.6), webSearches: 10 }, OPENAI, null),
  row("openai/gpt-5", text(1.25, 0.125, 10), OPENAI, "2026-08-27"),
  row("openai/gpt-5", text(0.625, 0.0625, 5), OPENAI, "2026-08-27", { tier: "flex" }),
  row("openai/gpt-5", text(2.5, 0.25, 20), OPENAI_PRIORITY, "2026-08-01", { tier: "priority" }),
  row("openai/gpt-5-mini", text(0.25, 0.025, 2), OPENAI, "2026-08-27"),
  row("openai/gpt-5-mini", text(0.45, 0.045, 3.6), OPENAI_PRIORITY, "2026-08-01", { tier: "fast" }),
  row("openai/gpt-5.2", text(1.75, 0.175, 14), OPENAI, "2026-08-27"),
  row("openai/gpt-5.4", text(2.5, 0.25, 15), OPENAI, "2026-08-27"),
  row("openai/gpt-5.4", text(5, 0.5, 22.5), OPENAI, null, { prompt: 300_000 }),
  row("openai/gpt-5.4-mini", text(1.5, 0.15, 9), OPENAI_PRIORITY, "2026-08-01", {
    tier: "priority",
  }),
  row("openai/gpt-5.5", text(12.5, 1.25, 75), OPENAI_PRIORITY, "2026-08-01", { tier: "priority" }),
  row("openai/gpt-5.6-luna", text(0.2, 0.02, 1.2), OPENAI, "2026-08-01"),
  row("openai/gpt-5.6-luna", text(1, 0.1, 6), OPENAI, "2026-07-29", { at: "2026-07-29T12:00:00Z" }),
  row("openai/gpt-5.6-terra", text(2, 0.2, 12), OPENAI, "2026-08-01"),
  row("openai/gpt-5.6-terra", text(4, 0.4, 24), OPENAI_PRIORITY, "2026-08-01", { tier: "fast" }),
  row("openai/gpt-6-astra", text(10, 1, 50), OPENAI, "2026-09-07"),
  row("openai/gpt-6-sol", { ...text(2, 0.2, 10), cacheWrite5m: 2.5 }, OPENAI, "2026-09-23"),
  row("openai/gpt-6-luna", { ...text(0.1, 0.01, 0.5), cacheWrite5m: 0.125 }, OPENAI, "2026-09-23"),
  row("openai/gpt-6.1-sol", { ...text(2, 0.1, 10), cacheWrite5m: 2.5 }, OPENAI, "2026-10-01"),
  row("openai/gpt-6.1-sol", text(4, 0.2, 15), OPENAI, "2026-10-20", { prompt: 272_001 }),
  row(
    "openai/gpt-audio",
    { input: 2.5, output: 10, audioInput: 32, audioOutput: 64 },
    OPENAI,
    null,
  ),
  row(
    "azure/gpt-4.1-mini",
    text(0.4, 0.1, 1.6),
    "https://azure.microsoft.com/pricing/details/cognitive-services/openai-service/",
    null,
  ),

  row("anthropic/claude-fable-5-1", claude(10, 12.5, 20, 0.25, 50), CLAUDE, "2026-10-24"),
  row("anthropic/claude-opus-5-5", claude(4, 5, 8, 0.2, 20), CLAUDE, "2026-10-24"),
  row("anthropic/claude-opus-5", claude(5, 6.25, 10, 0.5, 25), CLAUDE, "2026-10-24"),
  row("anthropic/claude-opus-4-1-20250805", claude(15, 18.75, 30, 1.5, 75), CLAUDE, "2026-10-24"),
  row("anthropic/claude-sonnet-5", claude(2, 2.5, 4, 0.2, 10), CLAUDE, "2026-10-24"),
  row("anthropic/claude-sonnet-5-5", claude(2, 2.5, 4, 0.1, 10), CLAUDE, "2026-10-24"),
  row("anthropic/claude-sonnet-5-5", claude(2, 2.5, 4, 0.2, 10), CLAUDE, "2026-10-01", {
    at: "2026-10-01T00:00:00Z",
  }),
  row("anthropic/claude-sonnet-4-5", claude(3, 3.75, 6, 0.3, 15), CLAUDE, "2026-10-24"),
  row("anthropic/claude-sonnet-4-5", claude(6, 7.5, 12, 0.6, 22.5), CLAUDE, null, {
    prompt: 200_001,
  }),
  row(
    "anthropic/claude-haiku-4-5-20251001",
    { ...claude(1, 1.25, 2, 0.1, 5), webSearches: 10 },
    CLAUDE,
    "2026-10-24",
  ),
  row("anthropic/claude-haiku-4-5", { input: 0.5, output: 2.5 }, CLAUDE, "2026-10-24", {
    tier: "batch",
  }),
  row("anthropic/claude-haiku-5-5", claude(0.1, 0.125, 0.2, 0.01, 0.5), CLAUDE, "2026-10-24"),
  row("anthropic/claude-haiku-5-5", claude(0.5, 0.625, 1, 0.05, 2.5), CLAUDE, "2026-10-24", {
    prompt: 100_001,
  }),

  row("gemini/gemini-2.5-pro", text(1.25, 0.125, 10), GEMINI, null),
  row("gemini/gemini-2.5-pro", text(2.5, 0.25, 15), GEMINI, null, { prompt: 200_001 }),
  row("gemini/gemini-2.5-flash", { ...text(0.3, 0.03, 2.5), audioInput: 1 }, GEMINI, null),
  row(
    "gemini/gemini-2.5-flash-lite",
    { ...text(0.1, 0.01, 0.4), audioInput: 0.3 },
    GEMINI,
    null,
  ),
  row("gemini/gemini-3.1-pro-preview", text(2, 0.2, 12), GEMINI, null),
  row("gemini/gemini-3.1-pro-preview", text(4, 0.4, 18), GEMINI, null, { prompt: 250_000 }),
  row("gemini/gemini-3.8-flash", text(0.75, 0.075, 3.75), GEMINI, "2026-10-07"),
  row("gemini/gemini-3.8-flash", text(1.5, 0.15, 7.5), GEMINI, "2026-10-07", {
    at: "2027-01-01T00:00:00Z",
  }),

  row("deepseek/deepseek-flash", text(0.15, 0.003, 0.6), DEEPSEEK, "2026-10-27"),
  row("deepseek/deepseek-flash", text(0.3, 0.006, 1.2), DEEPSEEK, "2026-10-27", {
    at: "2026-11-20T01:00:00Z",
  }),
  row("deepseek/deepseek-flash", text(0.15, 0.003, 0.6), DEEPSEEK, "2026-10-27", {
    at: "2026-11-21T01:00:00Z",
  }),
  row("deepseek/deepseek-v4-pro", text(0.66, 0.022, 1.98), DEEPSEEK, "2026-10-27"),
  row("deepseek/deepseek-v4-pro", text(1.32, 0.044, 3.96), DEEPSEEK, "2026-10-27", {
    at: "2026-11-20T09:59:59Z",
  }),
  row("deepseek/deepseek-v4-pro", text(0.435, 0.003625, 0.87), DEEPSEEK, "2026-07-04", {
    at: "2026-07-04T02:00:00Z",
  }),
  row(
    "deepseek/deepseek-chat",
    text(0.28, 0.028, 0.42),
    "https://api-docs.deepseek.com/news/news250929",
    "2025-09-29",
    { at: "2026-01-10T02:00:00Z" },
  ),

  row("mistral/mistral-large-latest", { input: 0.5, output: 1.5 }, MISTRAL, "2026-06-17"),
  row("mistral/mistral-large-2411", { input: 2, output: 6 }, MISTRAL, "2026-03-18"),
  row("mistral/mistral-medium-latest", { input: 1.5, output: 7.5 }, MISTRAL, "2026-06-22"),
  row("mistral/codestral-latest", { input: 0.3, output: 0.9 }, MISTRAL, "2026-06-17"),
  row("mistral/ministral-8b-latest", { input: 0.15, output: 0.15 }, MISTRAL, "2026-06-17"),
  row("mistral/devstral-latest", { input: 0.4, output: 2 }, MISTRAL, "2026-06-17"),

  row("xai/grok-4.6", text(2, 0.5, 6), XAI, "2026-08-13"),
  row("xai/grok-4.6", text(4, 1, 12), XAI, "2026-08-13", { prompt: 200_000 }),
  row("xai/grok-4.3", { input: 1.25, output: 2.5 }, XAI, "2026-07-13"),
  row("xai/grok-3-mini", text(0.3, 0.075, 0.5), XAI, "2025-11-20"),
  row("groq/openai/gpt-oss-120b", text(0.15, 0.075, 0.6), GROQ, "2026-05-20"),
  row("groq/llama-3.1-8b-instant", { input: 0.05, output: 0.08 }, GROQ, "2026-05-20"),
  row("groq/llama-3.3-70b-versatile", { input: 0.59, output: 0.79 }, GROQ, null),
  row(
    "moonshot/kimi-k3",
    text(3, 0.3, 15),
    "https://platform.kimi.ai/docs/pricing/chat-k3.md",
    null,
  ),
  row(
    "zai/glm-5.2",
    { input: 1.4, output: 4.4 },
    "https://docs.z.ai/guides/overview/pricing",
    "2026-08-19",
  ),
];
