import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { generationOf } from "./model.ts";
import { countOf, objectsIn, textOf } from "./read.ts";

/**
 * The web pages that an answer cites, as OpenAI's `annotations`, each once. `metadata` is what
 * came as `groundingMetadata`, in a stream perhaps several times. A source that supports no
 * particular passage spans the whole text.
 * https://ai.google.dev/gemini-api/docs/google-search
 */
export function annotationsOf(metadata: readonly JsonObject[], text: string): JsonObject[] {
  const found = new Map<string, JsonObject>();
  for (const grounding of metadata) {
    const sources = objectsIn(grounding.groundingChunks).map(sourceOf);
    const supports = objectsIn(grounding.groundingSupports);
    const passages = supports.length > 0
      ? supports.flatMap((support) => cite(support, sources, text))
      : sources.flatMap((source) => citation(source, 0, text.length));
    for (const passage of passages) found.set(JSON.stringify(passage), passage);
  }
  return [...found.values()];
}

/**
 * How many web searches Google charges for: generation 3 by query, older models once for an
 * answer that searched at all. https://ai.google.dev/gemini-api/docs/pricing
 */
export function chargedSearches(metadata: readonly JsonObject[], model: string): number {
  const queries = new Set(metadata.flatMap((grounding) => strings(grounding.webSearchQueries)));
  return generationOf(model) >= 3 ? queries.size : Math.min(queries.size, 1);
}

interface Source {
  url: string;
  title: string;
}

/** A chunk comes from the web, from the user's own store or from a map. */
function sourceOf(chunk: JsonObject): Source | null {
  const place = [chunk.web, chunk.retrievedContext, chunk.maps].find(isObject);
  const url = textOf(place?.uri);
  return url === undefined ? null : { url, title: textOf(place?.title) ?? "" };
}

function cite(support: JsonObject, sources: (Source | null)[], text: string): JsonObject[] {
  const [start, end] = span(isObject(support.segment) ? support.segment : {}, text);
  const indices = Array.isArray(support.groundingChunkIndices) ? support.groundingChunkIndices : [];
  return indices.flatMap((index) =>
    typeof index === "number" ? citation(sources[index] ?? null, start, end) : []
  );
}

function citation(source: Source | null, start: number, end: number): JsonObject[] {
  if (source === null) return [];
  const { url, title } = source;
  return [{
    type: "url_citation",
    url_citation: { start_index: start, end_index: end, url, title },
  }];
}

/** Google counts a segment in bytes of UTF-8, OpenAI in characters. */
function span(segment: JsonObject, text: string): [number, number] {
  const bytes = new TextEncoder().encode(text);
  const toIndex = (offset: JsonValue | undefined) =>
    new TextDecoder().decode(bytes.subarray(0, countOf(offset))).length;
  const start = toIndex(segment.startIndex);
  const end = Math.max(toIndex(segment.endIndex), start);
  const quoted = textOf(segment.text);
  if (quoted === undefined || text.slice(start, end) === quoted) return [start, end];
  // Offsets count from the segment's own part, which a stream has joined with others.
  const found = text.indexOf(quoted);
  return found < 0 ? [start, end] : [found, found + quoted.length];
}

function strings(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
