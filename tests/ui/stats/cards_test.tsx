import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { TotalCards } from "../../../lib/ui/stats/cards.tsx";
import type { StatsPage } from "../../../lib/ui/stats/page.ts";
import { statsPage, totals } from "./sample.ts";

interface Shown {
  href: string;
  value: string;
  note: string;
}

/** The cards by their names. */
function cards(facts: Partial<StatsPage> = {}, query = "range=30d"): Record<string, Shown> {
  const html = renderToString(<TotalCards page={statsPage(facts, query)} />);
  const text = (html: string) => html.replace(/<[^>]*>/g, "").replaceAll("&lt;", "<");
  const card = /<a class="card" href="([^"]*)"><span class="label">(.*?)<\/span>(.*?)<\/a>/g;
  return Object.fromEntries([...html.matchAll(card)].map(([, href = "", name = "", rest = ""]) => {
    const [value = "", note = ""] = rest.split('<span class="note">');
    return [name, { href: href.replaceAll("&amp;", "&"), value: text(value), note: text(note) }];
  }));
}

const LINKS: [card: string, href: string][] = [
  ["Cost", "/requests?range=week&project=blog&outcome=ok&sort=cost"],
  ["This month", "/requests?range=month&project=blog&outcome=ok&sort=cost"],
  ["Requests", "/requests?range=week&project=blog&outcome=ok"],
  ["Tokens", "/requests?range=week&project=blog&outcome=ok"],
  ["Saved by caches", "/requests?range=week&project=blog&outcome=ok"],
  ["Failed", "/requests?range=week&project=blog&outcome=failed"],
  ["Median time", "/requests?range=week&project=blog&outcome=ok&sort=duration_ms"],
  // What runs, runs now, and is counted of all projects.
  ["Running now", "/requests?range=all&outcome=running"],
];
Deno.test("each card leads to the requests that it is about", () => {
  const shown = cards({}, "range=week&project=blog");
  assert.deepEqual(Object.entries(shown).map(([name, { href }]) => [name, href]), LINKS);
});

Deno.test("the cards tell what was asked, and what it cost and took", () => {
  const shown = cards({ totals: totals({ failed: { requests: 2, cost: 0.25, unpriced: 0 } }) });
  assert.deepEqual(
    Object.entries(shown).map(([name, { value, note }]) => `${name}: ${value}, ${note}`),
    [
      "Cost: $2.00, since the first request",
      "This month: $2.00, a forecast needs a week",
      "Requests: 10, since the first request",
      "Tokens: 5K, 4K in · 1K out",
      "Saved by caches: $0.500, 25 % of the input cached",
      "Failed: 17 %, 2 of 12 · $0.250",
      "Median time: 900 ms, 95 % within 4.0 s · first token 300 ms",
      "Running now: 0, requests in flight",
    ],
  );
});

Deno.test("where all failed, nothing is said of times, and nothing cost $0", () => {
  const shown = cards({
    totals: totals({ requests: 0, cost: 0, failed: { requests: 3, cost: 0, unpriced: 0 } }),
  });
  assert.deepEqual([shown["Median time"]?.value, shown["Median time"]?.note], [
    "–",
    "nothing answered",
  ]);
  assert.deepEqual([shown.Failed?.value, shown.Failed?.note], ["100 %", "3 of 3"]);
});

const CHANGES: [
  name: string,
  now: [requests: number, cost: number, unpriced: number],
  before: [requests: number, cost: number, unpriced: number] | null,
  cost: string,
  requests: string,
][] = [
  ["all time", [10, 2, 0], null, "since the first request", "since the first request"],
  [
    "nothing before",
    [10, 2, 0],
    [0, 0, 0],
    "nothing in the time before",
    "nothing in the time before",
  ],
  ["twice as much", [10, 2, 0], [5, 1, 0], "100 % from $1.00 before", "100 % from 5 before"],
  ["half as much", [10, 2, 0], [20, 4, 0], "50 % from $4.00 before", "50 % from 20 before"],
  ["the same", [10, 2, 0], [10, 2, 0], "0 % from $2.00 before", "0 % from 10 before"],
  ["nothing now", [0, 0, 0], [10, 2, 0], "100 % from $2.00 before", "100 % from 10 before"],
  ["much more", [90_000, 2, 0], [1, 2, 0], "0 % from $2.00 before", "8,999,900 % from 1 before"],
  ["free before", [10, 2, 0], [5, 0, 0], "$0.00 before", "100 % from 5 before"],
  ["unpriced before", [10, 2, 0], [5, 0, 5], "unpriced in the time before", "100 % from 5 before"],
  ["unpriced now", [10, 0, 10], [5, 1, 0], "$1.00 before", "100 % from 5 before"],
];
for (const [name, now, then, cost, requests] of CHANGES) {
  Deno.test(`against the time before, ${name}: ${cost}; ${requests}`, () => {
    const sums = ([requests, cost, unpriced]: typeof now) => totals({ requests, cost, unpriced });
    const shown = cards({ totals: sums(now), before: then && sums(then) });
    assert.deepEqual([shown.Cost?.note, shown.Requests?.note], [cost, requests]);
  });
}

const DIRECTIONS: [now: number, before: number, direction: string][] = [
  [2, 1, "up"],
  [1, 2, "down"],
  [1001, 1000, ""],
  [1, 1, ""],
];
for (const [now, before, direction] of DIRECTIONS) {
  Deno.test(`from ${before} to ${now} the sign is ${direction || "none"}`, () => {
    const facts = { totals: totals({ requests: now }), before: totals({ requests: before }) };
    const html = renderToString(<TotalCards page={statsPage(facts)} />);
    const [, sign] = /Requests<.*?class="change ([^"]*)"/.exec(html) ?? [];
    assert.equal(sign?.trim(), direction);
  });
}

const FORECAST = { expected: 8.73, low: 7.99, high: 9.46 };
const MONTHS: [name: string, month: Partial<StatsPage["month"]>, value: string, note: string][] = [
  ["a forecast", { forecast: FORECAST }, "$2.00", "≈ $8.73 by 30 Nov ($7.99 – $9.46)"],
  ["too few days", {}, "$2.00", "a forecast needs a week"],
  [
    "some unpriced",
    { unpriced: 3, forecast: FORECAST },
    "$2.00+?",
    "≈ $8.73 by 30 Nov ($7.99 – $9.46)",
  ],
  ["all unpriced", { cost: 0, unpriced: 10 }, "unpriced", "10 without a price"],
  // Nothing of it has a price: nothing can be foretold either.
  [
    "unpriced for long",
    { cost: 0, unpriced: 10, forecast: { expected: 0, low: 0, high: 0 } },
    "unpriced",
    "10 without a price",
  ],
  ["none yet", { requests: 0, cost: 0 }, "$0.00", "a forecast needs a week"],
];
for (const [name, month, value, note] of MONTHS) {
  Deno.test(`a month with ${name} shows ${value}, ${note}`, () => {
    const page = statsPage();
    const shown = cards({ month: { ...page.month, ...month } })["This month"];
    assert.deepEqual([shown?.value, shown?.note], [value, note]);
  });
}

Deno.test("what has no price is unpriced, and what runs is counted", () => {
  const { view } = statsPage();
  const shown = cards({
    totals: totals({ cost: 0, unpriced: 10 }),
    view: { ...view, inFlight: 1 },
  });
  assert.equal(shown.Cost?.value, "unpriced");
  assert.equal(shown["Saved by caches"]?.value, "unpriced");
  assert.equal(cards({ totals: totals({ unpriced: 3 }) }).Cost?.value, "$2.00+?");
  assert.deepEqual([shown["Running now"]?.value, shown["Running now"]?.note], [
    "1",
    "request in flight",
  ]);
});
