import { BadQuery } from "../queries/bad_query.ts";

/** What a search text asks for. */
export interface SearchQuery {
  /** For the full-text index; `null` when no word and no facet is asked for. */
  match: string | null;
  /** The same with the last word as a beginning, for where nothing matches; `null` where it is no word. */
  begun: string | null;
  /** Conditions on exchanges, as SQL. */
  conditions: { sql: string; param: string | number }[];
  /** The words themselves, lower case, for snippets. */
  words: string[];
}

/** What exchanges are told apart by in the index, and the letter of its tokens. */
const FACETS: Readonly<Record<string, string>> = {
  model: "m",
  provider: "p",
  status: "s",
  tool: "t",
  project: "j",
};

const TOKEN = /(-?)(?:([a-z]+):)?(?:"([^"]*)"|(\S+))/g;
const COMPARISON = /^(<=|>=|<|>|=)?(\d+(?:\.\d+)?)$/;
const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/**
 * Reads a search text: words, `"phrases"`, beginnings (`pre*`), `-without`, `model:`, `provider:`,
 * `status:ok|error|interrupted|NNN`, `tool:`, `project:`, `cost:>0.1`, `tokens:>1000`,
 * `date:2026-01`, `since:2026-01-31`, `until:2026-02-01`. All of it has to hold.
 *
 * @throws {BadQuery} that says what to write
 */
export function parseSearch(search: string): SearchQuery {
  const wanted: string[] = [];
  const unwanted: string[] = [];
  const query: SearchQuery = { match: null, begun: null, conditions: [], words: [] };
  let last: string | null = null;
  for (const found of search.matchAll(TOKEN)) {
    const [token, minus, key, phrase, word = ""] = found;
    const value = phrase ?? word;
    if (value === "") continue;
    const into = minus === "-" ? unwanted : wanted;
    const letter = key === undefined ? undefined : FACETS[key];
    if (key === undefined) {
      const isBeginning = phrase === undefined && value.endsWith("*");
      const expression = textMatch(value, isBeginning);
      if (expression === null) continue;
      into.push(expression);
      const isLast = found.index + token.length === search.length;
      if (isLast && phrase === undefined && minus === "" && !isBeginning) {
        last = textMatch(value, true);
      }
      if (minus === "") query.words.push(...wordsOf(value));
    } else if (letter !== undefined) into.push(facetMatch(letter, value));
    else if (Object.hasOwn(COLUMNS, key)) query.conditions.push(compared(key, value));
    else if (Object.hasOwn(DATES, key)) query.conditions.push(...dated(key, value));
    else into.push(textMatch(`${key} ${value}`, false) ?? '""');
  }
  if (wanted.length === 0 && unwanted.length > 0) {
    throw new BadQuery("search needs something to look for beside what is left out.");
  }
  const without = unwanted.map((expression) => ` NOT ${expression}`).join("");
  const all = (expressions: string[]) => `(${expressions.join(" AND ")})${without}`;
  if (wanted.length > 0) query.match = all(wanted);
  // Who is still typing has not written the last word to its end.
  if (last !== null) query.begun = all([...wanted.slice(0, -1), last]);
  return query;
}

/** A token of the index for a facet: letters and digits alone, so that no tokenizer takes it apart. */
export function facetToken(letter: string, value: string): string {
  const bytes = new TextEncoder().encode(value.toLowerCase());
  return `z${letter}${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}z`;
}

function facetMatch(letter: string, value: string): string {
  if (!value.endsWith("*")) return `facets : "${facetToken(letter, value)}"`;
  return `facets : "${facetToken(letter, value.slice(0, -1)).slice(0, -1)}" *`;
}

function textMatch(value: string, isBeginning: boolean): string | null {
  const words = wordsOf(value);
  if (words.length === 0) return null;
  return `text : "${words.join(" ")}"${isBeginning ? " *" : ""}`;
}

/** As the index's tokenizer has it: letters and digits, the rest is between words. */
function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

const COLUMNS: Readonly<Record<string, { column: string; scale: number }>> = {
  cost: { column: "cost_nanos", scale: 1e9 },
  tokens: { column: "total_tokens", scale: 1 },
  duration: { column: "duration_ms", scale: 1000 },
};

function compared(key: string, value: string) {
  const [, sign = "=", number] = COMPARISON.exec(value) ?? [];
  const known = COLUMNS[key];
  if (number === undefined || !known) {
    throw new BadQuery(`search: write ${key}:>0.1, ${key}:<=5 or the like, not ${key}:${value}.`);
  }
  return { sql: `${known.column} ${sign} ?`, param: Math.round(Number(number) * known.scale) };
}

const DATES: Readonly<Record<string, readonly ("from" | "to")[]>> = {
  date: ["from", "to"],
  since: ["from"],
  until: ["to"],
};

function dated(key: string, value: string) {
  const [, year, month, day] = DATE.exec(value) ?? [];
  if (year === undefined) {
    throw new BadQuery(`search: write ${key}:2026, ${key}:2026-01 or ${key}:2026-01-31.`);
  }
  // A prefix of a timestamp is before all that begin with it; "~" is after them.
  const prefix = [year, month, day].filter((part) => part !== undefined).join("-");
  return (DATES[key] ?? []).map((end) =>
    end === "from"
      ? { sql: "timestamp >= ?", param: prefix }
      : { sql: "timestamp <= ?", param: `${prefix}~` }
  );
}
