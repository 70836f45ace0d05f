const WHOLE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const CENTS = new Intl.NumberFormat("en-US", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const MILLS = new Intl.NumberFormat("en-US", {
  minimumFractionDigits: 3,
  maximumFractionDigits: 3,
});
const TINY = new Intl.NumberFormat("en-US", {
  maximumSignificantDigits: 2,
  maximumFractionDigits: 9,
});
const SHORT = new Intl.NumberFormat("en-US", {
  notation: "compact",
  maximumSignificantDigits: 3,
});

/**
 * A cost in USD as text. An unknown price is "unpriced"; a cost above zero never shows as zero,
 * however small it is.
 */
export function formatCost(usd: number | null): string {
  if (usd === null) return "unpriced";
  const amount = Math.abs(usd);
  const sign = usd < 0 ? "-" : "";
  if (amount === 0) return "$0.00";
  if (amount < 1e-9) return `${sign}<$0.000000001`;
  if (amount < 0.01) return `${sign}$${TINY.format(amount)}`;
  return `${sign}$${(amount < 1 ? MILLS : CENTS).format(amount)}`;
}

/** A number of things in full: `12,345`. */
export function formatCount(count: number): string {
  return WHOLE.format(count);
}

/** A number of tokens in three digits: `999`, `12.3K`, `4.56M`; an unknown one is a dash. */
export function formatTokens(tokens: number | null): string {
  return tokens === null ? "–" : SHORT.format(tokens);
}
