import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { NO_USAGE, type Usage } from "../../types/usage.ts";
import { objectsIn } from "./read.ts";

/**
 * Anthropic's usage object as our buckets; `null` when there is none. Its `input_tokens` exclude
 * the cache. Context that was compacted on the way is billed too and stands only in `iterations`.
 * https://platform.claude.com/docs/en/build-with-claude/prompt-caching#tracking-cache-performance
 * https://platform.claude.com/docs/en/build-with-claude/compaction
 */
export function readUsage(raw: JsonValue | undefined): Usage | null {
  if (!isObject(raw)) return null;
  const compactions = objectsIn(raw.iterations).filter(({ type }) => type === "compaction");
  const parts = [raw, ...compactions].map(bucketsOf);
  const sum = (bucket: keyof Buckets) => parts.reduce((total, part) => total + part[bucket], 0);
  return {
    ...NO_USAGE,
    input: sum("input"),
    cacheRead: sum("cacheRead"),
    cacheWrite5m: sum("cacheWrite5m"),
    cacheWrite1h: sum("cacheWrite1h"),
    output: sum("output"),
    reasoning: sum("reasoning"),
    webSearches: countIn(raw.server_tool_use, "web_search_requests"),
    raw,
  };
}

/**
 * The usage after `message_delta`: its counts are cumulative and replace those of `message_start`
 * (server tools raise even `input_tokens`); what it does not name still holds.
 */
export function mergeUsage(before: JsonObject | null, update: JsonValue | undefined) {
  if (!isObject(update)) return before;
  const named = Object.entries(update).filter(([, value]) => value !== null);
  return { ...before, ...Object.fromEntries(named) };
}

type Buckets = Pick<
  Usage,
  "input" | "cacheRead" | "cacheWrite5m" | "cacheWrite1h" | "output" | "reasoning"
>;

function bucketsOf(counts: JsonObject): Buckets {
  const longLived = countIn(counts.cache_creation, "ephemeral_1h_input_tokens");
  const shortLived = countIn(counts.cache_creation, "ephemeral_5m_input_tokens");
  // A later total beside an earlier division: what the division does not know is short-lived.
  const written = counts.cache_creation_input_tokens == null
    ? longLived + shortLived
    : countIn(counts, "cache_creation_input_tokens");
  const cacheWrite1h = Math.min(longLived, written);
  return {
    input: countIn(counts, "input_tokens"),
    cacheRead: countIn(counts, "cache_read_input_tokens"),
    cacheWrite1h,
    cacheWrite5m: written - cacheWrite1h,
    output: countIn(counts, "output_tokens"),
    reasoning: countIn(counts.output_tokens_details, "thinking_tokens"),
  };
}

function countIn(holder: JsonValue | undefined, name: string): number {
  const value = isObject(holder) ? holder[name] : undefined;
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : 0;
}
