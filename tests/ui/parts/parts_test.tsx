import { doesNotMatch, equal, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { Card, Empty, Panel, Problem } from "../../../lib/ui/parts/panel.tsx";
import { LinkState } from "../../../lib/ui/parts/link_state.tsx";
import { RangePicker } from "../../../lib/ui/parts/range_picker.tsx";
import { SortHead } from "../../../lib/ui/parts/sort_head.tsx";
import { Money, ShareBar, When } from "../../../lib/ui/parts/values.tsx";
import { readRange } from "../../../lib/ui/range.ts";

Deno.test("an unknown price is never a zero, and a sum tells what is not in it", () => {
  equal(renderToString(<Money usd={null} />), '<span class="unpriced">unpriced</span>');
  equal(renderToString(<Money usd={0} />), "$0.00");
  const html = renderToString(<Money usd={1.5} unpriced={3} />);
  match(html, /title="3 without a known price are not in this sum"/);
  match(html, /\$1\.50<span class="unpriced more">\+\?/);
});

Deno.test("a moment is relative, and exact in the viewer's zone on hover", () => {
  const now = Date.parse("2026-03-12T12:00:00Z");
  const html = renderToString(
    <When timestamp="2026-03-12T11:58:00.000" now={now} zone="Asia/Tokyo" />,
  );
  match(html, /dateTime="2026-03-12T11:58:00\.000Z"/i);
  match(html, /title="Thu, 12 Mar 2026, 20:58:00"/);
  match(html, />2 min ago</);
  equal(
    renderToString(<When timestamp="some day" now={now} zone="UTC" />),
    "<time>some day</time>",
  );
});

Deno.test("a share stays within its bar", () => {
  const widths = [-1, 0.25, 7].map((share) =>
    / class="bar" width="([^"]*)"/.exec(renderToString(<ShareBar share={share} />))?.[1]
  );
  equal(widths.join(), "0,25,100");
});

Deno.test("panels have names, cards lead where they say", () => {
  match(renderToString(<Panel title="Cost">x</Panel>), /aria-label="Cost"><header><h2>Cost<\/h2>/);
  match(renderToString(<Panel label="Cost">x</Panel>), /aria-label="Cost">x/);
  match(renderToString(<Card label="Cost" value="$1" href="/a" />), /^<a class="card" href="\/a">/);
  doesNotMatch(renderToString(<Card label="Cost" value="$1" />), /note|<a/);
  match(renderToString(<Empty title="Nothing" />), /<p class="empty-title">Nothing<\/p>/);
  match(renderToString(<Problem message="Lost" retry={() => {}} />), /role="alert".*Try again/);
  doesNotMatch(renderToString(<Problem message="Lost" />), /button/);
});

Deno.test("the state of the link is told: live, polling, lost, or how many run", () => {
  const text = (link: "live" | "polling" | "lost", inFlight = 0) =>
    renderToString(<LinkState link={link} inFlight={inFlight} />).replace(/<[^>]*>/g, "");
  equal(text("live"), "live");
  equal(text("polling"), "every 5 s");
  equal(text("live", 1200), "1,200 running");
  match(text("lost", 3), /no connection/);
});

Deno.test("ranges are links that keep other filters; one's own is a form that keeps them, too", () => {
  const url = "/requests?model=a&range=week&after=x";
  const range = readRange(new URLSearchParams("range=week"), "2026-03-12");
  const html = renderToString(<RangePicker range={range} url={url} />);
  match(html, /href="\/requests\?model=a&amp;range=today">Today/);
  match(html, /range=week" aria-current="true">This week/);
  match(html, /action="\/requests"/);
  match(html, /<input type="hidden" name="model" value="a"/);
  doesNotMatch(html, /name="(after|range)"/);
  match(html, /name="from"[^>]*value="2026-03-09"/);
});

Deno.test("a column's head sorts by it, and turns the order around at the second click", () => {
  const head = (by: string, dir: "asc" | "desc", number = true) =>
    renderToString(
      <table>
        <SortHead name="cost" label="Cost" sort={{ by, dir }} url="/x?after=2" number={number} />
      </table>,
    );
  match(head("model", "asc"), /href="\/x\?sort=cost&amp;dir=desc"/);
  match(head("model", "asc", false), /dir=asc"/);
  match(head("cost", "desc"), /aria-sort="descending".*dir=asc"/);
  match(head("cost", "asc"), /aria-sort="ascending".*dir=desc"/);
  doesNotMatch(head("model", "asc"), /aria-sort/);
});
