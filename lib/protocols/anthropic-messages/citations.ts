import type { JsonObject } from "../../types/json.ts";
import { objectsIn, setMembers, textOf } from "./read.ts";

/** Where a cited text stands in the answer, in characters. */
export interface Span {
  start: number;
  end: number;
}

/**
 * Anthropic's citations of one text block as OpenAI's `annotations`: of the web as `url_citation`,
 * of a document as `file_citation`. They hold for the whole block.
 * https://platform.claude.com/docs/en/build-with-claude/citations
 */
export function annotationsOf(citations: unknown, span: Span): JsonObject[] {
  return objectsIn(citations).map((citation) => {
    const place = { start_index: span.start, end_index: span.end };
    const quote = citation.cited_text ?? null;
    const url = textOf(citation.url) ?? webAddress(citation.source);
    if (url !== undefined) {
      const title = textOf(citation.title) ?? "";
      const cited = setMembers({ ...place, url, title, cited_text: quote });
      return { type: "url_citation", url_citation: cited };
    }
    const { type, document_title: filename, cited_text: _, ...where } = citation;
    const cited = setMembers({ ...place, filename, quote, ...where, location: type });
    return { type: "file_citation", file_citation: cited };
  });
}

function webAddress(source: unknown): string | undefined {
  const address = textOf(source);
  return address !== undefined && /^https?:\/\//.test(address) ? address : undefined;
}
