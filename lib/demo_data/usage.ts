import type { JsonObject } from "../types/json.ts";
import { NO_USAGE, promptTokens, type Usage } from "../types/usage.ts";
import type { Turn } from "./session.ts";

/** What a turn used, with the object that its provider would have sent; `null` when nothing came. */
export function usageOf(turn: Turn): Usage | null {
  const { fate, model } = turn;
  if (fate.outcome === "failed") return null;
  const buckets = bucketsOf(turn);
  // The counts of a stream come at its end: who leaves before gets our estimate.
  if (fate.outcome === "interrupted" || !model.tellsUsage) {
    return {
      ...buckets,
      cacheRead: 0,
      cacheWrite5m: 0,
      cacheWrite1h: 0,
      input: turn.prompt,
      estimated: true,
    };
  }
  return { ...buckets, raw: (RAW[model.provider] ?? plain)(buckets) };
}

function bucketsOf(turn: Turn): Usage {
  const { model, prompt, cached, answered, reasoning, fate, webSearches, keepsCache } = turn;
  const output = Math.max(1, Math.round((answered + reasoning) * fate.produced));
  const writes = model.provider === "anthropic" && model.caches && prompt > 2000;
  const cacheRead = Math.min(prompt, roundedCache(model.provider, cached));
  const written = writes ? prompt - cacheRead - Math.min(prompt - cacheRead, 4) : 0;
  return {
    ...NO_USAGE,
    input: prompt - cacheRead - written,
    cacheRead,
    cacheWrite5m: keepsCache ? 0 : written,
    cacheWrite1h: keepsCache ? written : 0,
    output,
    reasoning: fate.produced < 1 ? 0 : Math.min(reasoning, output),
    webSearches,
  };
}

/** OpenAI counts blocks of 128 tokens, DeepSeek of 64. */
function roundedCache(provider: string, tokens: number): number {
  const block = provider === "openai" ? 128 : provider === "deepseek" ? 64 : 1;
  return Math.floor(tokens / block) * block;
}

/** The usage objects of the providers that have one of their own. */
const RAW: Readonly<Record<string, (usage: Usage) => JsonObject>> = {
  openai: (usage) => ({
    ...plain(usage),
    prompt_tokens_details: { cached_tokens: usage.cacheRead, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: usage.reasoning, audio_tokens: 0 },
  }),
  openrouter: (usage) => ({
    ...plain(usage),
    prompt_tokens_details: { cached_tokens: usage.cacheRead },
    completion_tokens_details: { reasoning_tokens: usage.reasoning },
    is_byok: false,
  }),
  groq: (usage) => ({
    ...plain(usage),
    queue_time: 0.01,
    completion_tokens_details: { reasoning_tokens: usage.reasoning },
  }),
  deepseek: (usage) => ({
    ...plain(usage),
    prompt_cache_hit_tokens: usage.cacheRead,
    prompt_cache_miss_tokens: usage.input,
    completion_tokens_details: { reasoning_tokens: usage.reasoning },
  }),
  ollama: (usage) => ({
    ...plain(usage),
    completion_tokens_details: { reasoning_tokens: usage.reasoning },
  }),
  anthropic: (usage) => ({
    input_tokens: usage.input,
    cache_creation_input_tokens: usage.cacheWrite5m + usage.cacheWrite1h,
    cache_creation: {
      ephemeral_5m_input_tokens: usage.cacheWrite5m,
      ephemeral_1h_input_tokens: usage.cacheWrite1h,
    },
    cache_read_input_tokens: usage.cacheRead,
    output_tokens: usage.output,
    output_tokens_details: { thinking_tokens: usage.reasoning },
    ...(usage.webSearches > 0
      ? { server_tool_use: { web_search_requests: usage.webSearches } }
      : {}),
    service_tier: "standard",
  }),
  gemini: (usage) => ({
    promptTokenCount: promptTokens(usage),
    cachedContentTokenCount: usage.cacheRead,
    candidatesTokenCount: usage.output - usage.reasoning,
    thoughtsTokenCount: usage.reasoning,
    totalTokenCount: promptTokens(usage) + usage.output,
  }),
};

function plain(usage: Usage): JsonObject {
  const prompt = promptTokens(usage);
  return {
    prompt_tokens: prompt,
    completion_tokens: usage.output,
    total_tokens: prompt + usage.output,
  };
}
