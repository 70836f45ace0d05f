import { isDeepStrictEqual } from "node:util";
import { type Document, isMap, isSeq, type YAMLSeq } from "yaml";
import { isObject, type JsonObject, type JsonValue } from "../types/json.ts";
import { EditError } from "./edit_error.ts";
import { parseEntry } from "./entry.ts";
import { ownPair } from "./nodes.ts";
import { type Lines, linesOf } from "./text.ts";
import { dataOf, parseYaml } from "./yaml.ts";

/** A text being edited: its tree, its lines and its data. */
export interface Draft {
  source: string;
  lines: Lines;
  doc: Document;
  /** `model_list`; `null` when it is missing or empty. */
  seq: YAMLSeq | null;
  data: JsonObject;
  /** `model_list` as data. */
  entries: JsonValue[];
}

function readable(doc: Document): unknown {
  try {
    return doc.errors.length > 0 ? undefined : dataOf(doc);
  } catch {
    // Aliases that multiply beyond the parser's limit.
    return undefined;
  }
}

/** Reads a text for editing. Throws {@link EditError} (`not_editable`) when it is broken. */
export function readDraft(source: string): Draft {
  const doc = parseYaml(source);
  const found = readable(doc);
  const data = found === null ? {} : found;
  if (!isObject(data) || !(data.model_list == null || Array.isArray(data.model_list))) {
    throw new EditError("not_editable", "The configuration is broken. Mend it by hand first.");
  }
  const seq = isMap(doc.contents) ? ownPair(doc.contents, "model_list")?.value : undefined;
  return {
    source,
    lines: linesOf(source),
    doc,
    seq: isSeq(seq) && seq.items.length > 0 ? seq : null,
    data,
    entries: data.model_list ?? [],
  };
}

/** Whether an entry is read without an error, wherever it stands. */
function serves(entry: JsonValue | undefined): boolean {
  return parseEntry(entry, { line: 1, column: 1 }, () => {}) !== null;
}

/**
 * The place of an alias in the list: its first entry that serves, which counts; the first of its
 * name when none does. Throws when there is none.
 */
export function indexOf(draft: Draft, alias: string): number {
  const named = [...draft.entries.keys()].filter((index) => {
    const entry = draft.entries[index];
    return isObject(entry) && entry.model_name === alias;
  });
  const index = named.find((index) => serves(draft.entries[index])) ?? named[0];
  if (index !== undefined) return index;
  throw new EditError("unknown", `The configuration has no model "${alias}".`);
}

/**
 * An edit is made twice, in the text and in the data. The text is returned when both agree, so
 * that no unusual way of writing YAML can make an edit change something else.
 */
export function agreed(draft: Draft, text: string, entries: JsonValue[]): string {
  const found = readable(parseYaml(text));
  if (isDeepStrictEqual(found, { ...draft.data, model_list: entries })) return text;
  throw EditError.byHand();
}
