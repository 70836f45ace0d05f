import type { Condition } from "../queries/time_filter.ts";
import type { SearchIndex } from "./index.ts";
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

/** Finds the exchanges for a search text, fewer in a hurry. Throws BadQuery. */
export type Searcher = (search: string, quick?: boolean) => Found;

/** More matches than this are not looked at. */
const MOST_MATCHES = 10_000;
const MOST_IN_A_HURRY = 5_000;

/** How long a search may wait for what is new to be indexed, in milliseconds. */
const PATIENCE_MS = 250;

/** Searches an index, what was recorded a moment ago included. */
export function searcherOf(index: SearchIndex): Searcher {
  return (search, quick = false) => {
    const { match, begun, conditions, words } = parseSearch(search);
    const found = conditions.map(({ sql, param }): Condition => ({ sql, params: [param] }));
    if (match === null) return { ids: null, conditions: found, words, capped: false, lag: 0 };
    const lag = index.catchUp(PATIENCE_MS);
    const most = quick ? MOST_IN_A_HURRY : MOST_MATCHES;
    const whole = index.find(match, most + 1);
    const ids = whole.length > 0 || begun === null ? whole : index.find(begun, most + 1);
    const capped = ids.length > most;
    return { ids: ids.slice(0, most), conditions: found, words, capped, lag };
  };
}
