import assert from "node:assert/strict";
import { startApp } from "../harness/app.ts";
import { costOf, exchange } from "../store/exchange.ts";

const CONFIG = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo } }
`;
const BROWSER = { accept: "text/html" };

Deno.test("the page has the range, the days before it, and slots that sum up to the totals", async () => {
  await using app = await startApp(CONFIG);
  const { store } = app.services;
  await store.record(exchange({ startedAt: Date.parse("2026-03-10T10:00:00Z"), cost: costOf(3) }));
  await store.record(exchange({ startedAt: Date.parse("2026-03-12T10:00:00Z"), cost: costOf(5) }));
  await store.record(exchange({ startedAt: Date.parse("2026-03-12T11:00:00Z"), cost: null }));
  const headers = { cookie: "apantli-zone=UTC" };
  const page = async (query: string) =>
    await (await fetch(`${app.url}/api/pages/stats?${query}`, { headers })).json();
  const days = await page("from=2026-03-11&to=2026-03-13");
  assert.deepEqual([days.totals.requests, days.totals.cost, days.totals.unpriced], [2, 5e-9, 1]);
  assert.deepEqual([days.before.requests, days.before.cost], [1, 3e-9]);
  assert.equal(days.slots.by, "day");
  assert.deepEqual(days.slots.list.map(({ costs }: { costs: unknown }) => costs), [{}, {
    acme: 5e-9,
  }, {}]);
  const all = await page("range=all");
  assert.equal(all.before, null);
  assert.equal(all.totals.requests, 3);
  assert.equal(all.slots.list[0].at <= "2026-03-10", true);
  assert.equal((await page("from=2026-03-12&to=2026-03-12")).slots.list.length, 24);
});

Deno.test("an unpriced sum is never shown as nothing, an empty log as the line to try", async () => {
  await using app = await startApp(CONFIG);
  const open = async () =>
    await (await fetch(`${app.url}/?range=all`, { headers: BROWSER })).text();
  assert.match(await open(), /curl http/);
  await app.services.store.record(exchange({ cost: null }));
  const html = await open();
  assert.match(html, /<span class="label">Cost<\/span><span class="value">unpriced<\/span>/);
  assert.doesNotMatch(html, /curl http/);
});
