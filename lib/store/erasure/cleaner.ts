import { Scrub } from "../payload/scrub.ts";
import { redactSecrets } from "../redact.ts";

/** A change can make a new match with what stands beside it; more rounds than this are no accident. */
const ROUNDS = 4;
/** A shorter word stands in other places as well. */
const LEAST_WORD = 8;
/** So many words are enough to tell whether some are left. */
const MOST_WORDS = 20_000;
/** Takes out nothing but what no payload may have beside patterns: the texts of `logprobs`. */
const NO_PATTERN = new Scrub([]);
/** What ends a word, also within JSON within JSON. */
const BETWEEN_WORDS = /[^A-Za-z0-9_+/.~=@-]+/;

/** Takes secrets out of texts: keys as {@link redactSecrets} knows them, and what patterns match. */
export class Cleaner {
  /** Words that were taken out, to see afterwards that they are nowhere. Never to be shown. */
  readonly removed = new Set<string>();
  readonly #scrub: Scrub | null;

  /** @param patterns regular expressions, each known to be a good one */
  constructor(patterns: readonly string[]) {
    this.#scrub = patterns.length === 0 ? null : new Scrub(patterns);
  }

  /** A text that is JSON, or was meant to be; JSON stays JSON. */
  json(text: string): string {
    return this.#clean(text, (text) => redactSecrets(this.#scrub?.payload(text) ?? text));
  }

  /** Any other text. */
  text(text: string): string {
    return this.#clean(text, (text) => redactSecrets(this.#scrub?.text(text) ?? text));
  }

  #clean(text: string, once: (text: string) => string): string {
    let clean = once(text);
    if (clean === text) return text;
    for (let round = 1; round < ROUNDS; round++) {
      const cleaner = once(clean);
      if (cleaner === clean) break;
      clean = cleaner;
    }
    this.#note(text, clean);
    return clean;
  }

  #note(before: string, after: string) {
    const kept = new Set(after.split(BETWEEN_WORDS));
    // What spells an answer out in pieces stands in the answer as well.
    for (const word of NO_PATTERN.payload(before).split(BETWEEN_WORDS)) {
      if (this.removed.size >= MOST_WORDS) return;
      if (word.length >= LEAST_WORD && !kept.has(word)) this.removed.add(word);
    }
  }
}
