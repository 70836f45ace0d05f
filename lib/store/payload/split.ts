import { elementSpans, memberSpans } from "../../json/spans.ts";

/**
 * A piece of a payload. A literal is stored with its exchange; the texts of a list are stored once for
 * all exchanges that have them, in this order and with this between them.
 */
export type Piece = { literal: string } | { texts: string[]; separator: string };

/** The members whose elements come again in the next request of a conversation. */
const LISTS = new Set(["messages", "tools", "input", "contents", "functions"]);
/** A shorter element is not worth a row of its own. */
const LEAST_ELEMENT = 32;
/** A shorter value of another member is not either. */
const LEAST_VALUE = 256;
/** Base64 of this length is an image, a file or audio, which come again in other messages as well. */
const LEAST_BLOB = 4096;

/**
 * Takes a payload apart such that the pieces put together are the same text, byte for byte. Agents
 * resend their whole history with each turn: messages, tools and files are pieces of their own.
 *
 * @param text a JSON object, or any other JSON text, which is one literal
 */
export function split(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const add = (start: number, end: number, texts: string[], separator: string) => {
    pieces.push(...blobs(text.slice(at, start)), { texts, separator });
    at = end;
  };
  if (text.length >= LEAST_VALUE && text.trimStart().startsWith("{")) {
    for (const { key, valueStart, valueEnd } of memberSpans(text)) {
      if (LISTS.has(key) && text[valueStart] === "[") addElements(text, valueStart, add);
      else if (valueEnd - valueStart >= LEAST_VALUE) addValue(text, valueStart, valueEnd, add);
    }
  }
  pieces.push(...blobs(text.slice(at)));
  return pieces;
}

type Add = (start: number, end: number, texts: string[], separator: string) => void;

function addValue(text: string, start: number, end: number, add: Add) {
  const value = text.slice(start, end);
  if (!holdsBlob(value)) add(start, end, [value], "");
}

/** A part of an array that is stored as one list. */
interface Stretch {
  start: number;
  end: number;
  texts: string[];
  separator: string;
}

/** Neighbours with the same separator make one list. */
function addElements(text: string, start: number, add: Add) {
  const stretches: Stretch[] = [];
  let open: Stretch | undefined;
  for (const span of elementSpans(text, start)) {
    const element = text.slice(span.start, span.end);
    if (element.length < LEAST_ELEMENT || holdsBlob(element)) {
      open = undefined;
      continue;
    }
    const between = open ? text.slice(open.end, span.start) : "";
    if (open && (open.texts.length === 1 || open.separator === between)) {
      open.separator = between;
      open.texts.push(element);
      open.end = span.end;
    } else {
      open = { ...span, texts: [element], separator: "" };
      stretches.push(open);
    }
  }
  for (const { start, end, texts, separator } of stretches) add(start, end, texts, separator);
}

function holdsBlob(text: string): boolean {
  return nextBlob(text, 0) !== null;
}

/** A literal, with what is large in it apart. */
function blobs(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (let blob = nextBlob(text, at); blob !== null; blob = nextBlob(text, at)) {
    if (blob.start > at) pieces.push({ literal: text.slice(at, blob.start) });
    pieces.push({ texts: [text.slice(blob.start, blob.end)], separator: "" });
    at = blob.end;
  }
  if (at < text.length) pieces.push({ literal: text.slice(at) });
  return pieces;
}

/** The next run of base64 letters at or after `from` that is long enough. It looks at few letters in other text. */
function nextBlob(text: string, from: number): { start: number; end: number } | null {
  for (let probe = from + LEAST_BLOB - 1; probe < text.length; probe += LEAST_BLOB) {
    if (!isBase64(text.charCodeAt(probe))) continue;
    let start = probe;
    while (start > from && isBase64(text.charCodeAt(start - 1))) start--;
    let end = probe + 1;
    while (end < text.length && isBase64(text.charCodeAt(end))) end++;
    if (end - start >= LEAST_BLOB) return { start, end };
    probe = end - 1;
  }
  return null;
}

function isBase64(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x2f && code <= 0x39) || code === 0x2b;
}
