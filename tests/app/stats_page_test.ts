import assert from "node:assert/strict";
import fc from "fast-check";
import type { StatsPage } from "../../lib/ui/stats/page.ts";
import { slotLabel } from "../../lib/ui/stats/slots.ts";
import { addDays, monthEnd } from "../../lib/ui/range.ts";
import type { Exchange } from "../../lib/types/exchange.ts";
import { NO_USAGE } from "../../lib/types/usage.ts";
import { type RunningApp, startApp } from "../harness/app.ts";
import { costOf, exchange } from "../store/exchange.ts";

const CONFIG = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo } }
`;
const BROWSER = { accept: "text/html" };
const DAY_MS = 86_400_000;

async function statsOf(app: RunningApp, query: string, zone = "UTC"): Promise<StatsPage> {
  const headers = { cookie: `apantli-zone=${encodeURIComponent(zone)}` };
  const response = await fetch(`${app.url}/api/pages/stats?${query}`, { headers });
  assert.equal(response.status, 200, query);
  return await response.json();
}

async function record(app: RunningApp, ...all: Partial<Exchange>[]): Promise<void> {
  await Promise.all(all.map((facts) => app.services.store.record(exchange(facts))));
}

const at = (time: string) => ({ startedAt: Date.parse(time) });

Deno.test("the page has the range, the days before it, and slots that sum up to the totals", async () => {
  await using app = await startApp(CONFIG);
  const { store } = app.services;
  await store.record(exchange({ startedAt: Date.parse("2026-03-10T10:00:00Z"), cost: costOf(3) }));
  await store.record(exchange({ startedAt: Date.parse("2026-03-12T10:00:00Z"), cost: costOf(5) }));
  await store.record(exchange({ startedAt: Date.parse("2026-03-12T11:00:00Z"), cost: null }));
  const page = (query: string) => statsOf(app, query);
  const days = await page("from=2026-03-11&to=2026-03-13");
  assert.deepEqual([days.totals.requests, days.totals.cost, days.totals.unpriced], [2, 5e-9, 1]);
  assert.deepEqual([days.before?.requests, days.before?.cost], [1, 3e-9]);
  assert.equal(days.slots.by, "day");
  assert.deepEqual(days.slots.list.map(({ costs }) => costs), [{}, {
    acme: 5e-9,
  }, {}]);
  const all = await page("range=all");
  assert.equal(all.before, null);
  assert.equal(all.totals.requests, 3);
  assert.equal((all.slots.list[0]?.at ?? "~") <= "2026-03-10", true);
  assert.equal((await page("from=2026-03-12&to=2026-03-12")).slots.list.length, 24);
});

Deno.test("an unpriced sum is never shown as nothing, an empty log as the line to try", async () => {
  await using app = await startApp(CONFIG);
  const open = async () =>
    await (await fetch(`${app.url}/?range=all`, { headers: BROWSER })).text();
  assert.match(await open(), /curl http/);
  await app.services.store.record(exchange({ cost: null }));
  const html = await open();
  assert.match(
    html,
    /<span class="label">Cost<\/span><span class="value"><span class="unpriced">unpriced</,
  );
  assert.doesNotMatch(html, /curl http/);
});

Deno.test("failures stand beside their model and provider, also those of a model that only failed", async () => {
  await using app = await startApp(CONFIG);
  const failed = { outcome: "failed", status: 502, error: "No.", cost: null } as const;
  await record(
    app,
    { alias: "shared", provider: "acme", cost: costOf(7) },
    { alias: "shared", provider: "acme", cost: costOf(7) },
    { alias: "shared", provider: "bolt", cost: costOf(9) },
    { alias: "shared", provider: "acme", ...failed },
    { alias: "shared", provider: "clay", ...failed },
    { alias: "lost", provider: null, ...failed },
    { alias: "left", provider: "acme", outcome: "interrupted", status: 499, error: "Left." },
  );
  const { models, totals } = await statsOf(app, "range=all");
  assert.deepEqual(models.map((use) => [use.model, use.provider, use.requests, use.failed]), [
    ["shared", "acme", 2, 1],
    ["shared", "bolt", 1, 0],
    ["lost", null, 0, 1],
    ["shared", "clay", 0, 1],
  ]);
  assert.equal(totals.failed.requests, 3);
  const never = models.find(({ provider }) => provider === "clay");
  assert.deepEqual([never?.p50, never?.tokensPerSecond, never?.cost, never?.unpriced], [
    ...[null, null, 0, 0],
  ]);
});

Deno.test("a year is cut by weeks from Monday on, and more of them by months", async () => {
  await using app = await startApp(CONFIG);
  await record(
    app,
    // A Monday before the range begins, and its Thursday, with which the range begins.
    { ...at("2024-01-01T10:00:00Z"), cost: costOf(1) },
    { ...at("2024-01-04T10:00:00Z"), cost: costOf(2) },
    { ...at("2024-01-08T10:00:00Z"), cost: costOf(4) },
    { ...at("2026-03-02T10:00:00Z"), cost: costOf(8) },
  );
  const paid = ({ slots }: StatsPage) =>
    slots.list.filter(({ costs }) => Object.keys(costs).length > 0)
      .map(({ at, costs }) => [at, costs.acme]);
  const weeks = await statsOf(app, "from=2024-01-04&to=2024-12-31");
  assert.deepEqual([weeks.slots.by, weeks.slots.list.length], ["week", 53]);
  assert.deepEqual(paid(weeks), [["2024-01-01", 2e-9], ["2024-01-08", 4e-9]]);
  assert.equal(weeks.totals.cost, 6e-9);
  const months = await statsOf(app, "from=2024-01-04&to=2026-03-31");
  assert.deepEqual([months.slots.by, months.slots.list.length], ["month", 27]);
  assert.deepEqual(paid(months), [["2024-01-01", 6e-9], ["2026-03-01", 8e-9]]);
});

const FAR: [query: string, requests: number, hasBefore: boolean][] = [
  ["from=1000-01-01&to=9999-12-31", 2, true],
  ["from=0000-01-01&to=9999-12-31", 2, false],
  ["from=0001-01-01&to=0900-12-31", 0, true],
  ["from=9999-12-01&to=9999-12-31", 0, true],
  ["from=3000-01-01&to=9999-12-31", 0, true],
];
Deno.test("a range of 9,000 years, or far from now, is answered at once", async () => {
  await using app = await startApp(CONFIG);
  await record(app, at("2026-03-02T10:00:00Z"), at("2026-03-03T10:00:00Z"));
  for (const [query, requests, hasBefore] of FAR) {
    const { totals, slots, before } = await statsOf(app, query);
    assert.equal(totals.requests, requests, query);
    assert.equal(before !== null, hasBefore, query);
    assert.ok(slots.list.length <= 110, `${query}: ${slots.list.length} bars`);
  }
});

Deno.test("what a wrong clock dated in the future does not break all time", async () => {
  await using app = await startApp(CONFIG);
  const later = Date.now() + 3 * DAY_MS;
  await record(app, { startedAt: later, cost: costOf(5) });
  const { totals, slots, month } = await statsOf(app, "range=all");
  assert.equal(totals.cost, 5e-9);
  assert.equal(slots.list.reduce((sum, { costs }) => sum + (costs.acme ?? 0), 0), 5e-9);
  assert.equal(month.cost, 0);
});

Deno.test("a project is all that its page knows of; the projects to choose from are all there are", async () => {
  await using app = await startApp(CONFIG);
  const failed = { outcome: "failed", status: 502, error: "Blog broke.", cost: null } as const;
  const now = Date.now();
  const before = now - 40 * DAY_MS;
  await record(
    app,
    { startedAt: now, project: "blog", alias: "a", provider: "acme", cost: costOf(3) },
    { startedAt: now, project: "blog", alias: "a", provider: "acme", ...failed },
    { startedAt: now, project: "shop", alias: "b", provider: "bolt", cost: costOf(50) },
    { startedAt: now, project: "shop", alias: "b", ...failed, error: "Shop broke." },
    { startedAt: now, project: null, alias: "c", provider: "clay", cost: costOf(700) },
    { startedAt: before, project: "blog", alias: "a", provider: "acme", cost: costOf(2) },
    { startedAt: before, project: "shop", alias: "b", provider: "bolt", cost: costOf(60) },
  );
  const page = await statsOf(app, "range=30d&project=blog");
  const costs = [page.totals.cost, page.before?.cost, page.month.cost];
  assert.deepEqual(costs, [3e-9, 2e-9, 3e-9]);
  assert.equal(page.totals.failed.requests, 1);
  assert.deepEqual(page.models.map(({ model }) => model), ["a"]);
  assert.deepEqual(page.providers.map(({ provider }) => provider), ["acme"]);
  assert.deepEqual(page.errors.map(({ error }) => error), ["Blog broke."]);
  assert.deepEqual(
    new Set(page.slots.list.flatMap(({ costs }) => Object.keys(costs))),
    new Set(["acme"]),
  );
  assert.deepEqual([...page.projects].sort(), ["blog", "shop"]);
  const nobody = await statsOf(app, "range=30d&project=nobody");
  assert.deepEqual([nobody.totals.requests, nobody.month.cost, nobody.errors], [0, 0, []]);
  assert.equal(nobody.view.project, "nobody");
});

Deno.test("the month is that of today, whatever the range; its forecast begins with the first day of the log", async () => {
  await using app = await startApp(CONFIG);
  const today = new Date().toISOString().slice(0, 10);
  const midnight = (days: number) => ({
    startedAt: Date.parse(`${addDays(today, -days)}T00:00:00Z`),
  });
  const dollar = costOf(1_000_000_000);
  await record(app, ...[0, 1, 2, 3, 4, 5, 6].map((days) => ({ ...midnight(days), cost: dollar })));
  const sixDays = await statsOf(app, "from=2020-01-01&to=2020-01-02");
  const inMonth = Math.min(7, Number(today.slice(8)));
  assert.deepEqual([sixDays.month.cost, sixDays.month.forecast], [inMonth, null]);
  assert.equal(sixDays.month.end, slotLabel(monthEnd(today), "day"));
  await record(app, { ...midnight(7), cost: dollar }, { ...midnight(0), cost: null });
  const { month } = await statsOf(app, "range=today");
  const spent = Math.min(8, Number(today.slice(8)));
  assert.deepEqual([month.cost, month.unpriced], [spent, 1]);
  const left = parseInt(month.end) - Number(today.slice(8));
  const { expected, low, high } = month.forecast ?? assert.fail();
  // A day costs a dollar: what is left of today, and the days that come.
  assert.ok(expected >= spent + left - 1e-6 && expected <= spent + left + 1 + 1e-6, `${expected}`);
  assert.ok(spent <= low && low <= expected && expected <= high);
});

Deno.test("a month has its first day, and nothing of the day before", async () => {
  await using app = await startApp(CONFIG);
  const first = new Date().toISOString().slice(0, 8) + "01";
  await record(
    app,
    { ...at(`${first}T00:00:00Z`), cost: costOf(5) },
    { ...at(`${addDays(first, -1)}T23:59:59Z`), cost: costOf(700) },
  );
  const { month } = await statsOf(app, "range=all");
  assert.deepEqual([month.requests, month.cost], [1, 5e-9]);
});

Deno.test("a month is that of the viewer's clock", async () => {
  await using app = await startApp(CONFIG);
  // No two zones of these have the same date at any time.
  const [east, west] = await Promise.all(
    ["Pacific/Kiritimati", "Pacific/Midway"].map((zone) => statsOf(app, "range=today", zone)),
  );
  assert.ok(east && west);
  assert.equal(addDays(west.view.today, 1), east.view.today);
  for (const { month, view } of [east, west]) {
    assert.equal(month.end, slotLabel(monthEnd(view.today), "day"));
  }
});

const FROM = Date.parse("2026-03-01T00:00:00Z");
const SOME = fc.record({
  startedAt: fc.integer({ min: FROM, max: FROM + 20 * DAY_MS }),
  alias: fc.constantFrom("a", "b", "c"),
  provider: fc.constantFrom("acme", "bolt", "clay", null),
  project: fc.constantFrom("blog", "shop", null),
  nanos: fc.option(fc.integer({ min: 0, max: 3_000_000_001 })),
  outcome: fc.constantFrom("ok" as const, "ok" as const, "failed" as const, "interrupted" as const),
  input: fc.integer({ min: 1, max: 100_000 }),
});

/** USD as whole nano-dollars: sums of those have no rounding. */
const nanos = (all: readonly { cost: number }[]) =>
  all.reduce((sum, { cost }) => sum + Math.round(cost * 1e9), 0);

Deno.test("cards, bars, providers and models sum up to the same, to the last digit", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(SOME, { minLength: 1, maxLength: 40 }), async (all) => {
      await using app = await startApp(CONFIG);
      await record(
        app,
        ...all.map(({ nanos, input, ...facts }) => ({
          ...facts,
          usage: { ...NO_USAGE, input, output: 7, raw: {} },
          cost: nanos === null ? null : costOf(nanos),
          error: facts.outcome === "ok" ? null : "No.",
        })),
      );
      for (
        const query of ["range=all", "from=2026-03-05&to=2026-03-06", "range=all&project=blog"]
      ) {
        const { totals, slots, providers, models, view } = await statsOf(app, query);
        const { from, to } = view.range.days ?? { from: "0", to: "9" };
        const meant = all.filter(({ startedAt, project }) => {
          const day = new Date(startedAt).toISOString().slice(0, 10);
          return from <= day && day <= to && (view.project ?? project) === project;
        });
        const ok = meant.filter(({ outcome }) => outcome === "ok");
        const spent = ok.reduce((sum, { nanos }) => sum + (nanos ?? 0), 0);
        const costs = slots.list.flatMap(({ costs }) => Object.values(costs)).map((cost) => ({
          cost,
        }));
        assert.deepEqual(
          [nanos([totals]), nanos(costs), nanos(providers), nanos(models)],
          [spent, spent, spent, spent],
        );
        const count = (rows: readonly { requests: number }[]) =>
          rows.reduce((sum, { requests }) => sum + requests, 0);
        const counts = [totals.requests, count(providers), count(models)];
        assert.deepEqual(counts, [ok.length, ok.length, ok.length]);
        const tokens = ok.reduce((sum, { input }) => sum + input + 7, 0);
        const ofSlots = slots.list.reduce(
          (sum, { tokens }) => sum + tokens.input + tokens.cached + tokens.output,
          0,
        );
        assert.deepEqual([totals.prompt_tokens + totals.completion_tokens, ofSlots], [
          tokens,
          tokens,
        ]);
        const failed = meant.filter(({ outcome }) => outcome === "failed").length;
        const ofModels = models.reduce((sum, { failed }) => sum + failed, 0);
        assert.deepEqual([totals.failed.requests, ofModels], [failed, failed]);
        const unpriced = ok.filter(({ nanos }) => nanos === null).length;
        const without = [providers, models].map((rows) =>
          rows.reduce((sum, { unpriced }) => sum + unpriced, 0)
        );
        assert.deepEqual([totals.unpriced, ...without], [unpriced, unpriced, unpriced]);
      }
    }),
    { numRuns: 15 },
  );
});
