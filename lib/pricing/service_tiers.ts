import { scaled } from "./override_prices.ts";
import type { FoundPrices } from "./sheet.ts";

interface TierPrice {
  provider: string;
  tiers: readonly string[];
  /** Models that the row is for; the first row that fits is taken. */
  models: RegExp;
  /** What the standard prices are multiplied by; `null` where the tier costs something else that we do not know. */
  factor: string | null;
  source: string;
  /** YYYY-MM-DD */
  checked: string;
}

const OPENAI_PRICING = "https://developers.openai.com/api/docs/pricing";
const OPENAI_PRIORITY = "https://openai.com/api-priority-processing/";
const ANTHROPIC_PRICING = "https://platform.claude.com/docs/en/about-claude/pricing";
const GEMINI_PRICING = "https://ai.google.dev/gemini-api/docs/pricing";
/** OpenAI renamed priority to fast on 2026-07-30 and takes both names. */
const FAST = ["priority", "fast"];

const TIER_PRICES: readonly TierPrice[] = [
  row("openai", ["flex", "batch"], /./, "0.5", OPENAI_PRICING, "2026-08-27"),
  row("openai", FAST, /^gpt-5\.5(-|$)(?!pro)/, "2.5", OPENAI_PRIORITY, "2026-08-01"),
  row("openai", FAST, /^gpt-5-mini(-|$)/, "1.8", OPENAI_PRIORITY, "2026-08-01"),
  row(
    "openai",
    FAST,
    /^gpt-5(\.[1246])?(-|$)(?!.*(nano|pro|codex-mini))/,
    "2",
    OPENAI_PRIORITY,
    "2026-08-01",
  ),
  row("openai", FAST, /^gpt-4\.1(-2025|$)/, "1.75", OPENAI_PRIORITY, "2026-08-01"),
  row("openai", FAST, /./, null, OPENAI_PRIORITY, "2026-08-01"),
  row("anthropic", ["batch"], /./, "0.5", ANTHROPIC_PRICING, "2026-10-24"),
  row("anthropic", ["priority"], /./, null, ANTHROPIC_PRICING, "2026-10-24"),
  row("gemini", ["flex", "batch"], /./, "0.5", GEMINI_PRICING, "2026-09-23"),
  row("gemini", ["priority"], /^gemini-3\.[78]-flash/, "1.8", GEMINI_PRICING, "2026-09-23"),
  row("gemini", ["priority"], /./, null, GEMINI_PRICING, "2026-09-23"),
];

/**
 * The prices under the service tier that the provider says it used. Tiers that the table does not
 * name (`default`, `standard`, `on_demand` …) cost what is listed. `null` when the tier is known
 * to cost something else and we do not know what.
 */
export function underServiceTier(
  found: FoundPrices,
  question: { provider: string; model: string; serviceTier?: string | null },
): FoundPrices | null {
  const tier = question.serviceTier?.toLowerCase() ?? "";
  const price = TIER_PRICES.find(({ provider, tiers, models }) =>
    provider === question.provider && tiers.includes(tier) && models.test(question.model)
  );
  if (!price) return found;
  if (price.factor === null) return null;
  const { webSearches, ...tokens } = found.sheet;
  const sheet = scaled(tokens, price.factor);
  // A search costs the same in every tier.
  if (webSearches !== undefined) sheet.webSearches = webSearches;
  const rule = `service tier ${tier} at ${price.factor}× the standard price`;
  return { ...found, sheet, rules: [...found.rules, rule] };
}

function row(
  provider: string,
  tiers: readonly string[],
  models: RegExp,
  factor: string | null,
  source: string,
  checked: string,
): TierPrice {
  return { provider, tiers, models, factor, source, checked };
}
