import { skipSpace, stringEnd, valueEnd } from "./scan.ts";

/** Where one member of a JSON object stands in its text, as offsets into the string. */
export interface MemberSpan {
  key: string;
  /** The key's opening quote. */
  keyStart: number;
  /** Just after the key's closing quote. */
  keyEnd: number;
  valueStart: number;
  valueEnd: number;
}

/** Where one element of a JSON array stands in its text. */
export interface ElementSpan {
  start: number;
  end: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/**
 * The members of the object that begins at or after `start`, in order, duplicates included.
 * The text must already be known to be valid JSON (`JSON.parse` has accepted it).
 */
export function memberSpans(text: string, start = 0): MemberSpan[] {
  const spans: MemberSpan[] = [];
  let at = skipSpace(text, skipSpace(text, start) + 1);
  while (text.charCodeAt(at) === QUOTE) {
    const keyEnd = stringEnd(text, at);
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = valueEnd(text, valueStart);
    const key: unknown = JSON.parse(text.slice(at, keyEnd));
    spans.push({ key: String(key), keyStart: at, keyEnd, valueStart, valueEnd: end });
    at = skipSpace(text, end);
    if (text.charCodeAt(at) !== COMMA) break;
    at = skipSpace(text, at + 1);
  }
  return spans;
}

/** The elements of the array that begins at or after `start`. The text must be valid JSON. */
export function elementSpans(text: string, start: number): ElementSpan[] {
  const spans: ElementSpan[] = [];
  let at = skipSpace(text, skipSpace(text, start) + 1);
  while (at < text.length && text.charCodeAt(at) !== CLOSE_BRACKET) {
    const end = valueEnd(text, at);
    spans.push({ start: at, end });
    at = skipSpace(text, end);
    if (text.charCodeAt(at) !== COMMA) break;
    at = skipSpace(text, at + 1);
  }
  return spans;
}

/** How deep objects and arrays nest in a JSON text: 0 for a scalar. Iterative, so depth cannot overflow it. */
export function nestingDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = stringEnd(text, at) - 1;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
  }
  return deepest;
}
