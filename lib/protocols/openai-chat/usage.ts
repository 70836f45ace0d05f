import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { NO_USAGE, type Usage } from "../../types/usage.ts";

type Path = readonly string[];

/*
 * Where providers of this protocol put a count. Several may stand in one object (LiteLLM sends a
 * cached count twice, with zeros in one place); the largest is meant.
 */
const PROMPT = paths("prompt_tokens", "input_tokens");
const COMPLETION = paths("completion_tokens", "output_tokens");
const TOTAL = paths("total_tokens");
const CACHE_READ = paths(
  "prompt_tokens_details.cached_tokens",
  "input_tokens_details.cached_tokens",
  "prompt_token_details.cached_tokens", // Writer
  "prompt_cache_hit_tokens", // DeepSeek
  "cache_read_input_tokens", // Anthropic's name, by LiteLLM and Databricks
  "num_cached_tokens", // Mistral
  "cached_tokens", // Moonshot, Together
);
const CACHE_WRITE = paths(
  "prompt_tokens_details.cache_write_tokens", // OpenAI, OpenRouter
  "input_tokens_details.cache_write_tokens",
  "prompt_tokens_details.cache_creation_tokens", // LiteLLM
  "cache_creation_input_tokens",
);
const CACHE_WRITE_1H = paths(
  "cache_creation.ephemeral_1h_input_tokens",
  "prompt_tokens_details.cache_creation_token_details.ephemeral_1h_input_tokens",
);
const AUDIO_INPUT = paths(
  "prompt_tokens_details.audio_tokens",
  "input_tokens_details.audio_tokens",
);
const AUDIO_OUTPUT = paths(
  "completion_tokens_details.audio_tokens",
  "output_tokens_details.audio_tokens",
);
/** Of models that produce images: OpenRouter, and gateways in front of Gemini. */
const IMAGE_OUTPUT = paths(
  "completion_tokens_details.image_tokens",
  "output_tokens_details.image_tokens",
);
const REASONING = paths(
  "completion_tokens_details.reasoning_tokens",
  "output_tokens_details.reasoning_tokens",
  "completion_token_details.reasoning_tokens", // Writer
  "reasoning_tokens", // Perplexity
);
/** What Perplexity's deep research read on the web, billed as input and not in `prompt_tokens`. */
const CITATIONS = paths("citation_tokens");
const WEB_SEARCHES = paths(
  "num_search_queries", // Perplexity
  "server_tool_use.web_search_requests", // Anthropic's name, by OpenRouter
  "server_side_tool_usage_details.web_search_calls", // xAI
);

/**
 * Reads the usage object of any OpenAI-compatible provider into disjoint buckets; `null` when it
 * holds no counts. What stands beside the prompt or the completion instead of inside it (xAI's
 * thinking, Anthropic's cache) is told by the total. Counts that contradict each other are cut to
 * what they are a part of, so that no token is counted twice.
 */
export function usageFromChat(raw: JsonValue): Usage | null {
  if (!isObject(raw)) return null;
  if (
    ![PROMPT, COMPLETION, TOTAL].some((places) => places.some((path) => at(raw, path) !== null))
  ) {
    return null;
  }
  const cached = count(raw, CACHE_READ);
  const write1h = count(raw, CACHE_WRITE_1H);
  const written = Math.max(count(raw, CACHE_WRITE), write1h);
  const { prompt, completion, reasoning } = wholes(raw, cached + written);
  const cacheRead = Math.min(cached, prompt);
  const cacheWrite = Math.min(written, prompt - cacheRead);
  const cacheWrite1h = Math.min(write1h, cacheWrite);
  const audioInput = Math.min(count(raw, AUDIO_INPUT), prompt - cacheRead - cacheWrite);
  const audioOutput = Math.min(count(raw, AUDIO_OUTPUT), completion);
  const output = completion - audioOutput;
  return {
    ...NO_USAGE,
    input: prompt - cacheRead - cacheWrite - audioInput + count(raw, CITATIONS),
    cacheRead,
    cacheWrite5m: cacheWrite - cacheWrite1h,
    cacheWrite1h,
    audioInput,
    output,
    reasoning: Math.min(reasoning, output),
    imageOutput: Math.min(count(raw, IMAGE_OUTPUT), output),
    audioOutput,
    webSearches: count(raw, WEB_SEARCHES),
    raw,
  };
}

/**
 * What the provider itself says the exchange cost, in USD; `null` when it says nothing.
 * OpenRouter's and Vercel's `cost` (https://openrouter.ai/docs/use-cases/usage-accounting), with the
 * user's own provider key the part billed there added; Perplexity's `cost.total_cost`; DeepInfra's
 * `estimated_cost`; xAI's ticks of 10⁻¹⁰ USD, which Azure's Grok sends as a meaningless 0.
 */
export function reportedCost(raw: JsonValue): string | number | null {
  if (!isObject(raw)) return null;
  const ticks = at(raw, ["cost_in_usd_ticks"]);
  if (ticks !== null && ticks > 0) return ticks / 1e10;
  const { cost, estimated_cost } = raw;
  if (isObject(cost)) return at(cost, ["total_cost"]);
  if (typeof cost === "string" && /^\d+(\.\d+)?$/.test(cost)) return cost;
  if (typeof cost !== "number" || cost < 0) {
    return typeof estimated_cost === "number" && estimated_cost >= 0 ? estimated_cost : null;
  }
  const upstream = at(raw, ["cost_details", "upstream_inference_cost"]);
  if (raw.is_byok !== true || upstream === null) return cost;
  // Twelve digits: a sum of two prices must not show the dust of binary fractions.
  return Number((cost + upstream).toPrecision(12));
}

/** Prompt and completion with all that belongs to them, as the total tells. */
function wholes(raw: JsonObject, cacheTokens: number) {
  const stated = count(raw, REASONING);
  const completion = count(raw, COMPLETION);
  // Where `input_tokens` stands beside Anthropic's cache counts, the object is Anthropic's own.
  const anthropic = at(raw, ["input_tokens"]) !== null && "cache_read_input_tokens" in raw;
  const prompt = count(raw, PROMPT) + (anthropic ? cacheTokens : 0);
  const excess = count(raw, TOTAL) - prompt - completion;
  if (stated > completion) return { prompt, completion: completion + stated, reasoning: stated };
  if (excess <= 0) return { prompt, completion, reasoning: stated };
  if (excess === cacheTokens && excess !== stated) {
    return { prompt: prompt + excess, completion, reasoning: stated };
  }
  // Billed, not shown: Gemini's compatible endpoint counts thinking in the total alone.
  return { prompt, completion: completion + excess, reasoning: Math.max(stated, excess) };
}

function count(raw: JsonObject, places: readonly Path[]): number {
  return Math.max(0, ...places.map((path) => Math.trunc(at(raw, path) ?? 0)));
}

/** The number at a path; `null` when there is none that can be believed. */
function at(raw: JsonObject, path: Path): number | null {
  let value: JsonValue | undefined = raw;
  for (const key of path) value = isObject(value) ? value[key] : undefined;
  return typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : null;
}

function paths(...names: string[]): Path[] {
  return names.map((name) => name.split("."));
}
