import type { Cost, CostLine } from "../types/exchange.ts";
import type { Usage } from "../types/usage.ts";
import { completeSheet } from "./complete.ts";
import { decimalText, nanos } from "./decimal.ts";
import type { Bucket, FoundPrices, Part } from "./sheet.ts";

const MILLION = 1_000_000;
const THOUSAND = 1_000;

/** How many units a bucket's price is for. */
const PER: Record<Bucket, number> = {
  input: MILLION,
  cacheRead: MILLION,
  cacheReadAudio: MILLION,
  cacheWrite5m: MILLION,
  cacheWrite1h: MILLION,
  audioInput: MILLION,
  output: MILLION,
  reasoning: MILLION,
  imageOutput: MILLION,
  audioOutput: MILLION,
  webSearches: THOUSAND,
  requests: THOUSAND,
};

/**
 * Usage × prices. Each line is rounded to whole nano-dollars, the total is their sum, so lines and
 * total always agree. `null` when tokens were used whose price is not known.
 */
export function costOf(usage: Usage, found: FoundPrices, model: string): Cost | null {
  const { sheet, reasons } = completeSheet(found.sheet, model);
  const rules = [...found.rules];
  const lines: CostLine[] = [];
  for (const [bucket, amount] of amounts(usage, sheet)) {
    if (!(amount > 0)) continue;
    const price = sheet[bucket];
    if (price === undefined) {
      // What a search costs can depend on a monthly quota: the tokens are still worth booking.
      if (bucket !== "webSearches") return null;
      rules.push("web searches not included, their price is not known");
      continue;
    }
    const whole = Math.round(amount);
    lines.push({ bucket, amount: whole, price, nanos: nanos(whole, price, PER[bucket]) });
    const reason = found.notes?.get(bucket) ?? reasons.get(bucket);
    if (reason !== undefined) rules.push(reason);
  }
  const total = lines.reduce((sum, line) => sum + line.nanos, 0);
  // Only a nonsensical count gets here; a number that SQLite or JSON would bend is no cost.
  if (!Number.isSafeInteger(total)) return null;
  const rule = rules.length > 0 ? rules.join("; ") : null;
  const saved = cacheSaved(lines, sheet.input);
  return {
    nanos: total,
    lines,
    source: found.source,
    date: found.date,
    rule,
    ...(saved === null ? {} : { cacheSaved: saved }),
  };
}

/** Cached sound is left out: fresh it has a price of its own. */
const CACHED: readonly string[] = ["cacheRead", "cacheWrite5m", "cacheWrite1h"] satisfies Bucket[];

/** What cached tokens would have cost as fresh ones, less what they did; `null` where there are none. */
function cacheSaved(lines: readonly CostLine[], fresh: string | undefined): number | null {
  const cached = lines.filter(({ bucket }) => CACHED.includes(bucket));
  if (cached.length === 0 || fresh === undefined) return null;
  return cached.reduce((sum, line) => sum + nanos(line.amount, fresh, MILLION) - line.nanos, 0);
}

/** A cost that the provider reported in USD, as one line. `null` when it is no believable number. */
export function reportedAsCost(reported: string | number | null | undefined): Cost | null {
  const usd = typeof reported === "string" && reported.trim() !== "" ? Number(reported) : reported;
  if (typeof usd !== "number" || !(usd >= 0 && usd < MILLION)) return null;
  const price = decimalText(usd);
  const line: CostLine = { bucket: "reported", amount: 1, price, nanos: nanos(1, price, 1) };
  return { nanos: line.nanos, lines: [line], source: "provider", date: null, rule: null };
}

/** Which bucket each part is counted in. */
const WHOLE_OF = {
  cacheReadAudio: "cacheRead",
  reasoning: "output",
  imageOutput: "output",
} as const satisfies Record<Part, keyof Usage>;

/** Every bucket with its count; a part is a bucket of its own only where it has its own price. */
function amounts(usage: Usage, sheet: FoundPrices["sheet"]): [Bucket, number][] {
  const left = { cacheRead: usage.cacheRead, output: usage.output };
  const apart = { cacheReadAudio: 0, reasoning: 0, imageOutput: 0 };
  for (const part of Object.keys(WHOLE_OF) as Part[]) {
    const whole = WHOLE_OF[part];
    if (sheet[part] === undefined) continue;
    apart[part] = Math.min(usage[part], left[whole]);
    left[whole] -= apart[part];
  }
  return [
    ["input", usage.input],
    ["cacheRead", left.cacheRead],
    ["cacheReadAudio", apart.cacheReadAudio],
    ["cacheWrite5m", usage.cacheWrite5m],
    ["cacheWrite1h", usage.cacheWrite1h],
    ["audioInput", usage.audioInput],
    ["output", left.output],
    ["reasoning", apart.reasoning],
    ["imageOutput", apart.imageOutput],
    ["audioOutput", usage.audioOutput],
    ["webSearches", usage.webSearches],
    ["requests", sheet.requests === undefined ? 0 : 1],
  ];
}
