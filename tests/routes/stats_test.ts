import assert from "node:assert/strict";
import { type RunningApp, startApp } from "../harness/app.ts";
import { configFor, startUpstream } from "../harness/upstream.ts";

const MORE = `  - { model_name: echo, litellm_params: { model: demo/echo } }
  - { model_name: limited, litellm_params: { model: demo/error-429, num_retries: 0 } }
`;
const ANSWER = {
  id: "c1",
  object: "chat.completion",
  created: 1,
  model: "gpt-4o-mini",
  choices: [{
    index: 0,
    message: { role: "assistant", content: "brontosaurus" },
    finish_reason: "stop",
  }],
  usage: { prompt_tokens: 1_000_000, completion_tokens: 10, total_tokens: 1_000_010 },
};
/** 1,000,000 × 0.15 USD/M + 10 × 0.60 USD/M. */
const PAID = 0.150006;

async function get(app: RunningApp, path: string) {
  const response = await fetch(app.url + path);
  return { status: response.status, body: await response.json() };
}

/** A server after two paid exchanges, two of the demo provider and two that failed. */
async function given() {
  const upstream = await startUpstream(async () => {
    // A duration of 0 ms has no speed.
    await new Promise((done) => setTimeout(done, 5));
    return Response.json(ANSWER);
  });
  const app = await startApp(configFor(upstream.base, MORE));
  for (const model of ["m", "echo", "m", "echo", "limited", "nope"]) {
    const messages = [{ role: "user", content: `tell me about ${model}` }];
    const id = { "x-request-id": `id-${model}/1` };
    await (await app.post("/v1/chat/completions", { model, messages }, id)).text();
  }
  return {
    app,
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

const has = (value: object, keys: string[]) => {
  for (const key of keys) assert.ok(key in value, `${key} of ${JSON.stringify(value)}`);
};

Deno.test("GET /stats sums up what succeeded and tells what failed", async () => {
  await using it = await given();
  const { body } = await get(it.app, "/stats?hours=1");
  has(body, ["totals", "by_model", "by_provider", "performance", "failures", "recent_errors"]);
  const { requests, cost, prompt_tokens, completion_tokens, avg_duration_ms } = body.totals;
  assert.deepEqual([requests, cost], [4, 2 * PAID]);
  assert.ok(prompt_tokens > 2_000_000 && completion_tokens > 20 && avg_duration_ms >= 0);
  assert.equal(body.totals.failed.requests, 2);
  const [first, second] = body.by_model;
  has(first, ["model", "provider", "requests", "cost", "tokens"]);
  assert.deepEqual([first.model, first.provider, first.requests, first.cost, first.tokens], [
    "m",
    "openai",
    2,
    2 * PAID,
    2_000_020,
  ]);
  assert.deepEqual([second.model, second.cost], ["echo", 0]);
  assert.deepEqual(
    body.by_provider.map(({ provider }: { provider: string }) => provider),
    ["openai", "demo"],
  );
});

Deno.test("GET /stats tells how fast models are, and the newest errors first", async () => {
  await using it = await given();
  const { body } = await get(it.app, "/stats");
  const paid = body.performance.find(({ model }: { model: string }) => model === "m");
  assert.deepEqual(Object.keys(paid).sort(), [
    "avg_cost_per_request",
    "avg_duration_ms",
    "avg_first_byte_ms",
    "avg_tokens_per_sec",
    "max_tokens_per_sec",
    "min_tokens_per_sec",
    "model",
    "p50_duration_ms",
    "p95_duration_ms",
    "requests",
  ]);
  assert.equal(paid.avg_cost_per_request, PAID);
  assert.ok(paid.min_tokens_per_sec <= paid.avg_tokens_per_sec);
  assert.ok(paid.avg_tokens_per_sec <= paid.max_tokens_per_sec);
  assert.deepEqual(body.recent_errors.map(({ model }: { model: string }) => model), [
    "nope",
    "limited",
  ]);
  assert.deepEqual(Object.keys(body.recent_errors[0]).sort(), [
    "error",
    "id",
    "model",
    "timestamp",
  ]);
  assert.match(body.recent_errors[1].error, /rate limited/);
});

Deno.test("GET /stats/daily and /stats/hourly put the exchanges into their day and hour", async () => {
  await using it = await given();
  const now = new Date();
  const { body: daily } = await get(it.app, "/stats/daily");
  assert.deepEqual([daily.total_days, daily.total_requests, daily.total_cost], [1, 4, 2 * PAID]);
  const [day] = daily.daily;
  has(day, ["date", "requests", "cost", "total_tokens", "by_provider", "by_model"]);
  assert.deepEqual([day.date, day.by_model[0].model, day.by_provider[0].provider], [
    now.toISOString().slice(0, 10),
    "m",
    "openai",
  ]);
  const { body: hourly } = await get(it.app, `/stats/hourly?date=${day.date}`);
  assert.deepEqual([hourly.date, hourly.total_requests, hourly.hourly.length], [day.date, 4, 24]);
  assert.deepEqual(
    hourly.hourly.map(({ hour }: { hour: number }) => hour),
    Array.from({ length: 24 }, (_, hour) => hour),
  );
  assert.equal(hourly.hourly[now.getUTCHours()].requests, 4);
  has(hourly.hourly[3], ["requests", "cost", "total_tokens", "by_provider", "by_model"]);
});

Deno.test("days are those of the client's zone", async () => {
  await using it = await given();
  // In one of these zones it is another day than in UTC, at any hour.
  for (const offset of [-720, 720]) {
    const local = new Date(Date.now() + offset * 60_000);
    const day = local.toISOString().slice(0, 10);
    const zone = `timezone_offset=${offset}`;
    const { body: range } = await get(it.app, `/stats/date-range?${zone}`);
    assert.deepEqual(range, { start_date: day, end_date: day });
    const { body: stats } = await get(it.app, `/stats?start_date=${day}&end_date=${day}&${zone}`);
    assert.equal(stats.totals.requests, 4);
    const { body: hourly } = await get(it.app, `/stats/hourly?${zone}`);
    assert.equal(hourly.hourly[local.getUTCHours()].requests, 4);
  }
});

Deno.test("GET /stats/date-range and /stats/filters tell what there is to choose", async () => {
  await using it = await given();
  const today = new Date().toISOString().slice(0, 10);
  const { body: range } = await get(it.app, "/stats/date-range");
  assert.deepEqual(range, { start_date: today, end_date: today });
  const { body: filters } = await get(it.app, "/stats/filters");
  assert.deepEqual(filters, {
    providers: [{ name: "demo", count: 2 }, { name: "openai", count: 2 }],
    models: [{ name: "echo", count: 2 }, { name: "m", count: 2 }],
    projects: [],
  });
});

Deno.test("an empty log has empty statistics", async () => {
  await using app = await startApp("model_list: []\n");
  const { body: range } = await get(app, "/stats/date-range");
  assert.deepEqual(range, { start_date: null, end_date: null });
  const { body: stats } = await get(app, "/stats");
  assert.deepEqual([stats.totals.requests, stats.totals.cost, stats.by_model], [0, 0, []]);
  assert.deepEqual((await get(app, "/stats/daily")).body.daily, []);
  assert.deepEqual((await get(app, "/requests")).body.requests, []);
});

Deno.test("DELETE /errors clears the errors and leaves what succeeded", async () => {
  await using it = await given();
  const response = await fetch(`${it.app.url}/errors`, { method: "DELETE" });
  assert.deepEqual(await response.json(), { deleted: 2 });
  const { body } = await get(it.app, "/stats");
  assert.deepEqual(body.recent_errors, []);
  assert.equal(body.totals.requests, 4);
  const again = await fetch(`${it.app.url}/errors`, { method: "DELETE" });
  assert.deepEqual(await again.json(), { deleted: 0 });
});

Deno.test('GET /health is exactly {"status":"ok"}', async () => {
  await using app = await startApp("model_list: []\n");
  const response = await fetch(`${app.url}/health`);
  assert.deepEqual([response.status, await response.text()], [200, '{"status":"ok"}']);
});

for (
  const [path, name] of [
    ["/stats?hours=abc", "hours"],
    ["/stats?hours=-1", "hours"],
    ["/stats?hour=9", "hour"],
    ["/stats?start_date=2026-02-30", "start_date"],
    ["/stats?end_date=2026-02-30", "end_date"],
    ["/stats?start_date=2026-03-02&end_date=2026-03-01", "start_date"],
    ["/stats?timezone_offset=1e9", "timezone_offset"],
    ["/stats/daily?start_date=yesterday", "start_date"],
    ["/stats/hourly?date=2026-13-01", "date"],
    ["/stats/hourly?timezone_offset=1e30", "timezone_offset"],
    ["/stats/hourly?timezone_offset=x", "timezone_offset"],
    ["/stats/date-range?timezone_offset=0.5", "timezone_offset"],
  ] as const
) {
  Deno.test(`GET ${path} is 400 and names ${name}`, async () => {
    await using app = await startApp("model_list: []\n");
    const { status, body } = await get(app, path);
    assert.equal(status, 400, JSON.stringify(body));
    assert.equal(body.error.type, "invalid_request_error");
    assert.match(body.error.message, new RegExp(`^\`?${name}\\b`));
  });
}
