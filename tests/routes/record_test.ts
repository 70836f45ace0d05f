import assert from "node:assert/strict";
import { type AppOptions, startApp } from "../harness/app.ts";
import { onlyRow, pick, rowOnceThere, rowsOf } from "../harness/ledger.ts";
import { configFor, sse, startUpstream } from "../harness/upstream.ts";

const USAGE = {
  prompt_tokens: 1_000_000,
  completion_tokens: 100,
  total_tokens: 1_000_100,
  prompt_tokens_details: { cached_tokens: 400_000 },
  completion_tokens_details: { reasoning_tokens: 60 },
};
/** gpt-4o-mini: 600,000 × 0.15 + 400,000 × 0.075 + 100 × 0.60 USD/M, in nano-dollars. */
const NANOS = 90_000_000 + 30_000_000 + 60_000;
const ANSWER = {
  id: "c1",
  object: "chat.completion",
  created: 1,
  model: "gpt-4o-mini-2024-07-18",
  choices: [{ index: 0, message: { role: "assistant", content: "hi" }, finish_reason: "length" }],
  usage: USAGE,
};
const data = (event: unknown) => `data: ${JSON.stringify(event)}\n\n`;
const base = { id: "c1", object: "chat.completion.chunk", created: 1, model: "up" };
const chunk = (content: string, finish: string | null = null) =>
  data({ ...base, choices: [{ index: 0, delta: { content }, finish_reason: finish }] });
const USAGE_CHUNK = data({ ...base, choices: [], usage: USAGE });
const DONE = "data: [DONE]\n\n";
const ASK = { model: "m", messages: [{ role: "user", content: "hello" }] };

async function given(answer: Parameters<typeof startUpstream>[0], options: AppOptions = {}) {
  const upstream = await startUpstream(answer);
  const app = await startApp(configFor(upstream.base), options);
  return {
    upstream,
    app,
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

const BOOKED = {
  model: "m",
  provider: "openai",
  upstream_model: "gpt-4o-mini",
  outcome: "ok",
  status: 200,
  error: null,
  prompt_tokens: 1_000_000,
  completion_tokens: 100,
  total_tokens: 1_000_100,
  cache_read_tokens: 400_000,
  reasoning_tokens: 60,
  usage_estimated: 0,
  cost_nanos: NANOS,
  cost: NANOS / 1e9,
  price_source: "genai-prices",
  attempts: 1,
};

Deno.test("a whole exchange is in the file before its last byte is out", async () => {
  await using it = await given(() => Response.json(ANSWER));
  const response = await it.app.post("/v1/chat/completions", ASK, { "user-agent": "tests/1" });
  await response.text();
  const row = onlyRow(it.app);
  assert.deepEqual(pick(row, ...Object.keys(BOOKED)), BOOKED);
  assert.deepEqual(pick(row, "stream", "finish_reason", "client", "request_id"), {
    stream: 0,
    finish_reason: "length",
    client: "tests/1",
    request_id: response.headers.get("x-request-id"),
  });
  assert.equal(row.request_data, JSON.stringify(ASK));
  assert.deepEqual(JSON.parse(String(row.response_data)), ANSWER);
  assert.deepEqual(JSON.parse(String(row.usage_raw)), USAGE);
  assert.equal(response.headers.get("x-apantli-cost"), String(NANOS / 1e9));
});

Deno.test("a streamed exchange is in the file when [DONE] arrives, as one completion", async () => {
  await using it = await given(() => sse(chunk("hel"), chunk("lo", "stop"), USAGE_CHUNK, DONE));
  const response = await it.app.post("/v1/chat/completions", { ...ASK, stream: true });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  assert.ok(reader);
  let text = "";
  while (!text.includes("[DONE]")) text += (await reader.read()).value ?? "";
  const row = onlyRow(it.app);
  await reader.cancel();
  assert.deepEqual(pick(row, ...Object.keys(BOOKED)), BOOKED);
  assert.deepEqual(pick(row, "stream", "finish_reason"), { stream: 1, finish_reason: "stop" });
  const stored = JSON.parse(String(row.response_data));
  assert.equal(stored.object, "chat.completion");
  assert.equal(stored.choices[0].message.content, "hello");
  assert.ok(Number(row.first_byte_ms) <= Number(row.duration_ms));
});

const TIERED = data({ ...base, service_tier: "flex", choices: [], usage: USAGE });

for (const stream of [false, true]) {
  Deno.test(`the service tier of a ${stream ? "stream" : "whole answer"} is kept with its price`, async () => {
    await using it = await given(() =>
      stream
        ? sse(chunk("hi", "stop"), TIERED, DONE)
        : Response.json({ ...ANSWER, service_tier: "flex" })
    );
    await (await it.app.post("/v1/chat/completions", { ...ASK, stream })).text();
    assert.equal(onlyRow(it.app).service_tier, "flex");
  });
}

for (const tier of [null, 5, "sk-live-0123456789abcdefghij0123456789 and more than a name"]) {
  Deno.test(`a service tier that is no name (${JSON.stringify(tier).slice(0, 8)}) is not kept`, async () => {
    await using it = await given(() => Response.json({ ...ANSWER, service_tier: tier }));
    await (await it.app.post("/v1/chat/completions", ASK)).text();
    assert.equal(onlyRow(it.app).service_tier, null);
  });
}

for (const stream of [false, true]) {
  const kind = stream ? "stream" : "whole answer";
  Deno.test(`a ${kind} without usage is booked with an estimate`, async () => {
    const { usage: _, ...silent } = ANSWER;
    await using it = await given(() =>
      stream ? sse(chunk("hello", "stop"), DONE) : Response.json(silent)
    );
    await (await it.app.post("/v1/chat/completions", { ...ASK, stream })).text();
    const row = onlyRow(it.app);
    assert.deepEqual(pick(row, "outcome", "usage_estimated"), {
      outcome: "ok",
      usage_estimated: 1,
    });
    assert.ok(Number(row.prompt_tokens) > 0 && Number(row.completion_tokens) > 0);
    assert.ok(Number(row.cost_nanos) > 0);
  });
}

for (const [tier, factor] of [["flex", 0.5], ["default", 1]] as const) {
  Deno.test(`the service tier ${tier} that the answer names sets the price`, async () => {
    await using it = await given(() => Response.json({ ...ANSWER, service_tier: tier }));
    await (await it.app.post("/v1/chat/completions", ASK)).text();
    assert.equal(onlyRow(it.app).cost_nanos, NANOS * factor);
  });
}

Deno.test("a client that leaves mid-stream is booked as interrupted, with what was used", async () => {
  const upstream = new ReadableStream<Uint8Array>({
    start: (controller) =>
      controller.enqueue(new TextEncoder().encode(chunk("a long answer that goes on"))),
  });
  const headers = { "content-type": "text/event-stream" };
  await using it = await given(() => new Response(upstream, { headers }));
  const client = new AbortController();
  const response = await fetch(`${it.app.url}/v1/chat/completions`, {
    method: "POST",
    body: JSON.stringify({ ...ASK, stream: true }),
    signal: client.signal,
  });
  await response.body?.getReader().read();
  client.abort();
  const row = await rowOnceThere(it.app);
  assert.deepEqual(pick(row, "outcome", "usage_estimated", "status", "attempts"), {
    outcome: "interrupted",
    usage_estimated: 1,
    status: 499,
    attempts: 1,
  });
  assert.ok(Number(row.completion_tokens) > 0 && Number(row.cost_nanos) > 0);
  assert.match(String(row.response_data), /a long answer/);
  assert.notEqual(row.error, null);
});

Deno.test("a client that leaves before the answer is booked once, with what was asked as an estimate", async () => {
  const begun = Promise.withResolvers<void>();
  await using it = await given(() => {
    begun.resolve();
    return new Promise(() => {});
  });
  const client = new AbortController();
  const call = fetch(`${it.app.url}/v1/chat/completions`, {
    method: "POST",
    body: JSON.stringify(ASK),
    signal: client.signal,
  });
  await begun.promise;
  client.abort();
  await call.catch(() => {});
  const row = await rowOnceThere(it.app);
  assert.deepEqual(pick(row, "outcome", "completion_tokens", "usage_estimated"), {
    outcome: "interrupted",
    completion_tokens: 0,
    usage_estimated: 1,
  });
  assert.ok(Number(row.cost_nanos) > 0, `${row.cost_nanos}`);
});

Deno.test("a request id that comes twice is stored twice, the second under a name of its own", async () => {
  await using it = await given(() => Response.json(ANSWER));
  for (let number = 0; number < 2; number++) {
    const response = await it.app.post("/v1/chat/completions", ASK, { "x-request-id": "same" });
    assert.equal(response.headers.get("x-request-id"), "same");
    await response.text();
  }
  const ids = rowsOf(it.app).map((row) => String(row.request_id));
  assert.equal(ids.length, 2);
  assert.equal(ids[0], "same");
  assert.match(ids[1] ?? "", /^same~\w+$/);
});
