import type { ConfigPrices } from "../config/types.ts";
import { fromCatalogue } from "./catalogue_prices.ts";
import { configSheet, overlayConfig } from "./config_prices.ts";
import { isLocal } from "./names.ts";
import { fromOverrides } from "./override_prices.ts";
import { underServiceTier } from "./service_tiers.ts";
import { type FoundPrices, type Lookup, NO_CHARGE } from "./sheet.ts";

/** A lookup with what else decides on the price. */
export interface FullLookup extends Lookup {
  prices: ConfigPrices;
  serviceTier?: string | null;
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
  const { provider, model } = lookup;
  if (isLocal(provider)) {
    return { sheet: { ...NO_CHARGE }, source: "free", date: null, rules: [] };
  }
  const found = fromOverrides(lookup) ?? fromCatalogue(lookup);
  return found && underServiceTier(found, { ...lookup, provider, model });
}
