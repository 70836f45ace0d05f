import { times } from "./decimal.ts";
import type { Bucket, PriceSheet } from "./sheet.ts";

/** A sheet without gaps, and why a bucket has the price that it has where it was not stated. */
export interface CompleteSheet {
  sheet: PriceSheet;
  reasons: Map<Bucket, string>;
}

interface Fallback {
  bucket: Bucket;
  /** The bucket whose price stands in. */
  from: Bucket;
  factor: string;
  /** Models that the rule is for; all when absent. */
  models?: RegExp;
}

/**
 * In this order; the first that applies wins. Anthropic charges 1.25× the input price for a write
 * to the five-minute cache and 2× for the one-hour cache, on every platform that sells Claude:
 * https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing (read 2026-10-24).
 * Elsewhere a token without a price of its own is billed as a plain token of its side.
 */
const FALLBACKS: readonly Fallback[] = [
  { bucket: "cacheWrite5m", from: "input", factor: "1.25", models: /claude/i },
  { bucket: "cacheWrite1h", from: "input", factor: "2", models: /claude/i },
  { bucket: "cacheRead", from: "input", factor: "1" },
  { bucket: "cacheWrite5m", from: "input", factor: "1" },
  { bucket: "cacheWrite1h", from: "cacheWrite5m", factor: "1" },
  { bucket: "audioInput", from: "input", factor: "1" },
  { bucket: "audioOutput", from: "output", factor: "1" },
];

/** Fills the gaps of a price sheet by the rules above. */
export function completeSheet(stated: PriceSheet, model: string): CompleteSheet {
  const sheet = { ...stated };
  const reasons = new Map<Bucket, string>();
  for (const { bucket, from, factor, models } of FALLBACKS) {
    const price = sheet[from];
    if (sheet[bucket] !== undefined || price === undefined) continue;
    if (models && !models.test(model)) continue;
    sheet[bucket] = times(price, factor);
    const share = factor === "1" ? "" : `${factor}× `;
    reasons.set(bucket, `${bucket} at ${share}the ${from} price`);
  }
  return { sheet, reasons };
}
