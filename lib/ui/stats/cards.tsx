import { formatCost, formatCount, formatTokens } from "../format.ts";
import { formatDuration } from "../time.ts";
import { Card } from "../parts/panel.tsx";
import { Money, SumOf } from "../parts/values.tsx";
import { isUnpriced, percent } from "./amounts.ts";
import { requestsOf } from "./links.ts";
import type { StatsPage, Sums } from "./page.ts";

/** The sums of the range, with their change against the days before, and where the month goes. */
export function TotalCards({ page }: { page: StatsPage }) {
  const { totals, view } = page;
  return (
    <div class="cards stats-cards">
      <Card
        label="Cost"
        href={requestsOf(page, { sort: "cost" })}
        value={<SumOf sums={totals} />}
        note={<Change page={page} of="cost" format={formatCost} />}
      />
      <MonthCard page={page} />
      <Card
        label="Requests"
        href={requestsOf(page)}
        value={formatCount(totals.requests)}
        note={<Change page={page} of="requests" format={formatCount} />}
      />
      <Card
        label="Tokens"
        href={requestsOf(page)}
        value={formatTokens(totals.prompt_tokens + totals.completion_tokens)}
        note={`${formatTokens(totals.prompt_tokens)} in · ${
          formatTokens(totals.completion_tokens)
        } out`}
      />
      <Card
        label="Saved by caches"
        href={requestsOf(page)}
        value={<Money usd={isUnpriced(totals) ? null : totals.cache_saved} />}
        note={`${percent(totals.cache_read_tokens, totals.prompt_tokens)} of the input cached`}
      />
      <FailedCard page={page} />
      <TimeCard page={page} />
      <Card
        label="Running now"
        href="/requests?range=all&outcome=running"
        value={formatCount(view.inFlight)}
        note={view.inFlight === 1 ? "request in flight" : "requests in flight"}
      />
    </div>
  );
}

/** What this month has cost, and what it may have cost at its end. */
function MonthCard({ page }: { page: StatsPage }) {
  const { month, view } = page;
  return (
    <Card
      label="This month"
      href={requestsOf(
        { view: { ...view, range: { name: "month", days: null } } },
        { sort: "cost" },
      )}
      value={<SumOf sums={month} />}
      note={<Ahead month={month} />}
    />
  );
}

function Ahead({ month }: { month: StatsPage["month"] }) {
  const { unpriced, end, forecast } = month;
  if (isUnpriced(month)) return <>{formatCount(unpriced)} without a price</>;
  if (forecast === null) return <>a forecast needs a week</>;
  return (
    <span title="From the last eight weeks by weekday. Four times of five it ends in this range.">
      ≈ {formatCost(forecast.expected)} by {end}{" "}
      <span class="range">
        ({formatCost(forecast.low)} – {formatCost(forecast.high)})
      </span>
    </span>
  );
}

function FailedCard({ page }: { page: StatsPage }) {
  const { requests, failed } = page.totals;
  const asked = requests + failed.requests;
  return (
    <Card
      label="Failed"
      href={requestsOf(page, { outcome: "failed" })}
      value={percent(failed.requests, asked)}
      note={`${formatCount(failed.requests)} of ${formatCount(asked)}${
        failed.cost > 0 ? ` · ${formatCost(failed.cost)}` : ""
      }`}
    />
  );
}

/** Half of the answers; the link leads to the slowest. */
function TimeCard({ page }: { page: StatsPage }) {
  const { requests, p50_duration_ms, p95_duration_ms, avg_first_byte_ms } = page.totals;
  return (
    <Card
      label="Median time"
      href={requestsOf(page, { sort: "duration_ms" })}
      value={requests === 0 ? "–" : formatDuration(p50_duration_ms)}
      note={requests === 0
        ? "nothing answered"
        : `95 % within ${formatDuration(p95_duration_ms)} · first token ${
          formatDuration(avg_first_byte_ms)
        }`}
    />
  );
}

/** How a sum has changed; what has no price can be compared with nothing. */
function Change({ page: { totals, before }, of, format }: {
  page: StatsPage;
  of: "cost" | "requests";
  format: (value: number) => string;
}) {
  if (before === null) return <>since the first request</>;
  if (before.requests === 0) return <>nothing in the time before</>;
  const isUnknown = (sums: Sums) => of === "cost" && isUnpriced(sums);
  if (isUnknown(before)) return <>unpriced in the time before</>;
  const [now, then] = [totals[of], before[of]];
  const since = (
    <>
      {format(then)} <span class="range">before</span>
    </>
  );
  if (then === 0 || isUnknown(totals)) return since;
  const share = now / then - 1;
  const direction = Math.abs(share) < 0.005 ? "" : share > 0 ? "up" : "down";
  return (
    <>
      <span class={`change ${direction}`}>{formatCount(Math.abs(Math.round(share * 100)))} %</span>
      {" from "}
      {since}
    </>
  );
}
