import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { DayDetail } from "../../../lib/ui/calendar/day.tsx";
import type { OpenDay } from "../../../lib/ui/calendar/page.ts";
import type { View } from "../../../lib/ui/page.ts";

const VIEW: View = {
  ...{ now: Date.UTC(2026, 2, 11), zone: "Europe/Berlin", offset: 60, today: "2026-03-11" },
  ...{ range: { name: "all", days: null }, project: null, inFlight: 0 },
};
const TOP: OpenDay["top"] = [
  {
    ...{ id: 7, timestamp: "2026-01-10T23:05:00.000", model: "small", provider: "acme" },
    ...{ cost: 0.25, tokens: 900 },
  },
  {
    ...{ id: 8, timestamp: "2026-01-11T12:00:00.000", model: "new", provider: null },
    ...{ cost: null, tokens: 12 },
  },
  {
    ...{ id: 9, timestamp: "2026-01-11T13:00:00.000", model: "lost", provider: "acme" },
    ...{ cost: null, tokens: null },
  },
];
const use = (name: string, cost: number, unpriced = 0) => ({
  ...{ name, provider: "acme", requests: 2, cost, unpriced },
});
const DAY: OpenDay = {
  ...{ date: "2026-01-11", requests: 2, cost: 0.25, unpriced: 1, tokens: 912, failed: 1 },
  hours: Array.from({ length: 24 }, (_, hour) => ({
    hour,
    byProvider: hour === 9 ? [use("acme", 0.25)] : [],
  })),
  providers: [use("acme", 0.25)],
  models: [use("small & co", 0.25), use("new", 0, 2)],
  top: TOP,
};
const shown = (day: Partial<OpenDay> = {}, project: string | null = null) =>
  renderToString(
    <DayDetail day={{ ...DAY, ...day }} view={{ ...VIEW, project }} close="/calendar" />,
  );
const words = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();
const rowsOf = (html: string) =>
  [...html.matchAll(/<tr><th scope="row".*?<\/tr>/g)].map(([row]) => words(row));

Deno.test("a day has its requests with the time of the viewer's clock, the exact one on hover", () => {
  const html = shown();
  assert.deepEqual(rowsOf(html).slice(-3), [
    "small acme 00:05 900 $0.250",
    "new unknown provider 13:00 12 unpriced",
    // It used nothing, as far as is known: that has no price to be missed.
    "lost acme 14:00 – –",
  ]);
  assert.match(html, /dateTime="2026-01-10T23:05:00\.000Z" title="Sun, 11 Jan 2026, 00:05:00"/i);
});

Deno.test("a day's parts lead to their requests of that day", () => {
  const unknown = { ...use("unknown", 0), provider: null };
  const html = shown({ providers: [use("acme", 0.25), unknown] }).replaceAll("&amp;", "&");
  const day = "/requests?from=2026-01-11&to=2026-01-11";
  for (
    const href of [
      day,
      `${day}&outcome=ok&sort=cost`,
      `${day}&outcome=failed`,
      `${day}&outcome=ok&hour=2026-01-11T09`,
      `${day}&outcome=ok&provider=acme`,
      `${day}&outcome=ok&model=small+%26+co&provider=acme`,
      "/requests/7",
      "/calendar",
    ]
  ) assert.ok(html.includes(`href="${href}"`), href);
  assert.ok(!html.includes("provider=unknown"));
});

Deno.test("a project's day leads to requests of the project", () => {
  const links = [...shown({}, "my blog").matchAll(/href="(\/requests\?[^"]*)"/g)];
  assert.ok(links.length > 24);
  for (const [, href = ""] of links) assert.match(href, /project=my\+blog/);
});

Deno.test("what has no known price is named as such, in the sums and in the parts", () => {
  assert.match(words(shown()), /Cost \$0\.250 1 unpriced Requests 2/);
  assert.ok(rowsOf(shown()).some((row) => /^new acme 2 unpriced$/.test(row)));
  const none = shown({ unpriced: 2, cost: 0 });
  assert.match(words(none), /Cost unpriced 2 unpriced/);
  assert.match(words(shown({ unpriced: 0 })), /all priced/);
});

Deno.test("a day without any request says so", () => {
  const html = shown({ requests: 0, failed: 0, top: [] });
  assert.match(words(html), /^Sunday, 11 January 2026 All requests ✕ No requests on this day$/);
});
