import { calcPrice } from "@pydantic/genai-prices";
import { decimalText } from "./decimal.ts";
import { catalogueKeys } from "./names.ts";
import { type Bucket, type FoundPrices, longPromptRule, type Lookup, NO_CHARGE } from "./sheet.ts";
import type { PriceSheet } from "./sheet.ts";

/** When the pinned release of genai-prices (0.1.8) came out: the date of its prices. */
export const CATALOGUE_DATE = "2026-09-23";

type Calculation = NonNullable<ReturnType<typeof calcPrice>>;
type ModelPrice = Calculation["model_price"];

/** The catalogue's keys that our usage has a bucket for. `_mtok` is per million tokens, `_kcount` per thousand. */
const BUCKETS: Readonly<Record<string, Bucket>> = {
  input_mtok: "input",
  cache_read_mtok: "cacheRead",
  cache_audio_read_mtok: "cacheReadAudio",
  cache_write_mtok: "cacheWrite5m",
  cache_write_1h_mtok: "cacheWrite1h",
  input_audio_mtok: "audioInput",
  output_mtok: "output",
  output_reasoning_mtok: "reasoning",
  output_image_mtok: "imageOutput",
  output_audio_mtok: "audioOutput",
  web_searches_kcount: "webSearches",
  requests_kcount: "requests",
};

/** Tokens that cost something else than text and that no usage tells apart: no price is better than a wrong one. */
const UNTELLABLE = [
  "input_image_mtok",
  "cache_image_read_mtok",
  "input_video_mtok",
  "output_video_mtok",
] as const;

/** Models without any price in the catalogue that are free of charge, not unknown. */
const FREE_OF_CHARGE = /:free$|^gemma-/;

/** The prices of genai-prices for a model at a time; `null` when it has none that can be trusted. */
export function fromCatalogue(lookup: Lookup): FoundPrices | null {
  const found = match(lookup);
  return found && read(found, lookup.promptTokens);
}

/** How many tokens a model takes at once, as far as genai-prices knows; `null` when it does not. */
export function contextWindow(lookup: Omit<Lookup, "promptTokens">): number | null {
  return match(lookup)?.model.context_window ?? null;
}

const MINUTE_MS = 60_000;
/** The matches of one minute: prices change by date and hour, and the search costs more than all the rest. */
const matches = { minute: 0, byModel: new Map<string, Calculation | null>() };

function match({ provider, model, at }: Omit<Lookup, "promptTokens">): Calculation | null {
  const minute = Math.floor(at.getTime() / MINUTE_MS);
  if (matches.minute !== minute) {
    matches.minute = minute;
    matches.byModel.clear();
  }
  const key = `${provider}/${model}`;
  const known = matches.byModel.get(key);
  if (known !== undefined) return known;
  const found = search(provider, model, at);
  matches.byModel.set(key, found);
  return found;
}

function search(provider: string, model: string, at: Date): Calculation | null {
  for (const { id, model: name } of catalogueKeys(provider, model)) {
    // Zero tokens: only its choice of model and date is wanted, not its floating-point sum.
    const found = calcPrice({ input_tokens: 0, output_tokens: 0 }, name, {
      providerId: id,
      timestamp: at,
    });
    if (found) return found;
  }
  return null;
}

function read(found: Calculation, promptTokens: number): FoundPrices | null {
  if (UNTELLABLE.some((key) => found.model_price[key] !== undefined)) return null;
  const rules = dateRule(found);
  const sheet = sheetOf(found.model_price, promptTokens, rules);
  if (Object.keys(sheet).length > 0) {
    return { sheet, source: "genai-prices", date: CATALOGUE_DATE, rules };
  }
  if (!FREE_OF_CHARGE.test(found.model.id)) return null;
  return { sheet: { ...NO_CHARGE }, source: "genai-prices", date: CATALOGUE_DATE, rules };
}

/** Reads the catalogue's prices; a prompt's tier is named in `rules`, once. */
function sheetOf(prices: ModelPrice, promptTokens: number, rules: string[]): PriceSheet {
  const sheet: PriceSheet = {};
  let tierRule: string | null = null;
  for (const [key, price] of Object.entries(prices)) {
    const bucket = BUCKETS[key];
    if (bucket === undefined || price === undefined) continue;
    if (typeof price === "number") {
      sheet[bucket] = exact(price);
      continue;
    }
    const tier = price.tiers.filter(({ start }) => promptTokens > start)
      .reduce((best, next) => next.start > best.start ? next : best, {
        start: -1,
        price: price.base,
      });
    sheet[bucket] = exact(tier.price);
    if (tier.start >= 0) tierRule = longPromptRule(tier.start);
  }
  if (tierRule !== null) rules.push(tierRule);
  return sheet;
}

/** The catalogue has a few hundred different numbers. */
const exactTexts = new Map<number, string>();

/** Some entries were computed in floating point (0.18000000000000002): twelve digits are what was meant. */
function exact(price: number): string {
  const known = exactTexts.get(price);
  if (known !== undefined) return known;
  const text = decimalText(Number(price.toPrecision(12)));
  exactTexts.set(price, text);
  return text;
}

function dateRule({ model, model_price }: Calculation): string[] {
  if (!Array.isArray(model.prices)) return [];
  const constraint = model.prices.find(({ prices }) => prices === model_price)?.constraint;
  if (!constraint) return [];
  return constraint.type === "start_date"
    ? [`since ${constraint.start_date}`]
    : [`${constraint.start_time.slice(0, 5)}–${constraint.end_time.slice(0, 5)} UTC`];
}
