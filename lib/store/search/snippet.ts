/** A stretch of a text; `hit` for a word that was searched for. */
export interface SnippetPart {
  text: string;
  hit: boolean;
}

/** How much stands around the first hit. */
const AROUND = 80;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** The surroundings of the first of the words in a text, all of them marked; none found: its beginning. */
export function snippetOf(text: string, words: readonly string[]): SnippetPart[] {
  const wanted = words.map(plain);
  const isHit = (word: string) => wanted.some((prefix) => plain(word).startsWith(prefix));
  const hits = wanted.length === 0 ? [] : [...text.matchAll(WORD)].filter(([word]) => isHit(word));
  const at = hits[0]?.index ?? 0;
  const from = Math.max(0, at - AROUND);
  const to = Math.min(text.length, at + 2 * AROUND);
  const parts: SnippetPart[] = [];
  let end = from;
  const add = (text: string, hit: boolean) => text === "" || parts.push({ text, hit });
  for (const { index, 0: word } of hits) {
    if (index < from || index + word.length > to) continue;
    add(text.slice(end, index), false);
    add(word, true);
    end = index + word.length;
  }
  add(text.slice(end, to), false);
  return parts;
}

function plain(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
