import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { amountText, MonthGrid, YearGrid } from "../../../lib/ui/calendar/grid.tsx";
import type { Day } from "../../../lib/ui/calendar/page.ts";
import { daysOf } from "../../../lib/ui/calendar/period.ts";
import { addDays } from "../../../lib/ui/range.ts";

function days(period: string, used: Readonly<Record<string, Partial<Day>>> = {}): Day[] {
  const { from, to } = daysOf(period);
  const all: Day[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const none = { requests: 0, cost: 0, unpriced: 0, tokens: 0, failed: 0 };
    all.push({ date, ...none, ...used[date] });
  }
  return all;
}

const USED = {
  "2026-10-05": { requests: 60, cost: 0.685, tokens: 9000 },
  "2026-10-06": { requests: 2, unpriced: 2, failed: 1 },
};
const PROPS = {
  show: "cost",
  today: "2026-10-06",
  open: "2026-10-05",
  url: "/calendar?period=2026-10",
} as const;

Deno.test("a month begins below its weekday and has a link for each day", () => {
  const html = renderToString(<MonthGrid {...PROPS} days={days("2026-10", USED)} />);
  match(html, /<span class="gap span-3">/);
  const links = [...html.matchAll(/<a class="day ([^"]*)" href="([^"]*)"/g)];
  equal(links.length, 31);
  equal(links[0]?.[2], "/calendar?period=2026-10&amp;day=2026-10-01");
  // The open one closes.
  equal(links[4]?.[2], "/calendar?period=2026-10");
  deepEqual(links.slice(3, 7).map(([, classes]) => classes), [
    "heat-0",
    "heat-1",
    "heat-0 today",
    "heat-0 ahead",
  ]);
  const open = /aria-current="date">(.*?)<\/a>/.exec(html)?.[1] ?? "";
  equal(open.replace(/<[^>]*>/g, "|").replace(/\|+/g, "|"), "|5| October 2026|$0.685|60 requests|");
  match(html, / today" [^>]*><span class="date">6<span class="hidden-visually"> October 2026</);
  const year = renderToString(<YearGrid {...PROPS} days={days("2026")} />);
  deepEqual([...year.matchAll(/ today" href="([^"]*)"/g)].map(([, href]) => href), [
    "/calendar?period=2026-10&amp;day=2026-10-06",
  ]);
});

Deno.test("a month that begins on a Monday has no gap", () => {
  doesNotMatch(renderToString(<MonthGrid {...PROPS} days={days("2026-06")} />), /gap/);
});

Deno.test("a day without a known price is unpriced, not free; what failed is marked", () => {
  const html = renderToString(<MonthGrid {...PROPS} days={days("2026-10", USED)} />);
  match(html, />unpriced<.*>2 requests<.*title="1 request failed".*>1 failed</);
  const year = renderToString(<YearGrid {...PROPS} days={days("2026", USED)} />);
  match(year, /aria-label="Tuesday, 6 October 2026: unpriced, 2 requests, 1 failed"/);
  match(year, /aria-label="Sunday, 4 October 2026: no requests"/);
});

Deno.test("a day shows what was chosen", () => {
  const [day] = days("2026-10", { "2026-10-01": { requests: 1200, cost: 1.5, tokens: 45_000 } });
  const texts = day
    ? [amountText(day, "cost"), amountText(day, "requests"), amountText(day, "tokens")]
    : [];
  deepEqual(texts, ["$1.50", "1,200", "45K"]);
});

for (const [year, gap, cells] of [["2025", 2, 365], ["2024", 0, 366], ["2028", 5, 366]] as const) {
  Deno.test(`the year ${year} has ${cells} days, ${gap} before them`, () => {
    const html = renderToString(<YearGrid {...PROPS} days={days(year)} />);
    equal([...html.matchAll(/class="cell /g)].length, cells);
    equal(/rows-(\d)/.exec(html)?.[1], gap === 0 ? undefined : String(gap));
    const months = [...html.matchAll(/class="from-(\d+)">(\w+)/g)].map(([, week]) => Number(week));
    equal(months.length, 12);
    equal(months[0], 1);
    deepEqual(months.toSorted((a, b) => a - b), months);
  });
}
