import { isObject, type JsonValue } from "../../types/json.ts";
import { NO_USAGE, type Usage } from "../../types/usage.ts";
import { countOf, objectsIn } from "./read.ts";

/**
 * Google's `usageMetadata` as disjoint buckets. `promptTokenCount` includes the cached tokens,
 * `candidatesTokenCount` excludes the thoughts, and what tools (search, code) put into the prompt
 * is counted apart. `null` when there is no such object. https://ai.google.dev/api/generate-content#UsageMetadata
 */
export function readUsage(metadata: JsonValue | undefined, webSearches: number): Usage | null {
  if (!isObject(metadata)) return null;
  const prompt = countOf(metadata.promptTokenCount) + countOf(metadata.toolUsePromptTokenCount);
  const cacheRead = Math.min(countOf(metadata.cachedContentTokenCount), prompt);
  const heard = audioTokens(metadata.promptTokensDetails) +
    audioTokens(metadata.toolUsePromptTokensDetails);
  const uncachedAudio = Math.max(heard - audioTokens(metadata.cacheTokensDetails), 0);
  const audioInput = Math.min(uncachedAudio, prompt - cacheRead);
  const reasoning = countOf(metadata.thoughtsTokenCount);
  const completion = countOf(metadata.candidatesTokenCount) + reasoning;
  const audioOutput = Math.min(audioTokens(metadata.candidatesTokensDetails), completion);
  return {
    ...NO_USAGE,
    input: prompt - cacheRead - audioInput,
    cacheRead,
    audioInput,
    output: completion - audioOutput,
    reasoning,
    audioOutput,
    webSearches,
    raw: metadata,
  };
}

function audioTokens(details: JsonValue | undefined): number {
  return objectsIn(details)
    .filter((row) => row.modality === "AUDIO")
    .reduce((sum, row) => sum + countOf(row.tokenCount), 0);
}
