import { LATIN } from "./languages_latin.ts";
import { OTHER_SCRIPTS } from "./languages_other.ts";
import type { Grammar } from "./grammar.ts";

/** How people talk in a language. */
export interface Speech {
  /** Its name in English. */
  name: string;
  /** Has `thing`, `ask`, `more` and `answer`. */
  talk: Grammar;
  /** The lines of {@link ENGLISH_LINES}, in this language. */
  lines: readonly string[];
}

/** Lines as they stand on notices, which each language has. */
export const ENGLISH_LINES: readonly string[] = [
  "The ferry leaves an hour later today because of fog.",
  "Please bring gloves and garden shears.",
  "The library is closed on Mondays.",
  "Keep the receipt: you can exchange it within two weeks.",
  "The second room stays closed until spring.",
  "Dogs are welcome, bicycles are not.",
];

/** Some languages, of several scripts and both directions. */
export const LANGUAGES: readonly Speech[] = [...LATIN, ...OTHER_SCRIPTS];
