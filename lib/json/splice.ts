import type { JsonValue } from "../types/json.ts";
import { type MemberSpan, memberSpans } from "./spans.ts";

/** A change of one stretch of a text. `start === end` inserts. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** What to change in an object's top-level members. A member that nobody names keeps its bytes. */
export interface MemberChanges {
  /** New values by key: an existing member keeps its place, a new one goes to the end. */
  set?: ReadonlyMap<string, JsonValue>;
  /** Members to leave out, also where {@link set} or {@link rename} name them. */
  remove?: ReadonlySet<string>;
  /** New names by old name; the value keeps its bytes. */
  rename?: ReadonlyMap<string, string>;
}

/**
 * Changes top-level members of a JSON object in its text and leaves every other character alone:
 * numbers keep their digits, members their order, strings their escapes.
 * `JSON.stringify(JSON.parse(text))` would change all three, and a provider's prompt cache with them.
 *
 * `text` must be a valid JSON object; `more` are further edits inside of values that stay.
 */
export function spliceMembers(text: string, changes: MemberChanges, more: Edit[] = []): string {
  const spans = memberSpans(text);
  const edits = [...more];
  for (const span of spans) {
    if (changes.remove?.has(span.key)) continue;
    const value = changes.set?.get(span.key);
    if (value !== undefined) edits.push(replacement(span.valueStart, span.valueEnd, value));
    const name = changes.rename?.get(span.key);
    if (name !== undefined) edits.push(replacement(span.keyStart, span.keyEnd, name));
  }
  edits.push(...removals(spans, changes.remove ?? new Set()));
  edits.push(...insertions(text, spans, changes));
  return applyEdits(text, edits);
}

/** Applies edits that do not overlap, in any order. */
export function applyEdits(text: string, edits: Edit[]): string {
  if (edits.length === 0) return text;
  const ordered = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let result = "";
  let at = 0;
  for (const edit of ordered) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

function replacement(start: number, end: number, value: JsonValue): Edit {
  return { start, end, text: JSON.stringify(value) };
}

/** The edits that take members out, together with the comma that would be left over. */
export function removals(spans: MemberSpan[], remove: ReadonlySet<string>): Edit[] {
  const edits: Edit[] = [];
  let keptBefore = false;
  for (const [index, span] of spans.entries()) {
    if (!remove.has(span.key)) {
      keptBefore = true;
      continue;
    }
    const previous = spans[index - 1];
    const next = spans[index + 1];
    if (keptBefore && previous) {
      edits.push({ start: previous.valueEnd, end: span.valueEnd, text: "" });
    } else edits.push({ start: span.keyStart, end: next?.keyStart ?? span.valueEnd, text: "" });
  }
  return edits;
}

function insertions(text: string, spans: MemberSpan[], changes: MemberChanges): Edit[] {
  const present = new Set(spans.map((span) => span.key));
  const added = [...changes.set ?? []].filter(([key]) => !present.has(key));
  if (added.length === 0) return [];
  const members = added.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  const last = spans.at(-1);
  const keepsSome = spans.some((span) => !changes.remove?.has(span.key));
  const at = last?.valueEnd ?? text.indexOf("{") + 1;
  return [{ start: at, end: at, text: (keepsSome ? "," : "") + members.join(",") }];
}
