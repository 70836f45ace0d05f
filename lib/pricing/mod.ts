import type { ConfigPrices } from "../config/types.ts";
import type { Cost } from "../types/exchange.ts";
import { promptTokens, type Usage } from "../types/usage.ts";
import { costOf, reportedAsCost } from "./cost.ts";
import { findPrices } from "./find.ts";

export { contextWindow } from "./catalogue_prices.ts";
export {
  type Catalogue,
  catalogue,
  type CatalogueModel,
  type CatalogueProvider,
} from "./listing.ts";

/** What an exchange was run with, as far as it decides on its price. */
export interface PriceQuestion {
  /** Our provider name. */
  provider: string;
  /** The name to look prices up by. */
  model: string;
  /** Prices of the config entry; they win over everything else. */
  prices: ConfigPrices;
  /** When the exchange began: prices change by date and by hour. */
  at: Date;
  /** The service tier that the answer names; where it names none, the usage object may. */
  serviceTier?: string | null;
  /** USD that the provider itself reports for the exchange. */
  reported?: string | number | null;
}

/** The standard prices of a model for a short prompt. */
export interface ListPrice {
  /** USD per million tokens as exact decimals; `null` where none is known. */
  input: string | null;
  output: string | null;
  cacheRead: string | null;
  /** As in {@link Cost}. */
  source: string;
  date: string | null;
}

/**
 * What a usage costs and why, from the first that knows: the config, the provider's own report,
 * our overrides, genai-prices, free because local. `null` when no price is known; never a guess.
 */
export function priceUsage(usage: Usage, question: PriceQuestion): Cost | null {
  const found = findPrices({ ...question, raw: usage.raw, promptTokens: promptTokens(usage) });
  if (found?.source !== "config") {
    const reported = reportedAsCost(question.reported);
    if (reported) return reported;
  }
  return found && costOf(usage, found, question.model);
}

/** The prices to show for a model before anything is used; `null` when none is known. */
export function listPrice(question: PriceQuestion): ListPrice | null {
  const found = findPrices({ ...question, raw: null, promptTokens: 0 });
  if (!found) return null;
  const { input = null, output = null, cacheRead = null } = found.sheet;
  return { input, output, cacheRead, source: found.source, date: found.date };
}
