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
  const heard = tokensOf("AUDIO", metadata.promptTokensDetails) +
    tokensOf("AUDIO", metadata.toolUsePromptTokensDetails);
  const cachedAudio = tokensOf("AUDIO", metadata.cacheTokensDetails);
  const audioInput = Math.min(Math.max(heard - cachedAudio, 0), prompt - cacheRead);
  const reasoning = countOf(metadata.thoughtsTokenCount);
  const completion = countOf(metadata.candidatesTokenCount) + reasoning;
  const produced = metadata.candidatesTokensDetails;
  const audioOutput = Math.min(tokensOf("AUDIO", produced), completion);
  return {
    ...NO_USAGE,
    input: prompt - cacheRead - audioInput,
    cacheRead,
    cacheReadAudio: Math.min(cachedAudio, cacheRead),
    audioInput,
    output: completion - audioOutput,
    reasoning,
    imageOutput: Math.min(tokensOf("IMAGE", produced), completion - audioOutput),
    audioOutput,
    webSearches,
    raw: metadata,
  };
}

function tokensOf(modality: string, details: JsonValue | undefined): number {
  return objectsIn(details)
    .filter((row) => row.modality === modality)
    .reduce((sum, row) => sum + countOf(row.tokenCount), 0);
}
