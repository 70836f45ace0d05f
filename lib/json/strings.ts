import { skipSpace, stringEnd, valueEnd } from "./scan.ts";

/** What becomes of the strings of a JSON text. */
export interface StringChanges {
  /**
   * The string that takes the place of this one; the same one leaves its characters alone. `key` is
   * the key that stands before it, that of its list where it is in one, "" before the first.
   */
  text(value: string, key: string): string;
  /** The string that takes the place of an object or list below a key; `null` to look into it. */
  below?(key: string): string | null;
}

/**
 * Changes the strings of a JSON text, keys included, and leaves every other character alone. Each is
 * seen as it is meant: without escapes. The text must be valid JSON; so is the result.
 */
export function mapStrings(
  text: string,
  { text: change, below = () => null }: StringChanges,
): string {
  let result = "";
  let copied = 0;
  let key = "";
  const replace = (start: number, end: number, value: string) => {
    result += text.slice(copied, start) + JSON.stringify(value);
    copied = end;
  };
  for (let at = text.indexOf('"'); at !== -1;) {
    const end = stringEnd(text, at);
    const value = valueOf(text, at, end);
    const changed = change(value, key);
    if (changed !== value) replace(at, end, changed);
    at = text.indexOf('"', end);
    const colon = skipSpace(text, end);
    if (text[colon] !== ":") continue;
    key = value;
    const start = skipSpace(text, colon + 1);
    const instead = text[start] === "{" || text[start] === "[" ? below(key) : null;
    if (instead === null) continue;
    const over = valueEnd(text, start);
    replace(start, over, instead);
    at = text.indexOf('"', over);
  }
  return copied === 0 ? text : result + text.slice(copied);
}

function valueOf(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  return inner.includes("\\") ? String(JSON.parse(text.slice(start, end))) : inner;
}
