import { formatCost, formatCount, formatTokens } from "../format.ts";
import type { ListTotals } from "./page.ts";

/** Sums over all that match. While they are counted they stand with a plus: there are at least so many. */
export function Totals({ totals }: { totals: ListTotals }) {
  const { total, total_cost, total_tokens, avg_cost, unpriced, total_capped = false } = totals;
  const plus = total_capped ? "+" : "";
  const hasPrices = total > unpriced;
  return (
    <>
      <dl class="totals" aria-busy={total_capped}>
        <div>
          <dt>{total === 1 && !total_capped ? "request" : "requests"}</dt>
          <dd>{formatCount(total)}{plus}</dd>
        </div>
        <div>
          <dt>cost</dt>
          <dd>{hasPrices || unpriced === 0 ? formatCost(total_cost) + plus : "unpriced"}</dd>
        </div>
        <div>
          <dt>tokens</dt>
          <dd>{formatTokens(total_tokens)}{plus}</dd>
        </div>
        {hasPrices && total_tokens > 0 && (
          <div>
            <dt>on average</dt>
            <dd>{formatCost(avg_cost)}</dd>
          </div>
        )}
        {unpriced > 0 && (
          <div class="unpriced">
            <dt>unpriced</dt>
            <dd>{formatCount(unpriced)}{plus}</dd>
          </div>
        )}
      </dl>
      {total_capped && <span class="muted small">counting …</span>}
    </>
  );
}
