import assert from "node:assert/strict";
import { filtersOf, requestsAt, requestsOf } from "../../../lib/ui/stats/links.ts";
import type { StatsPage } from "../../../lib/ui/stats/page.ts";
import { statsPage, use } from "./sample.ts";

const OF: [query: string, filters: Record<string, string | number>, link: string][] = [
  ["range=30d", {}, "range=30d&outcome=ok"],
  ["range=all", { model: "a b&c" }, "range=all&outcome=ok&model=a+b%26c"],
  ["from=2026-01-02&to=2026-03-04", {}, "from=2026-01-02&to=2026-03-04&outcome=ok"],
  ["range=week&project=r%26d", { outcome: "failed" }, "range=week&project=r%26d&outcome=failed"],
];
for (const [query, filters, link] of OF) {
  Deno.test(`from ?${query} one comes to the requests ?${link}`, () => {
    assert.equal(requestsOf(statsPage({}, query), filters), `/requests?${link}`);
  });
}

const AT: [query: string, by: StatsPage["slots"]["by"], at: string, days: string][] = [
  ["range=30d", "day", "2026-11-03", "2026-11-03 2026-11-03"],
  ["range=today", "hour", "2026-11-23T14", "2026-11-23 2026-11-23"],
  ["from=2026-01-01&to=2026-06-30", "week", "2026-03-02", "2026-03-02 2026-03-08"],
  // The first and the last bar have no more than what belongs to the range.
  ["from=2026-01-01&to=2026-06-30", "week", "2025-12-29", "2026-01-01 2026-01-04"],
  ["from=2026-01-01&to=2026-06-30", "week", "2026-06-29", "2026-06-29 2026-06-30"],
  ["from=2023-02-10&to=2026-06-30", "month", "2023-02-01", "2023-02-10 2023-02-28"],
  ["range=all", "month", "2024-02-01", "2024-02-01 2024-02-29"],
  ["range=all", "month", "2027-01-01", "2027-01-01 2027-01-31"],
];
for (const [query, by, at, days] of AT) {
  Deno.test(`the ${by} of ${at} in ?${query} leads to the requests of ${days}`, () => {
    const page = statsPage({ slots: { by, list: [] } }, `${query}&project=blog`);
    const { searchParams, pathname } = new URL(requestsAt(page, at), "http://localhost");
    const { from, to, project, outcome, ...rest } = Object.fromEntries(searchParams);
    assert.equal(pathname, "/requests");
    assert.deepEqual([`${from} ${to}`, project, outcome, rest], [days, "blog", "ok", {}]);
  });
}

Deno.test("a model is named with its provider, where it had one", () => {
  assert.deepEqual(filtersOf(use()), { model: "small", provider: "acme" });
  assert.deepEqual(filtersOf(use({ provider: null })), { model: "small" });
});
