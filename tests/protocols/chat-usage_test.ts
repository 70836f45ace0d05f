import assert from "node:assert/strict";
import { toChatUsage } from "../../lib/protocols/chat-usage.ts";
import { NO_USAGE } from "../../lib/types/usage.ts";

Deno.test("toChatUsage() adds the disjoint buckets up to OpenAI's sums", () => {
  const usage = {
    ...NO_USAGE,
    input: 1,
    cacheRead: 20,
    cacheWrite5m: 300,
    cacheWrite1h: 4000,
    audioInput: 50_000,
    output: 7,
    reasoning: 5,
    audioOutput: 80,
  };
  assert.deepEqual(toChatUsage(usage), {
    prompt_tokens: 54_321,
    completion_tokens: 87,
    total_tokens: 54_408,
    prompt_tokens_details: { cached_tokens: 20, cache_creation_tokens: 4300, audio_tokens: 50_000 },
    completion_tokens_details: { reasoning_tokens: 5, audio_tokens: 80 },
  });
});

Deno.test("toChatUsage() leaves out details that are zero", () => {
  assert.deepEqual(toChatUsage({ ...NO_USAGE, input: 2, output: 3 }), {
    prompt_tokens: 2,
    completion_tokens: 3,
    total_tokens: 5,
  });
});
