import assert from "node:assert/strict";
import { startApp } from "../harness/app.ts";
import { onlyRow, pick } from "../harness/ledger.ts";
import { sse, startUpstream } from "../harness/upstream.ts";

const configOf = (base: string) =>
  `model_list:
  - model_name: flash
    litellm_params: { model: gemini/gemini-2.5-flash, api_key: key-of-google, api_base: "${base}beta" }
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

const data = (event: unknown) => `data: ${JSON.stringify(event)}\n\n`;

const part = (text: string, more = {}) => ({
  candidates: [{ content: { role: "model", parts: [{ text }] }, index: 0, ...more }],
  modelVersion: "gemini-2.5-flash",
  responseId: "r1",
});
const GEMINI_USAGE = {
  promptTokenCount: 1_000_000,
  candidatesTokenCount: 100_000,
  thoughtsTokenCount: 100_000,
  totalTokenCount: 1_200_000,
};
const FINISHED = { ...part("wren.", { finishReason: "STOP" }), usageMetadata: GEMINI_USAGE };

for (const stream of [false, true]) {
  const kind = stream ? "streamed" : "whole";
  Deno.test(`a ${kind} answer of Gemini is booked, its thoughts as output`, async () => {
    await using it = await given(() =>
      stream ? sse(data(part("A ")), data(FINISHED)) : Response.json(FINISHED)
    );
    const { status, text } = await it.ask("flash", { stream });
    const row = onlyRow(it.app);
    assert.equal(status, 200, text);
    assert.deepEqual(
      pick(row, "provider", "prompt_tokens", "completion_tokens", "reasoning_tokens", "cost_nanos"),
      {
        provider: "gemini",
        prompt_tokens: 1_000_000,
        completion_tokens: 200_000,
        reasoning_tokens: 100_000,
        // 1,000,000 × 0.30 + 200,000 × 2.50 USD/M.
        cost_nanos: 8e8,
      },
    );
    const [received] = it.upstream.received;
    const method = stream ? "streamGenerateContent?alt=sse" : "generateContent";
    assert.equal(received?.path, `/v1beta/models/gemini-2.5-flash:${method}`);
    assert.equal(received?.headers.get("x-goog-api-key"), "key-of-google");
  });
}

Deno.test("Gemini's 400 for a bad key is 401 invalid_api_key, and is not called again", async () => {
  const error = {
    code: 400,
    message: "API key not valid. Please pass a valid API key.",
    status: "INVALID_ARGUMENT",
    details: [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "API_KEY_INVALID" }],
  };
  await using it = await given(() => Response.json({ error }, { status: 400 }));
  const { status, text } = await it.ask("flash");
  assert.equal(status, 401);
  assert.deepEqual(JSON.parse(text).error, {
    message: error.message,
    type: "authentication_error",
    param: null,
    code: "invalid_api_key",
  });
  assert.deepEqual(pick(onlyRow(it.app), "status", "attempts"), { status: 401, attempts: 1 });
});

Deno.test("a stream of Gemini that is cut off is an error, never a clean end", async () => {
  await using it = await given(() => sse(data(part("A "))));
  const { text } = await it.ask("flash", { stream: true });
  assert.match(text, /"content":"A "/);
  assert.match(text, /"error":/);
  assert.equal(onlyRow(it.app).outcome, "failed");
});
