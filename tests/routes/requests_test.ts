import assert from "node:assert/strict";
import { type RunningApp, startApp } from "../harness/app.ts";
import { configFor, startUpstream } from "../harness/upstream.ts";

const MORE = `  - { model_name: echo, litellm_params: { model: demo/echo } }
  - { model_name: limited, litellm_params: { model: demo/error-429, num_retries: 0 } }
`;

/** Each answer costs 0.15 USD more than the one before it. */
const answer = (number: number) => ({
  id: "c1",
  object: "chat.completion",
  created: 1,
  model: "gpt-4o-mini",
  choices: [{
    index: 0,
    message: { role: "assistant", content: "brontosaurus" },
    finish_reason: "stop",
  }],
  usage: {
    prompt_tokens: number * 1_000_000,
    completion_tokens: 0,
    total_tokens: number * 1_000_000,
  },
});

async function get(app: RunningApp, path: string) {
  const response = await fetch(app.url + path);
  return { status: response.status, body: await response.json() };
}

async function given() {
  const upstream = await startUpstream((_, number) => Response.json(answer(number)));
  const app = await startApp(configFor(upstream.base, MORE));
  for (const [at, model] of ["m", "echo", "m", "m", "limited", "nope"].entries()) {
    const messages = [{ role: "user", content: `100% of ${model}_${at} "quoted" ü` }];
    const id = { "x-request-id": `id/${at}` };
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

const MEMBERS = [
  "timestamp",
  "model",
  "provider",
  "prompt_tokens",
  "completion_tokens",
  "total_tokens",
  "cost",
  "duration_ms",
  "request_data",
  "response_data",
];

Deno.test("GET /requests has the contract's members, the newest first, with the payloads as text", async () => {
  await using it = await given();
  const { body } = await get(it.app, "/requests");
  const { requests, total, total_tokens, total_cost, avg_cost, offset, limit } = body;
  assert.deepEqual([total, requests.length, offset, limit], [4, 4, 0, 50]);
  assert.equal(total_cost, 0.9);
  assert.equal(avg_cost, 0.9 / 4);
  assert.ok(total_tokens > 6_000_000);
  assert.deepEqual(Object.keys(requests[0]).slice(0, MEMBERS.length), MEMBERS);
  assert.deepEqual(requests.map(({ model }: { model: string }) => model), ["m", "m", "echo", "m"]);
  assert.equal(JSON.parse(requests[0].request_data).model, "m");
  assert.equal(JSON.parse(requests[0].response_data).choices[0].message.content, "brontosaurus");
  assert.match(requests[0].timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
});

const FILTERS: [query: string, total: number, cost: number][] = [
  ["provider=openai", 3, 0.9],
  ["provider=demo", 1, 0],
  ["model=m", 3, 0.9],
  ["min_cost=0.3", 2, 0.75],
  ["max_cost=0.3", 3, 0.45],
  ["min_cost=0.2&max_cost=0.4", 1, 0.3],
  ["min_cost=0", 4, 0.9],
  ["search=brontosaurus", 3, 0.9],
  ["search=echo_1", 1, 0],
  ["search=%22quoted%22", 4, 0.9],
  ["search=%C3%BC", 4, 0.9],
  ["search=100%25", 4, 0.9],
  ["search=1%25of", 0, 0],
  ["search=m_0", 1, 0.15],
  ["hours=1", 4, 0.9],
  ["end_date=2020-01-01", 0, 0],
  ["outcome=failed", 2, 0],
  ["outcome=failed&status=429", 1, 0],
  ["outcome=all&status=200", 4, 0.9],
  ["outcome=running", 0, 0],
  ["stream=true", 0, 0],
  ["stream=false&model=m", 3, 0.9],
  ["min_duration_ms=0", 4, 0.9],
  ["max_duration_ms=-1", 0, 0],
  ["client=Deno*", 4, 0.9],
  ["client=curl", 0, 0],
  ["unpriced=true", 0, 0],
  ["unpriced=false&quick=true", 4, 0.9],
  ["outcome=all", 6, 0.9],
  ["provider=&search=&hours=", 4, 0.9],
  ["provider=nobody%27%20OR%201=1--", 0, 0],
];

Deno.test("GET /requests filters, and its totals are over all that match", async () => {
  await using it = await given();
  for (const [query, total, cost] of FILTERS) {
    const { status, body } = await get(it.app, `/requests?limit=1&${query}`);
    assert.equal(status, 200, query);
    assert.deepEqual([body.total, body.total_cost], [total, cost], query);
    assert.equal(body.requests.length, Math.min(total, 1), query);
  }
});

Deno.test("GET /requests sorts and pages; every row comes once", async () => {
  await using it = await given();
  const costs = async (query: string) =>
    (await get(it.app, `/requests?${query}`)).body.requests.map(({ cost }: { cost: number }) =>
      cost
    );
  assert.deepEqual(await costs("sort_by=cost"), [0.45, 0.3, 0.15, 0]);
  assert.deepEqual(await costs("sort_by=cost&sort_dir=asc"), [0, 0.15, 0.3, 0.45]);
  assert.deepEqual(await costs("sort_by=total_tokens"), [0.45, 0.3, 0.15, 0]);
  assert.deepEqual(await costs("sort_by=model&sort_dir=asc"), [0, 0.15, 0.3, 0.45]);
  assert.deepEqual(await costs("sort_by=timestamp&sort_dir=asc"), [0.15, 0, 0.3, 0.45]);
  assert.equal((await costs("sort_by=duration_ms")).length, 4);
  assert.deepEqual(await costs("limit=2&sort_by=cost"), [0.45, 0.3]);
  assert.deepEqual(await costs("limit=2&offset=2&sort_by=cost"), [0.15, 0]);
  assert.deepEqual(await costs("offset=99"), []);
  assert.equal((await get(it.app, "/requests?limit=9999")).body.limit, 200);
});

Deno.test("GET /requests has pages by cursor, without totals and payloads where they are not wanted", async () => {
  await using it = await given();
  const { body: first } = await get(it.app, "/requests?limit=3&sort_by=cost&sort_dir=asc");
  assert.equal(first.total, 4);
  const query = `limit=3&totals=false&payloads=false&after=${first.next}`;
  const { body: last } = await get(it.app, `/requests?sort_by=cost&sort_dir=asc&${query}`);
  assert.deepEqual(last.requests.map(({ cost }: { cost: number }) => cost), [0.45]);
  assert.deepEqual(Object.keys(last), ["requests", "offset", "limit", "next", "previous"]);
  assert.deepEqual([last.next, "request_data" in last.requests[0]], [null, false]);
  const { status, body } = await get(it.app, `/requests?${query}`);
  assert.deepEqual([status, /Ask with that sort_by/.test(body.error.message)], [400, true]);
});

for (
  const query of [
    "limit=-1",
    "limit=ten",
    "limit=1.5",
    "offset=-1",
    "sort_by=error",
    "sort_by=cost;drop",
    "sort_dir=up",
    "min_cost=cheap",
    "max_cost=1e999",
    "outcome=odd",
    "after=nowhere",
    "stream=maybe",
    "status=ok",
    "min_duration_ms=long",
    "totals=no",
    "hours=0",
    "start_date=2026-1-1",
  ]
) {
  Deno.test(`GET /requests?${query} is 400 and names the parameter`, async () => {
    await using app = await startApp("model_list: []\n");
    const { status, body } = await get(app, `/requests?${query}`);
    assert.equal(status, 400, JSON.stringify(body));
    assert.ok(body.error.message.includes(query.split("=")[0]), body.error.message);
  });
}

Deno.test("GET /requests/{id} gives one exchange by its number and by its x-request-id", async () => {
  await using it = await given();
  const { body: all } = await get(it.app, "/requests?outcome=all&sort_dir=asc");
  const [first] = all.requests;
  const { body: byNumber } = await get(it.app, `/requests/${first.id}`);
  assert.equal(byNumber.request_id, "id/0");
  const { body: byId } = await get(it.app, `/requests/${encodeURIComponent("id/0")}`);
  assert.deepEqual(byId, byNumber);
  assert.equal(byId.attempt_list.length, 1);
  assert.deepEqual([byId.attempt_list[0].number, byId.attempt_list[0].status], [1, 200]);
  assert.deepEqual(byId.usage_raw, answer(1).usage);
  const sum = byId.cost_detail.reduce(
    (sum: number, line: { nanos: number }) => sum + line.nanos,
    0,
  );
  assert.equal(sum / 1e9, first.cost);
  const { body: failed } = await get(it.app, "/requests/id%2F4");
  assert.deepEqual([failed.outcome, failed.status, failed.attempt_list[0].status], [
    "failed",
    429,
    429,
  ]);
});

for (const id of ["99", "nope", "50%", "%ff"]) {
  Deno.test(`GET /requests/${id} is 404 where there is none`, async () => {
    await using app = await startApp("model_list: []\n");
    const { status, body } = await get(app, `/requests/${id}`);
    assert.deepEqual([status, body.error.code], [404, "request_not_found"]);
  });
}
