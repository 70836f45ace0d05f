import { formatCost, formatCount, formatTokens } from "./format.ts";
import type { Totals } from "./overview.ts";
import { formatDuration } from "./time.ts";

function Card({ label, value, note }: { label: string; value: string; note: string }) {
  return (
    <div class="card">
      <dt>{label}</dt>
      <dd class="value">{value}</dd>
      <dd class="note">{note}</dd>
    </div>
  );
}

/** The sums of a time range as cards. Unpriced requests are counted beside the cost, not in it. */
export function TotalCards({ totals }: { totals: Totals }) {
  const { requests, prompt_tokens, completion_tokens, avg_duration_ms } = totals;
  const unpriced = totals.unpriced ?? 0;
  // A sum over no known price is 0 to the server.
  const cost = unpriced === requests ? null : totals.cost;
  const perRequest = cost === null || requests === 0 ? null : cost / requests;
  const priceNote = unpriced > 0
    ? `${formatCount(unpriced)} unpriced`
    : perRequest === null
    ? "no price known"
    : `${formatCost(perRequest)} per request`;
  return (
    <dl class="cards">
      <Card label="Cost" value={formatCost(cost)} note={priceNote} />
      <Card label="Requests" value={formatCount(requests)} note="answered" />
      <Card
        label="Tokens"
        value={formatTokens(prompt_tokens + completion_tokens)}
        note={`${formatTokens(prompt_tokens)} in · ${formatTokens(completion_tokens)} out`}
      />
      <Card label="Average time" value={formatDuration(avg_duration_ms)} note="per request" />
    </dl>
  );
}
