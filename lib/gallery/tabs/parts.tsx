import type { ComponentChildren } from "preact";
import { BarChart } from "../../ui/chart/bars.tsx";
import { LineChart } from "../../ui/chart/lines.tsx";
import { FirstSteps } from "../../ui/first_steps.tsx";
import { formatCost } from "../../ui/format.ts";
import { Copy } from "../../ui/parts/copy.tsx";
import { Dialog } from "../../ui/parts/dialog.tsx";
import { LinkState } from "../../ui/parts/link_state.tsx";
import { Card, Empty, Panel, Problem } from "../../ui/parts/panel.tsx";
import { RangePicker } from "../../ui/parts/range_picker.tsx";
import { SortHead } from "../../ui/parts/sort_head.tsx";
import { Money, ShareBar, When } from "../../ui/parts/values.tsx";
import { Notice } from "../../ui/shell.tsx";
import { minutesAgo, NOW, viewAt } from "../data/base.ts";
import { chart, points, SERIES } from "../data/chart.ts";
import { UNBROKEN } from "../data/names.ts";
import { nothing, type Part } from "../types.ts";

const LONG = `It broke while the answer was on its way: ${UNBROKEN.upstream} did not answer. `;

const bars = (count: number, kind: Parameters<typeof chart>[1], href?: string) => () => (
  <Panel title="Bars">
    <BarChart title="Bars" bars={chart(count, kind, href)} series={SERIES} format={formatCost} />
  </Panel>
);

const lines = (count: number, hasGaps = false) => () => (
  <Panel title="Lines">
    <LineChart
      title="Lines"
      points={points(count, hasGaps)}
      series={SERIES.slice(0, 3)}
      format={(value) => `${Math.round(value)} ms`}
    />
  </Panel>
);

const head = (link: Parameters<typeof LinkState>[0]["link"], inFlight: number) => () => (
  <div class="title">
    <h1>A tab</h1>
    <RangePicker range={viewAt("range=week").range} url="/requests?range=week" />
    <LinkState link={link} inFlight={inFlight} />
  </div>
);

/** A value in each line. */
function list<T>(values: readonly T[], show: (value: T) => ComponentChildren) {
  return (
    <Panel label="Values">
      {values.map((value, place) => <p key={place}>{show(value)}</p>)}
    </Panel>
  );
}

/** What all tabs share. */
export const PARTS: Part = {
  name: "parts",
  title: "Parts",
  sheets: [],
  states: {
    "head, live": head("live", 0),
    "head, in flight": head("live", 12),
    "head, polling": head("polling", 0),
    "head, lost connection": head("lost", 3),
    "head, own range": () => (
      <div class="title">
        <h1>A tab</h1>
        <RangePicker range={viewAt("from=2023-01-01&to=2026-06-17").range} url="/" />
        <LinkState link="live" inFlight={0} />
      </div>
    ),
    "problem": () => <Problem message="The server does not answer." retry={nothing} />,
    "problem, long": () => <Problem message={LONG.repeat(3)} retry={nothing} />,
    "problem, no way to try again": () => <Problem message="There is no request 98." />,
    "nothing yet": () => <FirstSteps origin="http://127.0.0.1:4000" alias={UNBROKEN.alias} />,
    "nothing there": () => (
      <Panel label="Nothing">
        <Empty title="No request in this time">
          <a href="/">Show all time</a>
        </Empty>
      </Panel>
    ),
    "notice": () => (
      <Notice status={404} title="Nothing here">
        No page is at <code>/{UNBROKEN.alias}</code>.
      </Notice>
    ),
    "cards": () => (
      <div class="cards">
        <Card label="Cost" value="$1,204,331.18" note="12 % than before" href="/requests" />
        <Card label="Requests" value="0" />
        <Card label={UNBROKEN.alias} value="–" note={LONG} />
      </div>
    ),
    "money": () =>
      list([0, 0.0000004, 0.0123, 12.5, 12_345.678, null], (usd) => <Money usd={usd} />),
    "money, a sum without all prices": () => list([14], (n) => <Money usd={3.2} unpriced={n} />),
    "times": () =>
      list(
        [...[0, 0.5, 5, 200, 3000, 500_000].map(minutesAgo), "no time"],
        (timestamp) => <When timestamp={timestamp} now={NOW} zone="Europe/Berlin" />,
      ),
    "shares": () => list([0, 0.004, 0.4, 1, 7], (share) => <ShareBar share={share} />),
    "copy": () => list(["Copy", "Copy as curl"], (label) => <Copy text="Hello" label={label} />),
    "sorted table": () => (
      <Panel title="A table">
        <table>
          <thead>
            <tr>
              {["name", "requests", "cost"].map((name) => (
                <SortHead
                  key={name}
                  name={name}
                  label={name}
                  sort={{ by: "cost", dir: "desc" }}
                  url="/models"
                  number={name !== "name"}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row" class="name">
                <a href="/requests">{UNBROKEN.alias}</a>
              </th>
              <td class="number">12</td>
              <td class="number">$3.20</td>
            </tr>
          </tbody>
        </table>
      </Panel>
    ),
    "dialog": () => (
      <Dialog label="A dialog" close={nothing}>
        <header>
          <h2>A dialog</h2>
          <button type="button" class="icon quiet" aria-label="Close">✕</button>
        </header>
        <p>{LONG}</p>
      </Dialog>
    ),
    "bars": bars(30, "all", "/requests"),
    "bars, one": bars(1, "all"),
    "bars, none": bars(0, "all"),
    "bars, all zero": bars(30, "zero"),
    "bars, one far above": bars(30, "peak"),
    "bars, three years of weeks": bars(157, "all", "/requests"),
    "lines": lines(24),
    "lines with gaps": lines(24, true),
    "lines, one moment": lines(1),
    "lines, none": lines(0),
  },
};
