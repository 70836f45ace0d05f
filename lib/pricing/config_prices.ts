import type { ConfigPrices } from "../config/types.ts";
import { decimalText } from "./decimal.ts";
import type { Bucket, FoundPrices, PriceSheet } from "./sheet.ts";

const BUCKETS: Record<keyof ConfigPrices, Bucket> = {
  inputCostPerToken: "input",
  outputCostPerToken: "output",
  cacheReadInputTokenCost: "cacheRead",
  cacheCreationInputTokenCost: "cacheWrite5m",
  cacheCreationInputTokenCostAbove1hr: "cacheWrite1h",
  inputCostPerAudioToken: "audioInput",
  outputCostPerAudioToken: "audioOutput",
  outputCostPerReasoningToken: "reasoning",
};

/** The sides of a sheet: the bucket that leads, and those that a price of 0 makes free with it. */
const SIDES: readonly [Bucket, readonly Bucket[]][] = [
  ["input", ["cacheRead", "cacheWrite5m", "cacheWrite1h", "audioInput"]],
  ["output", ["audioOutput", "imageOutput", "reasoning"]],
];

/** The prices that a config entry states, turned into USD per million; `null` when it states none. */
export function configSheet(prices: ConfigPrices): PriceSheet | null {
  const sheet: PriceSheet = {};
  for (const [key, bucket] of Object.entries(BUCKETS)) {
    const price = prices[key as keyof ConfigPrices];
    if (price !== undefined) sheet[bucket] = decimalText(price, 6);
  }
  if (Object.keys(sheet).length === 0) return null;
  for (const [lead, others] of SIDES) {
    if (sheet[lead] !== "0") continue;
    for (const bucket of others) sheet[bucket] ??= "0";
  }
  return sheet;
}

/**
 * The config's prices, with what they leave out taken from the next source: whoever writes only
 * the list price of input and output still pays the list price for cached tokens. A cached token
 * never costs more than the config's input token.
 */
export function overlayConfig(stated: PriceSheet, base: FoundPrices | null): FoundPrices {
  const sheet: PriceSheet = { ...stated };
  const notes = new Map<Bucket, string>();
  for (const [bucket, price] of Object.entries(base?.sheet ?? {}) as [Bucket, string][]) {
    // A separate price for thinking belongs to the output price that it was published with.
    const belongs = bucket === "reasoning" && stated.output !== undefined;
    if (base === null || belongs || sheet[bucket] !== undefined) continue;
    sheet[bucket] = bucket.startsWith("cacheRead") ? cheaper(price, stated.input) : price;
    notes.set(bucket, `${bucket} from ${[base.source, base.date, ...base.rules].join(" ")}`);
  }
  return { sheet, source: "config", date: null, rules: [], notes };
}

function cheaper(price: string, limit: string | undefined): string {
  return limit !== undefined && Number(limit) < Number(price) ? limit : price;
}
