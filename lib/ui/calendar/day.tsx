import { ProviderCosts } from "../chart/provider_costs.tsx";
import { formatCount, formatTokens } from "../format.ts";
import type { View } from "../page.ts";
import { Card, Empty, Panel } from "../parts/panel.tsx";
import { Money, ShareBar, SumOf } from "../parts/values.tsx";
import { type RequestFilters, requestsLink } from "../requests_link.ts";
import { instantOf } from "../time.ts";
import { clockIn, momentIn } from "../zone.ts";
import { amountText } from "./grid.tsx";
import type { OpenDay, Use } from "./page.ts";
import { dayName } from "./period.ts";

/** The day that is open: its hours, providers, models and dearest requests. `close` leads back. */
export function DayDetail({ day, view, close }: { day: OpenDay; view: View; close: string }) {
  const link = (filters: RequestFilters = {}) =>
    requestsLink(`from=${day.date}&to=${day.date}`, view.project, filters);
  return (
    <section class="day-detail" id="day" aria-label={dayName(day.date)}>
      <div class="title">
        <h2>{dayName(day.date)}</h2>
        <span>
          <a class="button quiet" href={link()}>All requests</a>
          <a class="button quiet icon" href={close} aria-label="Close the day">✕</a>
        </span>
      </div>
      {day.requests + day.failed === 0
        ? (
          <Panel label="Nothing">
            <Empty title="No requests on this day" />
          </Panel>
        )
        : <Filled {...{ day, view, link }} />}
    </section>
  );
}

type Link = (filters?: RequestFilters) => string;

function Filled({ day, view, link }: { day: OpenDay; view: View; link: Link }) {
  return (
    <>
      <div class="cards">
        <Card
          label="Cost"
          value={amountText(day, "cost")}
          note={day.unpriced > 0 ? `${formatCount(day.unpriced)} unpriced` : "all priced"}
          href={link({ outcome: "ok", sort: "cost" })}
        />
        <Card
          label="Requests"
          value={formatCount(day.requests)}
          note="answered"
          href={link({ outcome: "ok" })}
        />
        <Card
          label="Tokens"
          value={formatTokens(day.tokens)}
          note="asked and answered"
          href={link({ outcome: "ok" })}
        />
        <Card
          label="Failed"
          value={formatCount(day.failed)}
          note={`of ${formatCount(day.requests + day.failed)}`}
          href={link({ outcome: "failed" })}
        />
      </div>
      <Panel title="Cost by hour">
        <Hours day={day} link={link} />
      </Panel>
      <div class="columns">
        <Uses
          title="Providers"
          uses={day.providers}
          link={({ provider }) => provider === null ? undefined : link({ outcome: "ok", provider })}
        />
        <Uses
          title="Models"
          uses={day.models}
          link={({ name, provider }) => link({ outcome: "ok", model: name, provider })}
        />
      </div>
      <Panel title="Dearest requests">
        <table class="linked">
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col" class="wide">When</th>
              <th scope="col" class="number wide">Tokens</th>
              <th scope="col" class="number">Cost</th>
            </tr>
          </thead>
          <tbody>
            {day.top.map((request) => (
              <tr key={request.id}>
                <th scope="row" class="name">
                  <a href={`/requests/${request.id}`}>{request.model}</a>
                  <small>{request.provider ?? "unknown provider"}</small>
                </th>
                <td class="wide muted">
                  <Clock timestamp={request.timestamp} zone={view.zone} />
                </td>
                <td class="number wide">{formatTokens(request.tokens)}</td>
                <td class="number">
                  {request.cost === null && request.tokens === null
                    ? "–"
                    : <Money usd={request.cost} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </>
  );
}

/** The time of the day, which is the one above. */
function Clock({ timestamp, zone }: { timestamp: string; zone: string }) {
  const instant = instantOf(timestamp);
  return (
    <time dateTime={new Date(instant).toISOString()} title={momentIn(zone, instant)}>
      {clockIn(zone, instant)}
    </time>
  );
}

/** The hours of a day, stacked by provider. */
function Hours({ day, link }: { day: OpenDay; link: Link }) {
  return (
    <ProviderCosts
      title="Cost by hour and provider"
      providers={day.providers}
      bars={day.hours.map(({ hour, byProvider }) => ({
        label: `${hour}:00`,
        title: `${twoDigits(hour)}:00–${twoDigits(hour + 1)}:00`,
        href: link({ outcome: "ok", hour: `${day.date}T${twoDigits(hour)}` }),
        costs: Object.fromEntries(byProvider.map(({ provider, cost }) => [provider ?? "", cost])),
      }))}
    />
  );
}

const twoDigits = (hour: number) => String(hour).padStart(2, "0");

function Uses({ title, uses, link }: {
  title: string;
  uses: Use[];
  /** Nothing where its requests cannot be asked for. */
  link: (use: Use) => string | undefined;
}) {
  const whole = uses.reduce((all, { cost }) => all + cost, 0);
  return (
    <Panel title={title}>
      <table class="linked">
        <thead>
          <tr>
            <th scope="col">{title.slice(0, -1)}</th>
            <th scope="col" class="wide">Share</th>
            <th scope="col" class="number">Requests</th>
            <th scope="col" class="number">Cost</th>
          </tr>
        </thead>
        <tbody>
          {uses.map((use) => {
            const href = link(use);
            return (
              <tr key={`${use.provider}/${use.name}`}>
                <th scope="row" class="name">
                  {href ? <a href={href}>{use.name}</a> : <span>{use.name}</span>}
                  {use.provider !== use.name && <small>{use.provider ?? "unknown provider"}</small>}
                </th>
                <td class="wide">
                  <ShareBar share={whole === 0 ? 0 : use.cost / whole} />
                </td>
                <td class="number">{formatCount(use.requests)}</td>
                <td class="number">
                  <SumOf sums={use} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Panel>
  );
}
