import assert from "node:assert/strict";
import { type RunningApp, startApp } from "../harness/app.ts";
import { costOf, exchange } from "../store/exchange.ts";

const CONFIG = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo } }
`;

async function filled(app: RunningApp) {
  const at = (time: string) => Date.parse(time);
  const rows = [
    { startedAt: at("2026-03-10T22:30:00Z"), provider: "openai", cost: costOf(30) },
    { startedAt: at("2026-03-11T08:00:00Z"), provider: "openai", cost: costOf(10) },
    { startedAt: at("2026-03-11T09:00:00Z"), provider: "groq", cost: costOf(25), project: "blog" },
    {
      startedAt: at("2026-03-11T09:30:00Z"),
      provider: "groq",
      outcome: "failed" as const,
      error: "no",
      cost: null,
    },
  ];
  for (const [place, row] of rows.entries()) {
    await app.services.store.record(exchange({ run: place, requestId: `r${place}`, ...row }));
  }
}

async function calendar(app: RunningApp, query: string, zone = "UTC") {
  const headers = { cookie: `apantli-zone=${encodeURIComponent(zone)}` };
  return await (await fetch(`${app.url}/api/pages/calendar?${query}`, { headers })).json();
}

Deno.test("a month has all its days, in the viewer's zone", async () => {
  await using app = await startApp(CONFIG);
  await filled(app);
  const utc = await calendar(app, "period=2026-03");
  assert.equal(utc.days.length, 31);
  const used = (page: { days: { date: string; requests: number; failed: number }[] }) =>
    page.days.filter(({ requests, failed }) => requests + failed > 0)
      .map(({ date, requests, failed }) => [date.slice(8), requests, failed]);
  assert.deepEqual(used(utc), [["10", 1, 0], ["11", 2, 1]]);
  assert.deepEqual(used(await calendar(app, "period=2026-03", "Asia/Tokyo")), [["11", 3, 1]]);
  assert.deepEqual(used(await calendar(app, "period=2026-03&project=blog")), [["11", 1, 0]]);
  assert.equal((await calendar(app, "period=2026")).days.length, 365);
  assert.deepEqual([utc.oldest, utc.projects, utc.firstSteps], ["2026-03-10", ["blog"], null]);
});

Deno.test("an open day has its hours, providers, models and dearest requests", async () => {
  await using app = await startApp(CONFIG);
  await filled(app);
  const { open } = await calendar(app, "period=2026-03&day=2026-03-11");
  assert.equal(open.hours.length, 24);
  assert.deepEqual(
    open.hours.filter((hour: { byProvider: unknown[] }) => hour.byProvider.length > 0)
      .map((
        hour: { hour: number; byProvider: { name: string }[] },
      ) => [hour.hour, hour.byProvider[0]?.name]),
    [[8, "openai"], [9, "groq"]],
  );
  assert.deepEqual(open.providers.map((use: { name: string }) => use.name), ["groq", "openai"]);
  assert.deepEqual(open.top.map((row: { cost: number | null }) => row.cost), [25e-9, 10e-9, null]);
  assert.equal(open.failed, 1);
  assert.equal((await calendar(app, "period=2026-03&day=2026-04-01")).open, null);
  assert.equal((await calendar(app, "period=2026-03&day=2026-03-02")).open.requests, 0);
});

Deno.test("an empty log shows the first steps with an alias that can be called", async () => {
  await using app = await startApp(CONFIG);
  const { oldest, firstSteps } = await calendar(app, "");
  assert.deepEqual([oldest, firstSteps], [null, { origin: app.url, alias: "echo" }]);
});

Deno.test("the calendar ends with the year 9999", async () => {
  await using app = await startApp(CONFIG);
  const lengths = [];
  for (const period of ["9999", "9999-12"]) {
    lengths.push((await calendar(app, `period=${period}`)).days.length);
  }
  assert.deepEqual(lengths, [365, 31]);
});
