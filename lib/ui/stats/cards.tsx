import { formatCost, formatCount, formatTokens } from "../format.ts";
import { formatDuration } from "../time.ts";
import { Card } from "../parts/panel.tsx";
import { costText, percent } from "./amounts.ts";
import { requestsOf, requestsOfMonth } from "./links.ts";
import type { StatsPage } from "./page.ts";

/** The sums of the range, with their change against the days before, and where the month goes. */
export function TotalCards({ page }: { page: StatsPage }) {
  const { totals, before, view } = page;
  return (
    <div class="cards stats-cards">
      <Card
        label="Cost"
        href={requestsOf(page, { sort: "cost" })}
        value={costText(totals)}
        note={<Change now={totals.cost} before={before?.cost} format={formatCost} />}
      />
      <MonthCard page={page} />
      <Card
        label="Requests"
        href={requestsOf(page, { outcome: "ok" })}
        value={formatCount(totals.requests)}
        note={<Change now={totals.requests} before={before?.requests} format={formatCount} />}
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
        value={formatCost(totals.cache_saved)}
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
  const { spent, unpriced, end, forecast } = page.month;
  const day = `${Number(end.slice(8))} ${monthName(end)}`;
  return (
    <Card
      label="This month"
      href={requestsOfMonth(page)}
      value={formatCost(spent)}
      note={forecast === null
        ? unpriced > 0
          ? <span class="unpriced">{formatCount(unpriced)} unpriced</span>
          : "a forecast needs a week"
        : (
          <span title="From the last eight weeks by weekday. Four times of five it ends in this range.">
            ≈ {formatCost(forecast.expected)} by {day}{" "}
            <span class="range">
              ({formatCost(forecast.low)} – {formatCost(forecast.high)})
            </span>
          </span>
        )}
    />
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
  const slow = Math.round(p95_duration_ms) / 1000;
  return (
    <Card
      label="Median time"
      href={requestsOf(page, { min_seconds: slow })}
      value={requests === 0 ? "–" : formatDuration(p50_duration_ms)}
      note={requests === 0
        ? "nothing answered"
        : `95 % within ${formatDuration(p95_duration_ms)} · first token ${
          formatDuration(avg_first_byte_ms)
        }`}
    />
  );
}

function Change({ now, before, format }: {
  now: number;
  before: number | undefined;
  format: (value: number) => string;
}) {
  if (before === undefined) return <>since the first request</>;
  if (before === 0) return <>nothing in the time before</>;
  const share = now / before - 1;
  const direction = Math.abs(share) < 0.005 ? "" : share > 0 ? "up" : "down";
  return (
    <>
      <span class={`change ${direction}`}>{Math.abs(Math.round(share * 100))} %</span>
      {" from "}
      {format(before)} <span class="range">before</span>
    </>
  );
}

function monthName(date: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", month: "short" })
    .format(Date.parse(date));
}
