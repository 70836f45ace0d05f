/** A stretch of a text; `hit` for a word that was searched for. */
export interface SnippetPart {
  text: string;
  hit: boolean;
}

/** How much stands around the first hit. */
const AROUND = 80;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/**
 * The surroundings of the first of the words in a text, all of them marked; none found: its beginning.
 * It begins and ends with a word where it can, and has `…` where it leaves something out.
 */
export function snippetOf(text: string, words: readonly string[]): SnippetPart[] {
  const wanted = words.map(plain);
  const isHit = (word: string) => wanted.some((prefix) => plain(word).startsWith(prefix));
  const hits = wanted.length === 0 ? [] : [...text.matchAll(WORD)].filter(([word]) => isHit(word));
  const at = hits[0]?.index ?? 0;
  const from = beginOf(text, at);
  const to = endOf(text, at + (hits[0]?.[0].length ?? 0), at + 2 * AROUND);
  const parts: SnippetPart[] = from === 0 ? [] : [{ text: "… ", hit: false }];
  let end = from;
  const add = (text: string, hit: boolean) => text === "" || parts.push({ text, hit });
  for (const { index, 0: word } of hits) {
    if (index < from || index + word.length > to) continue;
    add(text.slice(end, index), false);
    add(word, true);
    end = index + word.length;
  }
  add(text.slice(end, to), false);
  add(text.slice(to).trim() === "" ? "" : " …", false);
  return parts;
}

/** Where a word begins, not far before a hit. */
function beginOf(text: string, hit: number): number {
  const from = hit - AROUND;
  if (from <= 0) return 0;
  const space = text.slice(from - 1, hit).search(/\s\S/);
  return space < 0 ? whole(text, from) : from + space;
}

/** Where a word ends, not far behind a hit. */
function endOf(text: string, hit: number, to: number): number {
  if (to >= text.length) return text.length;
  const space = text.slice(hit, to + 1).search(/\s\S*$/);
  return space < 0 ? whole(text, to) : hit + space;
}

/** A place between characters: of one that takes two units, before it. */
function whole(text: string, place: number): number {
  return (text.charCodeAt(place) & 0xfc00) === 0xdc00 ? place - 1 : place;
}

function plain(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
