import type { JsonValue } from "./json.ts";

/**
 * What one upstream answer consumed, in tokens, as disjoint buckets: each token is counted once.
 * OpenAI's `prompt_tokens` is `input + cacheRead + cacheWrite5m + cacheWrite1h + audioInput`;
 * `completion_tokens` is `output + audioOutput`. `reasoning`, `imageOutput` and `cacheReadAudio` are parts
 * of a bucket and not added to it: some models charge them at a price of their own.
 */
export interface Usage {
  /** Text and image tokens read at the full input price. */
  input: number;
  /** Input tokens served from the provider's prompt cache. */
  cacheRead: number;
  /** Input tokens written to a cache that lives five minutes (the default lifetime). */
  cacheWrite5m: number;
  /** Input tokens written to a cache that lives one hour. */
  cacheWrite1h: number;
  /** Audio tokens of the input (not cached). */
  audioInput: number;
  /** The part of `cacheRead` that was audio. */
  cacheReadAudio: number;
  /** Tokens produced, reasoning and images included, audio excluded. */
  output: number;
  /** The part of `output` that was reasoning. */
  reasoning: number;
  /** The part of `output` that was images. */
  imageOutput: number;
  /** Audio tokens produced. */
  audioOutput: number;
  /** Provider-side web searches, counted per call. */
  webSearches: number;
  /** True when the provider sent no usage and the numbers are our estimate. */
  estimated: boolean;
  /** The provider's own usage object, untouched; `null` for an estimate. */
  raw: JsonValue;
}

/** A usage with every bucket at zero. */
export const NO_USAGE: Readonly<Usage> = Object.freeze({
  input: 0,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
  audioInput: 0,
  cacheReadAudio: 0,
  output: 0,
  reasoning: 0,
  imageOutput: 0,
  audioOutput: 0,
  webSearches: 0,
  estimated: false,
  raw: null,
});

/** The sum that OpenAI calls `prompt_tokens`. */
export function promptTokens(usage: Usage): number {
  return usage.input + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h +
    usage.audioInput;
}

/** The sum that OpenAI calls `completion_tokens`. */
export function completionTokens(usage: Usage): number {
  return usage.output + usage.audioOutput;
}
