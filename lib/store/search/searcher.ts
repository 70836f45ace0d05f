import type { Condition } from "../queries/time_filter.ts";
import { MOST_MATCHES, type SearchIndex } from "./index.ts";
import { parseSearch } from "./query.ts";

/** What a search has found. */
export interface Found {
  /** The numbers of the exchanges that the index has, the newest first; `null` for all. */
  ids: readonly number[] | null;
  /** Conditions on exchanges that have to hold as well. */
  conditions: Condition[];
  /** For snippets. */
  words: string[];
  /** Whether there are more matches than were looked at. */
  capped: boolean;
  /** How many exchanges are not indexed yet. */
  lag: number;
}

/** Finds the exchanges for a search text. Throws BadQuery. */
export type Searcher = (search: string) => Found;

/** How long a search may wait for what is new to be indexed, in milliseconds. */
const PATIENCE_MS = 250;

/** Searches an index, what was recorded a moment ago included. */
export function searcherOf(index: SearchIndex): Searcher {
  return (search) => {
    const { match, conditions, words } = parseSearch(search);
    const found = conditions.map(({ sql, param }): Condition => ({ sql, params: [param] }));
    if (match === null) return { ids: null, conditions: found, words, capped: false, lag: 0 };
    const lag = index.catchUp(PATIENCE_MS);
    const ids = index.find(match);
    const capped = ids.length > MOST_MATCHES;
    return { ids: ids.slice(0, MOST_MATCHES), conditions: found, words, capped, lag };
  };
}
