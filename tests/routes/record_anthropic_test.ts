import assert from "node:assert/strict";
import { startApp } from "../harness/app.ts";
import { onlyRow, pick } from "../harness/ledger.ts";
import { sse, startUpstream } from "../harness/upstream.ts";

const configOf = (base: string) =>
  `model_list:
  - model_name: haiku
    litellm_params: { model: anthropic/claude-haiku-4-5, api_key: key-of-anthropic, api_base: "${base}" }
`;

async function given(answer: Parameters<typeof startUpstream>[0]) {
  const upstream = await startUpstream(answer);
  const app = await startApp(configOf(upstream.base));
  return {
    upstream,
    app,
    /** Asks an alias; gives the status and the text of the answer. */
    async ask(model: string, more: Record<string, unknown> = {}) {
      const messages = [{ role: "user", content: "Name a bird." }];
      const response = await app.post("/v1/chat/completions", { model, messages, ...more });
      return { status: response.status, text: await response.text() };
    },
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

const named = (event: { type: string } & Record<string, unknown>) =>
  `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

const ANTHROPIC_USAGE = {
  input_tokens: 1_000_000,
  cache_read_input_tokens: 2_000_000,
  cache_creation_input_tokens: 500_000,
  cache_creation: { ephemeral_5m_input_tokens: 400_000, ephemeral_1h_input_tokens: 100_000 },
  output_tokens: 200_000,
};
const MESSAGE = {
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: "claude-haiku-4-5",
  content: [{ type: "text", text: "A wren." }],
  stop_reason: "end_turn",
  stop_sequence: null,
  usage: ANTHROPIC_USAGE,
};
const START = named({
  type: "message_start",
  message: {
    ...MESSAGE,
    content: [],
    stop_reason: null,
    usage: { ...ANTHROPIC_USAGE, output_tokens: 1 },
  },
});
const TEXT = [
  named({ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } }),
  named({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "A wren." } }),
];
const STOP = [
  named({ type: "content_block_stop", index: 0 }),
  named({
    type: "message_delta",
    delta: { stop_reason: "end_turn", stop_sequence: null },
    usage: { output_tokens: 200_000 },
  }),
  named({ type: "message_stop" }),
];

/** USD per million: 1 in, 0.10 read, 1.25 and 2 written, 5 out. In nano-dollars. */
const ANTHROPIC_NANOS = (1 + 0.2 + 0.5 + 0.2 + 1) * 1e9;
const ANTHROPIC_ROW = {
  model: "haiku",
  provider: "anthropic",
  upstream_model: "claude-haiku-4-5",
  outcome: "ok",
  prompt_tokens: 3_500_000,
  completion_tokens: 200_000,
  cache_read_tokens: 2_000_000,
  cache_write_5m_tokens: 400_000,
  cache_write_1h_tokens: 100_000,
  usage_estimated: 0,
  finish_reason: "stop",
  cost_nanos: ANTHROPIC_NANOS,
};

for (const stream of [false, true]) {
  const kind = stream ? "streamed" : "whole";
  Deno.test(`a ${kind} answer of Anthropic is booked in OpenAI's terms, cache by lifetime`, async () => {
    await using it = await given(() =>
      stream ? sse(START, ...TEXT, ...STOP) : Response.json(MESSAGE)
    );
    const { status, text } = await it.ask("haiku", { stream });
    const row = onlyRow(it.app);
    assert.equal(status, 200, text);
    assert.deepEqual(pick(row, ...Object.keys(ANTHROPIC_ROW)), ANTHROPIC_ROW);
    const stored = JSON.parse(String(row.response_data));
    assert.equal(stored.choices[0].message.content, "A wren.");
    assert.equal(stored.usage.prompt_tokens, 3_500_000);
    assert.equal(JSON.parse(String(row.request_data)).model, "haiku");
    const [received] = it.upstream.received;
    assert.equal(received?.path, "/v1/messages");
    assert.equal(received?.headers.get("x-api-key"), "key-of-anthropic");
    assert.equal(received?.headers.get("authorization"), null);
    if (stream) assert.ok(text.endsWith("data: [DONE]\n\n"));
  });
}

Deno.test("an answer of Anthropic is over with its last event, whenever the connection closes", async () => {
  const closed = Promise.withResolvers<void>();
  await using it = await given(({ signal }) => {
    signal.addEventListener("abort", () => closed.resolve());
    const body = new ReadableStream<Uint8Array>({
      start: (controller) =>
        controller.enqueue(new TextEncoder().encode([START, ...TEXT, ...STOP].join(""))),
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  });
  const { text } = await it.ask("haiku", { stream: true });
  assert.ok(text.endsWith("data: [DONE]\n\n"));
  assert.equal(onlyRow(it.app).outcome, "ok");
  await closed.promise;
});

Deno.test("an error in the middle of Anthropic's stream is booked with what was used", async () => {
  const error = { type: "overloaded_error", message: "Overloaded" };
  await using it = await given(() => sse(START, ...TEXT, named({ type: "error", error })));
  const { text } = await it.ask("haiku", { stream: true });
  const [last, done] = text.trimEnd().split("\n\n").slice(-2);
  assert.deepEqual(JSON.parse(last?.slice(6) ?? "").error, {
    message: "Overloaded",
    type: "service_unavailable",
    param: null,
    code: "service_unavailable",
  });
  assert.equal(done, "data: [DONE]");
  const row = onlyRow(it.app);
  assert.deepEqual(pick(row, "outcome", "status", "error", "cache_read_tokens"), {
    outcome: "failed",
    status: 503,
    error: "Overloaded",
    cache_read_tokens: 2_000_000,
  });
  assert.ok(Number(row.cost_nanos) > 1e9);
});

Deno.test("a stream of Anthropic that is cut off is an error, and its input is booked", async () => {
  await using it = await given(() => sse(START, ...TEXT));
  const { text } = await it.ask("haiku", { stream: true });
  assert.match(text, /"error":/);
  assert.ok(text.endsWith("data: [DONE]\n\n"));
  const row = onlyRow(it.app);
  assert.deepEqual(pick(row, "outcome", "status", "prompt_tokens"), {
    outcome: "failed",
    status: 502,
    prompt_tokens: 3_500_000,
  });
});

for (
  const [theirs, status, code] of [[529, 503, "service_unavailable"], [401, 401, "invalid_api_key"]]
) {
  Deno.test(`Anthropic's ${theirs} is ${status} with its own sentence`, async () => {
    const body = { type: "error", error: { type: "some_error", message: "Their sentence." } };
    await using it = await given(() => Response.json(body, { status: Number(theirs) }));
    const answer = await it.ask("haiku");
    assert.equal(answer.status, status);
    const { error } = JSON.parse(answer.text);
    assert.deepEqual([error.message, error.code], ["Their sentence.", code]);
    assert.equal(onlyRow(it.app).error, "Their sentence.");
  });
}

Deno.test("a client that asks for usage gets a last chunk with Anthropic's, in OpenAI's terms", async () => {
  await using it = await given(() => sse(START, ...TEXT, ...STOP));
  const stream_options = { include_usage: true };
  const { text } = await it.ask("haiku", { stream: true, stream_options });
  const [usage, done] = text.trimEnd().split("\n\n").slice(-2);
  const chunk = JSON.parse(usage?.slice(6) ?? "");
  assert.deepEqual([chunk.object, chunk.choices], ["chat.completion.chunk", []]);
  assert.deepEqual([chunk.usage.prompt_tokens, chunk.usage.completion_tokens], [
    3_500_000,
    200_000,
  ]);
  assert.equal(done, "data: [DONE]");
  const { text: without } = await it.ask("haiku", { stream: true });
  assert.ok(!without.includes('"usage":{'));
});

Deno.test("an answer of Anthropic that is not JSON is 502", async () => {
  await using it = await given(() => new Response("<html>", { status: 200 }));
  const { status, text } = await it.ask("haiku");
  assert.equal(status, 502);
  assert.equal(JSON.parse(text).error.code, "connection_error");
});
