import type { ServedPrice } from "./served_prices.ts";

const PRICING = { source: "https://developers.openai.com/api/docs/pricing", checked: "2026-09-24" };
const PRIORITY = { source: "https://openai.com/api-priority-processing/", checked: "2026-08-01" };
/** The pricing page when GPT-5.1 was new, for models that later pages leave out. */
const EARLIER = { source: "https://platform.openai.com/docs/pricing", checked: "2025-11-13" };
/** Renamed from priority to fast on 2026-07-30; both names are taken. */
const FAST = ["priority", "fast"];
/** The page leaves long prompts out of the fast tier, for these models. */
const SHORT = 272_000;

/** What OpenAI's service tiers cost. Two cached prices are published rounded up: what is published counts. */
export const SERVED_BY_OPENAI: readonly ServedPrice[] = [
  tier(["flex", "batch"], /^gpt-5\.4(-20|$)/, "0.5", PRICING, {
    upTo: SHORT,
    prices: { cacheRead: "0.13" },
  }),
  tier(["flex"], /^o4-mini(-20|$)/, "0.5", EARLIER, { prices: { cacheRead: "0.138" } }),
  tier(["flex", "batch"], /./, "0.5", PRICING),
  tier(FAST, /^gpt-6(\.1)?-(astra|sol|luna)/, "2", PRICING),
  tier(FAST, /^gpt-5\.6(-|$)(?!.*pro)/, "2", PRIORITY),
  tier(FAST, /^gpt-5\.5(-20|$)/, "2.5", PRIORITY, { upTo: SHORT }),
  tier(FAST, /^gpt-5-mini(-|$)/, "1.8", PRIORITY),
  tier(FAST, /^gpt-5(\.[124])?(-|$)(?!.*(nano|pro|codex-mini))/, "2", PRIORITY, { upTo: SHORT }),
  tier(FAST, /^gpt-4\.1(-mini)?(-20|$)/, "1.75", PRIORITY),
  tier(FAST, /^gpt-4\.1-nano/, "2", EARLIER),
  tier(FAST, /^gpt-4o-2024-05-13$/, "1.75", EARLIER),
  tier(FAST, /^gpt-4o(-20|$)/, "1.7", PRICING),
  tier(FAST, /^gpt-4o-mini(-20|$)/, "1", EARLIER, {
    prices: { input: "0.25", cacheRead: "0.125", output: "1" },
  }),
  tier(FAST, /^o3(-20|$)/, "1.75", EARLIER),
  tier(FAST, /^o4-mini(-20|$)/, "1", EARLIER, {
    prices: { input: "2", cacheRead: "0.5", output: "8" },
  }),
  tier(FAST, /./, null, PRICING),
];

function tier(
  values: readonly string[],
  models: RegExp,
  factor: string | null,
  page: { source: string; checked: string },
  more: Pick<ServedPrice, "upTo" | "prices"> = {},
): ServedPrice {
  return { provider: "openai", term: "serviceTier", values, models, factor, ...page, ...more };
}
