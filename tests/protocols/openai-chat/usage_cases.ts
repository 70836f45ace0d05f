import type { JsonObject } from "../../../lib/types/json.ts";

/** What is read, a usage object of that kind with invented numbers, and the buckets that are not zero. */
export const USAGE_CASES: readonly [string, JsonObject, Record<string, number>][] = [
  [
    "OpenAI's cached, spoken and thinking tokens",
    {
      prompt_tokens: 1000,
      completion_tokens: 300,
      total_tokens: 1300,
      prompt_tokens_details: { cached_tokens: 600, audio_tokens: 100 },
      completion_tokens_details: { reasoning_tokens: 120, audio_tokens: 50 },
    },
    { input: 300, cacheRead: 600, audioInput: 100, output: 250, reasoning: 120, audioOutput: 50 },
  ],
  [
    "OpenRouter's produced images",
    {
      prompt_tokens: 20,
      completion_tokens: 1310,
      total_tokens: 1330,
      completion_tokens_details: { image_tokens: 1290, reasoning_tokens: 0 },
    },
    { input: 20, output: 1310, imageOutput: 1290 },
  ],
  [
    "more images than were produced at all",
    {
      prompt_tokens: 1,
      completion_tokens: 5,
      completion_tokens_details: { image_tokens: 9 },
    },
    { input: 1, output: 5, imageOutput: 5 },
  ],
  [
    "OpenAI's and OpenRouter's cache writes",
    {
      prompt_tokens: 900,
      completion_tokens: 10,
      total_tokens: 910,
      prompt_tokens_details: { cached_tokens: 100, cache_write_tokens: 750 },
    },
    { input: 50, cacheRead: 100, cacheWrite5m: 750, output: 10 },
  ],
  [
    "DeepSeek's cache hits",
    {
      prompt_tokens: 339,
      completion_tokens: 90,
      total_tokens: 429,
      prompt_cache_hit_tokens: 320,
      prompt_cache_miss_tokens: 19,
    },
    { input: 19, cacheRead: 320, output: 90 },
  ],
  [
    "LiteLLM's cache counts, named twice and once with zeros",
    {
      prompt_tokens: 500,
      completion_tokens: 7,
      total_tokens: 507,
      prompt_tokens_details: { cached_tokens: 0, cache_creation_tokens: 80 },
      cache_read_input_tokens: 400,
      cache_creation_input_tokens: 80,
    },
    { input: 20, cacheRead: 400, cacheWrite5m: 80, output: 7 },
  ],
  [
    "cache counts that stand beside the prompt, as the total tells",
    {
      prompt_tokens: 20,
      completion_tokens: 7,
      total_tokens: 507,
      cache_read_input_tokens: 400,
      cache_creation_input_tokens: 80,
    },
    { input: 20, cacheRead: 400, cacheWrite5m: 80, output: 7 },
  ],
  [
    "Anthropic's own object, passed on by a gateway",
    {
      input_tokens: 20,
      output_tokens: 7,
      cache_read_input_tokens: 400,
      cache_creation_input_tokens: 80,
      cache_creation: { ephemeral_5m_input_tokens: 30, ephemeral_1h_input_tokens: 50 },
      server_tool_use: { web_search_requests: 2 },
    },
    {
      input: 20,
      cacheRead: 400,
      cacheWrite5m: 30,
      cacheWrite1h: 50,
      output: 7,
      webSearches: 2,
    },
  ],
  [
    "the Responses names, where cached tokens are part of the input",
    {
      input_tokens: 100,
      output_tokens: 40,
      total_tokens: 140,
      input_tokens_details: { cached_tokens: 60 },
      output_tokens_details: { reasoning_tokens: 30 },
    },
    { input: 40, cacheRead: 60, output: 40, reasoning: 30 },
  ],
  [
    "xAI's thinking, which stands beside the completion",
    {
      prompt_tokens: 12,
      completion_tokens: 5,
      total_tokens: 107,
      prompt_tokens_details: { cached_tokens: 11 },
      completion_tokens_details: { reasoning_tokens: 90 },
    },
    { input: 1, cacheRead: 11, output: 95, reasoning: 90 },
  ],
  [
    "xAI's thinking that is less than the completion",
    {
      prompt_tokens: 10,
      completion_tokens: 50,
      total_tokens: 80,
      completion_tokens_details: { reasoning_tokens: 20 },
    },
    { input: 10, output: 70, reasoning: 20 },
  ],
  [
    "thinking that only Gemini's total shows",
    { prompt_tokens: 30, completion_tokens: 12, total_tokens: 100 },
    { input: 30, output: 70, reasoning: 58 },
  ],
  [
    "Mistral's cached tokens",
    { prompt_tokens: 90, completion_tokens: 3, total_tokens: 93, num_cached_tokens: 64 },
    { input: 26, cacheRead: 64, output: 3 },
  ],
  [
    "Moonshot's cached tokens",
    { prompt_tokens: 90, completion_tokens: 3, total_tokens: 93, cached_tokens: 64 },
    { input: 26, cacheRead: 64, output: 3 },
  ],
  [
    "Writer's details, singular",
    {
      prompt_tokens: 40,
      completion_tokens: 30,
      total_tokens: 70,
      prompt_token_details: { cached_tokens: 8 },
      completion_token_details: { reasoning_tokens: 9 },
    },
    { input: 32, cacheRead: 8, output: 30, reasoning: 9 },
  ],
  [
    "Perplexity's citations, searches and thinking",
    {
      prompt_tokens: 19,
      completion_tokens: 498,
      total_tokens: 517,
      citation_tokens: 1000,
      num_search_queries: 12,
      reasoning_tokens: 9500,
    },
    { input: 1019, output: 9998, reasoning: 9500, webSearches: 12 },
  ],
  [
    "Groq's object with its timings",
    {
      queue_time: 0.04,
      prompt_tokens: 45,
      prompt_time: 0.003,
      completion_tokens: 66,
      completion_time: 0.2,
      total_tokens: 111,
    },
    { input: 45, output: 66 },
  ],
];
