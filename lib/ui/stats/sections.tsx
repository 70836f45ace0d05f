import { BarChart } from "../chart/bars.tsx";
import { providerColor } from "../chart/colors.ts";
import { formatCost, formatCount, formatTokens } from "../format.ts";
import { rangeQuery } from "../range.ts";
import { formatDuration } from "../time.ts";
import { Card, Panel } from "../parts/panel.tsx";
import { Money, ShareBar, When } from "../parts/values.tsx";
import type { ModelUse, StatsPage, Sums } from "./page.ts";
import { slotDays, slotLabel, slotTitle } from "./slots.ts";

/** The address of the requests of a page, with more filters. */
function requestsOf({ view }: StatsPage, filters: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(rangeQuery(view.range));
  if (view.project !== null) query.set("project", view.project);
  for (const [name, value] of Object.entries(filters)) query.set(name, value);
  return `/requests?${query}`;
}

/** The sums of the range, with their change against the days before. */
export function TotalCards({ page }: { page: StatsPage }) {
  const { totals, before } = page;
  const asked = totals.requests + totals.failed.requests;
  const tokens = totals.prompt_tokens + totals.completion_tokens;
  return (
    <div class="cards">
      <Card
        label="Cost"
        href={requestsOf(page, { sort: "cost" })}
        value={costText(totals)}
        note={<Change now={totals.cost} before={before?.cost} unpriced={totals.unpriced} />}
      />
      <Card
        label="Requests"
        href={requestsOf(page)}
        value={formatCount(totals.requests)}
        note={<Change now={totals.requests} before={before?.requests} />}
      />
      <Card
        label="Tokens"
        value={formatTokens(tokens)}
        note={`${formatTokens(totals.prompt_tokens)} in · ${
          formatTokens(totals.completion_tokens)
        } out`}
      />
      <Card
        label="Saved by caches"
        value={formatCost(totals.cache_saved)}
        note={`${percent(totals.cache_read_tokens, totals.prompt_tokens)} of the input cached`}
      />
      <Card
        label="Failed"
        href={requestsOf(page, { outcome: "failed" })}
        value={percent(totals.failed.requests, asked)}
        note={`${formatCount(totals.failed.requests)} of ${formatCount(asked)}`}
      />
      <Card
        label="Average time"
        value={totals.requests === 0 ? "–" : formatDuration(totals.avg_duration_ms)}
        note="per request"
      />
    </div>
  );
}

function Change({ now, before, unpriced = 0 }: {
  now: number;
  before: number | undefined;
  unpriced?: number;
}) {
  const told = unpriced > 0 ? <span class="unpriced">{formatCount(unpriced)} unpriced</span> : null;
  if (before === undefined || before === 0) return told ?? <>in this time</>;
  const share = now / before - 1;
  const direction = Math.abs(share) < 0.005 ? "" : share > 0 ? "up" : "down";
  return (
    <>
      <span class={`change ${direction}`}>{Math.abs(Math.round(share * 100))} %</span>
      {" than before"}
      {told && <>· {told}</>}
    </>
  );
}

/** What was spent over time, stacked by provider; a bar leads to its requests. */
export function CostOverTime({ page }: { page: StatsPage }) {
  const { providers, slots: { by, list } } = page;
  return (
    <Panel title="Cost over time">
      <BarChart
        title={`Cost by ${by} and provider`}
        format={formatCost}
        series={providers.map(({ provider }) => ({
          label: provider ?? "unknown",
          color: providerColor(provider),
        }))}
        bars={list.map(({ at, costs }) => {
          const { from, to } = slotDays(at, by);
          return {
            label: slotLabel(at, by),
            title: slotTitle(at, by),
            values: providers.map(({ provider }) => costs[provider ?? ""] ?? 0),
            href: `/requests?from=${from}&to=${to}`,
          };
        })}
      />
    </Panel>
  );
}

const KINDS = [
  { name: "input", label: "Input", color: 0 },
  { name: "cached", label: "Cached", color: 3 },
  { name: "output", label: "Output", color: 1 },
  { name: "reasoning", label: "Reasoning", color: 2 },
] as const;

/** Tokens over time by what they were; reasoning is a part of the output. */
export function TokensOverTime({ page: { slots: { by, list } } }: { page: StatsPage }) {
  return (
    <Panel title="Tokens over time">
      <BarChart
        title={`Tokens by ${by} and kind`}
        format={formatTokens}
        series={KINDS.map(({ label, color }) => ({ label, color }))}
        bars={list.map(({ at, tokens }) => ({
          label: slotLabel(at, by),
          title: slotTitle(at, by),
          values: KINDS.map(({ name }) =>
            name === "output" ? tokens.output - tokens.reasoning : tokens[name]
          ),
        }))}
      />
    </Panel>
  );
}

/** Who was paid what. */
export function Providers({ page }: { page: StatsPage }) {
  const { providers, totals } = page;
  return (
    <Panel title="Providers">
      <table>
        <thead>
          <tr>
            <th scope="col">Provider</th>
            <th scope="col" class="wide">Share</th>
            <th scope="col" class="number">Requests</th>
            <th scope="col" class="number wide">Tokens</th>
            <th scope="col" class="number">Cost</th>
          </tr>
        </thead>
        <tbody>
          {providers.map((use) => (
            <tr key={use.provider}>
              <th scope="row" class="name">
                {use.provider === null
                  ? <span>unknown</span>
                  : <a href={requestsOf(page, { provider: use.provider })}>{use.provider}</a>}
              </th>
              <td class="wide">
                <ShareBar share={totals.cost === 0 ? 0 : use.cost / totals.cost} />
              </td>
              <td class="number">{formatCount(use.requests)}</td>
              <td class="number wide">{formatTokens(use.tokens)}</td>
              <Cost use={use} />
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

/** What each model was used for, what it cost and how fast it was. */
export function Models({ page }: { page: StatsPage }) {
  const name = (use: ModelUse) => (
    <th scope="row" class="name">
      <a href={requestsOf(page, { model: use.model })}>{use.model}</a>
      <small>{use.provider ?? "unknown provider"}</small>
    </th>
  );
  return (
    <Panel title="Models">
      <div class="scrolls" tabIndex={0} role="group" aria-label="Table of models">
        <table>
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col" class="number">Requests</th>
              <th scope="col" class="number wide">Tokens</th>
              <th scope="col" class="number wide">Median</th>
              <th scope="col" class="number wide">95 %</th>
              <th scope="col" class="number wide">First token</th>
              <th scope="col" class="number wide">Tokens/s</th>
              <th scope="col" class="number wide">Per request</th>
              <th scope="col" class="number">Cost</th>
            </tr>
          </thead>
          <tbody>
            {page.models.map((use) => (
              <tr key={`${use.provider}/${use.model}`}>
                {name(use)}
                <td class="number">{formatCount(use.requests)}</td>
                <td class="number wide">{formatTokens(use.tokens)}</td>
                <td class="number wide">{formatDuration(use.p50)}</td>
                <td class="number wide">{formatDuration(use.p95)}</td>
                <td class="number wide">{formatDuration(use.firstByte)}</td>
                <td class="number wide">
                  {use.tokensPerSecond === null ? "–" : Math.round(use.tokensPerSecond)}
                </td>
                <td class="number wide">
                  <Money
                    usd={use.requests === use.unpriced
                      ? null
                      : use.cost / (use.requests - use.unpriced)}
                  />
                </td>
                <Cost use={use} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Cost({ use }: { use: Sums }) {
  return (
    <td class="number">
      <Money usd={use.unpriced === use.requests ? null : use.cost} unpriced={use.unpriced} />
    </td>
  );
}

/** The newest failures; `clear` takes them off the list. */
export function Errors({ page, clear }: { page: StatsPage; clear: () => void }) {
  const { errors, view } = page;
  if (errors.length === 0) return null;
  const button = <button type="button" class="quiet" onClick={clear}>Clear errors</button>;
  return (
    <Panel title="Recent errors" actions={button}>
      <ul class="errors">
        {errors.map(({ timestamp, model, error }, place) => (
          <li key={place}>
            <When timestamp={timestamp} now={view.now} zone={view.zone} />
            <strong>{model}</strong>
            <span>{error}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function costText(totals: Sums): string {
  const isUnknown = totals.requests > 0 && totals.unpriced === totals.requests;
  return formatCost(isUnknown ? null : totals.cost);
}

function percent(part: number, whole: number): string {
  if (whole === 0) return "–";
  const share = 100 * part / whole;
  return `${share > 0 && share < 10 ? share.toFixed(1) : Math.round(share)} %`;
}
