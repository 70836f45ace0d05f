import type { ChatUsage } from "../types/chat.ts";
import { completionTokens, promptTokens, type Usage } from "../types/usage.ts";

/**
 * Our buckets as OpenAI's usage object: `prompt_tokens` is all of the input, cached or not. Details are
 * named where they are not zero; `cache_creation_tokens` is LiteLLM's name for written cache.
 */
export function toChatUsage(usage: Usage): ChatUsage {
  const prompt = promptTokens(usage);
  const completion = completionTokens(usage);
  const promptDetails = nonZero({
    cached_tokens: usage.cacheRead,
    cache_creation_tokens: usage.cacheWrite5m + usage.cacheWrite1h,
    audio_tokens: usage.audioInput,
  });
  const completionDetails = nonZero({
    reasoning_tokens: usage.reasoning,
    audio_tokens: usage.audioOutput,
  });
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    ...(promptDetails ? { prompt_tokens_details: promptDetails } : {}),
    ...(completionDetails ? { completion_tokens_details: completionDetails } : {}),
  };
}

function nonZero(details: Record<string, number>): Record<string, number> | null {
  const entries = Object.entries(details).filter(([, tokens]) => tokens > 0);
  return entries.length === 0 ? null : Object.fromEntries(entries);
}
