import type { Random } from "../random.ts";

/** Words and sentences by name, in small letters; `#name#` in them stands for one of another list. */
export type Grammar = Readonly<Record<string, readonly string[]>>;

const SLOT = /#([A-Za-z][a-z]*)(\d?)#/g;

/**
 * One sentence of a grammar. `#name1#` is the same choice wherever it stands in this sentence,
 * `#Name1#` the same with a capital.
 *
 * @throws {RangeError} for a name that the grammar does not have
 */
export function tell(
  grammar: Grammar,
  name: string,
  random: Random,
  fixed: Map<string, string> = new Map(),
): string {
  return random.pick(grammar[name] ?? []).replace(SLOT, (_slot, word: string, digit: string) => {
    const inner = word.toLowerCase();
    const key = inner + digit;
    const told = (digit === "" ? undefined : fixed.get(key)) ?? tell(grammar, inner, random, fixed);
    if (digit !== "") fixed.set(key, told);
    return inner === word ? told : capital(told);
  });
}

/** Sentences to be found anew before one gives up. */
const TRIES = 6;

/**
 * Sentences of a grammar, one after the other, until the text has about so many characters. None is
 * said twice: when the grammar has no more, the text is shorter. At least one.
 */
export function several(
  grammar: Grammar,
  name: string,
  random: Random,
  { size, separator = " ", fixed = new Map() }: {
    size: number;
    separator?: string;
    fixed?: Map<string, string>;
  },
): string {
  const told = new Set<string>();
  let length = 0;
  for (let tries = TRIES; tries > 0 && (length < size || told.size === 0);) {
    const sentence = tell(grammar, name, random, new Map(fixed));
    if (told.has(sentence)) {
      tries--;
      continue;
    }
    tries = TRIES;
    told.add(sentence);
    length += sentence.length + separator.length;
  }
  return [...told].join(separator);
}

/** Parts of any kind one after the other until the text has about so many characters; at least one. */
export function fillUp(characters: number, separator: string, part: (place: number) => string) {
  let text = part(0);
  for (let place = 1; text.length < characters; place++) text += separator + part(place);
  return text;
}

/** The text with a capital at its beginning. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
