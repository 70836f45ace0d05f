import { formatCost } from "../format.ts";

const PRICE = new Intl.NumberFormat("en-US", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
});

/** A price in USD per million tokens; a dash where none is known. */
export function Price({ usd }: { usd: number | null }) {
  if (usd === null) return <span class="muted" title="No price is known">–</span>;
  return <>{usd > 0 && usd < 0.001 ? formatCost(usd) : `$${PRICE.format(usd)}`}</>;
}
