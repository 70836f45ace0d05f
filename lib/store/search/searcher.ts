import type { Condition } from "../queries/time_filter.ts";
import { MOST_MATCHES, type SearchIndex } from "./index.ts";
import { parseSearch } from "./query.ts";

/** What a search has found. */
export interface Found {
  /** Conditions on exchanges that all have to hold. */
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
    if (match === null) return { conditions: found, words, capped: false, lag: 0 };
    const lag = index.catchUp(PATIENCE_MS);
    const ids = index.find(match);
    found.push({ sql: "id IN (SELECT value FROM json_each(?))", params: [JSON.stringify(ids)] });
    return { conditions: found, words, capped: ids.length === MOST_MATCHES, lag };
  };
}
