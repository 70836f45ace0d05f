import type { ConfigPrices } from "../config/types.ts";
import type { JsonValue } from "../types/json.ts";
import { fromCatalogue } from "./catalogue_prices.ts";
import { configSheet, overlayConfig } from "./config_prices.ts";
import { isLocal } from "./names.ts";
import { fromOverrides } from "./override_prices.ts";
import { servedAs } from "./served.ts";
import { underTerms } from "./served_prices.ts";
import { type FoundPrices, type Lookup, NO_CHARGE } from "./sheet.ts";

/** A lookup with what else decides on the price. */
export interface FullLookup extends Lookup {
  prices: ConfigPrices;
  serviceTier?: string | null;
  /** The provider's usage object, which tells how the request was served. */
  raw: JsonValue;
}

/**
 * The prices that apply, from the first source that knows them: the config, our overrides,
 * genai-prices, free because local. `null` when none does.
 */
export function findPrices(lookup: FullLookup): FoundPrices | null {
  const stated = configSheet(lookup.prices);
  const published = publishedPrices(lookup);
  return stated ? overlayConfig(stated, published) : published;
}

function publishedPrices(lookup: FullLookup): FoundPrices | null {
  if (isLocal(lookup.provider)) {
    return { sheet: { ...NO_CHARGE }, source: "free", date: null, rules: [] };
  }
  const found = fromOverrides(lookup) ?? fromCatalogue(lookup);
  return found && underTerms(found, lookup, servedAs(lookup.serviceTier, lookup.raw));
}
