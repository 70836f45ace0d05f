import { mapStrings } from "../../json/strings.ts";
import { marker } from "../../types/marker.ts";
import { mediaOf } from "./media.ts";
import { isJson } from "../../json/is_json.ts";

/** What stands in place of what a pattern matched. */
const REDACTED = "[redacted]";
/** JSON within strings within JSON: the arguments of a tool call are one such step. */
const DEEPEST = 4;

/** Redacts by patterns. May take for ever: a pattern decides that, see `Scrubber`. */
export class Scrub {
  readonly #patterns: readonly RegExp[];
  readonly #at: (pattern: number) => void;

  /**
   * @param patterns regular expressions, each known to be one
   * @param at hears which of them is at work, from 0
   */
  constructor(patterns: readonly string[], at: (pattern: number) => void = () => {}) {
    this.#patterns = patterns.map((pattern) => new RegExp(pattern, "gu"));
    this.#at = at;
  }

  /**
   * A payload without what the patterns match in its strings, which are seen without their escapes,
   * also where a string is JSON itself. JSON stays JSON. Files are left alone, and the probabilities
   * of tokens are not stored, for they spell the text out in pieces.
   */
  payload(text: string): string {
    return isJson(text) ? this.#json(text, 0) : this.#broken(text);
  }

  /** A text that is no JSON. */
  text(text: string): string {
    return this.#patterns.reduce((text, pattern, index) => {
      this.#at(index);
      return text.replace(pattern, (match) => match === "" ? "" : REDACTED);
    }, text);
  }

  #json(text: string, depth: number): string {
    return mapStrings(text, {
      text: (value) => {
        if (mediaOf(value, "") !== null) return value;
        const isNested = depth < DEEPEST && /^\s*[{[]/.test(value) && isJson(value);
        return this.text(isNested ? this.#json(value, depth + 1) : value);
      },
      below: (key) => key === "logprobs" ? marker("not stored") : null,
    });
  }

  /** Its escapes may hide what the patterns look for; it is stored without them when they do. */
  #broken(text: string): string {
    const plain = text.replace(
      /\\(?:u([0-9a-fA-F]{4})|(.))/gs,
      (_, code: string | undefined, letter: string) =>
        code === undefined ? LETTERS[letter] ?? letter : String.fromCharCode(parseInt(code, 16)),
    );
    const redacted = this.text(plain);
    return redacted === plain ? this.text(text) : redacted;
  }
}

const LETTERS: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
