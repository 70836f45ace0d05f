import { scaled } from "./override_prices.ts";
import type { Served } from "./served.ts";
import { SERVED_BY_HOSTS } from "./served_hosts.ts";
import { SERVED_BY_OPENAI } from "./served_openai.ts";
import type { FoundPrices, Lookup, PriceSheet } from "./sheet.ts";

/** What a model costs when its provider served it in a special way. */
export interface ServedPrice {
  provider: string;
  term: keyof Served;
  values: readonly string[];
  /** Models that the row is for; of the rows of one term, the first that fits is taken. */
  models: RegExp;
  /** For prompts of at most so many tokens; all when absent. */
  upTo?: number;
  /** What the standard prices are multiplied by; `null` where it costs something else that we do not know. */
  factor: string | null;
  /** Prices that are published otherwise than by the factor. */
  prices?: PriceSheet;
  source: string;
  /** YYYY-MM-DD */
  checked: string;
}

const ROWS: readonly ServedPrice[] = [...SERVED_BY_OPENAI, ...SERVED_BY_HOSTS];

/** How a term is called in a cost's rule. They apply one after the other, each to the result of the last. */
const NAMES: Readonly<Record<keyof Served, string>> = {
  serviceTier: "service tier",
  speed: "speed",
  inferenceGeo: "inference geography",
  searchContextSize: "search context size",
};

/**
 * The prices under the terms that the provider says it applied. What the tables do not name
 * (`default`, `standard`, `on_demand` …) costs what is listed. `null` when a term is known to cost
 * something else and we do not know what.
 */
export function underTerms(found: FoundPrices, lookup: Lookup, served: Served): FoundPrices | null {
  let result = found;
  for (const term of Object.keys(NAMES) as (keyof Served)[]) {
    const row = rowFor(term, served[term], lookup);
    if (!row) continue;
    if (row.factor === null) return null;
    result = under(result, row, row.factor, `${NAMES[term]} ${served[term]}`);
  }
  return result;
}

function rowFor(term: keyof Served, value: string, lookup: Lookup): ServedPrice | undefined {
  const model = lookup.model.toLowerCase();
  return ROWS.find((row) =>
    row.provider === lookup.provider && row.term === term && row.values.includes(value) &&
    row.models.test(model) && lookup.promptTokens <= (row.upTo ?? Infinity)
  );
}

function under(found: FoundPrices, row: ServedPrice, factor: string, name: string): FoundPrices {
  const { webSearches, requests, ...tokens } = found.sheet;
  const sheet = scaled(tokens, factor);
  // A search and a request cost the same however tokens are served.
  if (webSearches !== undefined) sheet.webSearches = webSearches;
  if (requests !== undefined) sheet.requests = requests;
  const share = factor === "1" ? "" : ` at ${factor}× the standard price`;
  return { ...found, sheet: { ...sheet, ...row.prices }, rules: [...found.rules, name + share] };
}
