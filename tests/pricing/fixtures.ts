import type { PriceQuestion } from "../../lib/pricing/mod.ts";
import { NO_USAGE, type Usage } from "../../lib/types/usage.ts";

/** A usage with the given buckets. */
export function usage(buckets: Partial<Usage>): Usage {
  return { ...NO_USAGE, ...buckets };
}

/** A question about a model at noon UTC of 2026-11-20, a Friday, unless told otherwise. */
export function question(
  provider: string,
  model: string,
  more: Partial<PriceQuestion> = {},
): PriceQuestion {
  return { provider, model, prices: {}, at: new Date("2026-11-20T12:00:00Z"), ...more };
}
