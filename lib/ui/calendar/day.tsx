import { ProviderCosts } from "../chart/provider_costs.tsx";
import { formatCount, formatTokens } from "../format.ts";
import type { View } from "../page.ts";
import { Card, Empty, Panel } from "../parts/panel.tsx";
import { Money, ShareBar } from "../parts/values.tsx";
import { instantOf } from "../time.ts";
import { clockIn, momentIn } from "../zone.ts";
import { amountText } from "./grid.tsx";
import type { OpenDay, Use } from "./page.ts";
import { dayName } from "./period.ts";

/** The day that is open: its hours, providers, models and dearest requests. `close` leads back. */
export function DayDetail({ day, view, close }: { day: OpenDay; view: View; close: string }) {
  const requests = `/requests?from=${day.date}&to=${day.date}`;
  return (
    <section class="day-detail" id="day" aria-label={dayName(day.date)}>
      <div class="title">
        <h2>{dayName(day.date)}</h2>
        <span>
          <a class="button quiet" href={requests}>All requests</a>
          <a class="button quiet icon" href={close} aria-label="Close the day">✕</a>
        </span>
      </div>
      {day.requests + day.failed === 0
        ? (
          <Panel label="Nothing">
            <Empty title="No requests on this day" />
          </Panel>
        )
        : <Filled {...{ day, view, requests }} />}
    </section>
  );
}

function Filled({ day, view, requests }: { day: OpenDay; view: View; requests: string }) {
  return (
    <>
      <div class="cards">
        <Card
          label="Cost"
          value={amountText(day, "cost")}
          note={day.unpriced > 0 ? `${formatCount(day.unpriced)} unpriced` : "all priced"}
        />
        <Card label="Requests" value={formatCount(day.requests)} note="answered" href={requests} />
        <Card label="Tokens" value={formatTokens(day.tokens)} />
        <Card
          label="Failed"
          value={formatCount(day.failed)}
          href={`${requests}&outcome=failed`}
        />
      </div>
      <Panel title="Cost by hour">
        <Hours day={day} requests={requests} />
      </Panel>
      <div class="columns">
        <Uses
          title="Providers"
          uses={day.providers}
          link={(use) => `${requests}&provider=${use}`}
        />
        <Uses title="Models" uses={day.models} link={(use) => `${requests}&model=${use}`} />
      </div>
      <Panel title="Dearest requests">
        <table>
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
function Hours({ day, requests }: { day: OpenDay; requests: string }) {
  return (
    <ProviderCosts
      title="Cost by hour and provider"
      providers={day.providers}
      bars={day.hours.map(({ hour, byProvider }) => ({
        label: `${hour}:00`,
        title: `${String(hour).padStart(2, "0")}:00–${String(hour + 1).padStart(2, "0")}:00`,
        href: requests,
        costs: Object.fromEntries(byProvider.map(({ provider, cost }) => [provider ?? "", cost])),
      }))}
    />
  );
}

function Uses(
  { title, uses, link }: { title: string; uses: Use[]; link: (name: string) => string },
) {
  const whole = uses.reduce((all, { cost }) => all + cost, 0);
  return (
    <Panel title={title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{title.slice(0, -1)}</th>
            <th scope="col" class="wide">Share</th>
            <th scope="col" class="number">Requests</th>
            <th scope="col" class="number">Cost</th>
          </tr>
        </thead>
        <tbody>
          {uses.map((use) => (
            <tr key={`${use.provider}/${use.name}`}>
              <th scope="row" class="name">
                <a href={link(encodeURIComponent(use.name))}>{use.name}</a>
                {use.provider !== use.name && <small>{use.provider ?? "unknown provider"}</small>}
              </th>
              <td class="wide">
                <ShareBar share={whole === 0 ? 0 : use.cost / whole} />
              </td>
              <td class="number">{formatCount(use.requests)}</td>
              <td class="number">
                <Money
                  usd={use.unpriced === use.requests ? null : use.cost}
                  unpriced={use.unpriced}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
