import { type Document, type LineCounter, parseDocument } from "yaml";

/**
 * How `config.yaml` is parsed: YAML 1.2 with the merge keys of 1.1, which LiteLLM's users need.
 * Excerpts of the file stay out of errors, for they may hold a key.
 */
const OPTIONS = { merge: true, prettyErrors: false, uniqueKeys: false, logLevel: "error" } as const;

/**
 * How often one anchor may be used, times the aliases below it. The parser's own limit of 100 is
 * less than a long list needs whose entries share their headers; aliases that multiply exceed this
 * one as well.
 */
const MAX_ALIASES = 10_000;

/** Parses a configuration; `lines` learns where its lines begin. What is wrong stands in `errors`. */
export function parseYaml(text: string, lines?: LineCounter): Document {
  return parseDocument(text, lines === undefined ? OPTIONS : { ...OPTIONS, lineCounter: lines });
}

/** What a document means as data. Throws for aliases that nobody defined, or that multiply. */
export function dataOf(doc: Document): unknown {
  return doc.toJS({ maxAliasCount: MAX_ALIASES });
}
