import assert from "node:assert/strict";
import { type RunningApp, startApp } from "../harness/app.ts";
import { bytesOfLedger } from "../harness/files.ts";
import { onlyRow, pick, rowOnceThere, rowsOf } from "../harness/ledger.ts";
import { sse, startUpstream } from "../harness/upstream.ts";
import {
  ASKED,
  breaking,
  endless,
  type Provider,
  PROVIDERS,
  refusal,
  SECRET,
} from "./payloads_providers.ts";

const configOf = (provider: Provider, base: string, capture: string) =>
  `general_settings: { payloads: { capture: ${capture} } }
model_list:
  - model_name: m
    litellm_params: { model: ${provider.model}, api_key: the-key, api_base: "${
    provider.base(base)
  }", drop_params: true }
`;

async function given(
  provider: Provider,
  capture: string,
  answer: Parameters<typeof startUpstream>[0],
) {
  const upstream = await startUpstream(answer);
  const app = await startApp(configOf(provider, upstream.base, capture));
  return {
    app,
    upstream,
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

/** Has everything indexed, then looks into all files, by the exact bytes and as an index writes them. */
async function assertNowhere(app: RunningApp, secret = SECRET) {
  const found = await app.services.store.read("requests", { search: secret, outcome: "all" });
  assert.equal(found.total, 0, "the search finds it");
  const bytes = (await bytesOfLedger(app.dir)).toLowerCase();
  assert.ok(bytes.includes("sqlite format 3"), "the files were read");
  assert.ok(!bytes.includes(secret.toLowerCase()), "a file holds it");
  assert.ok(!bytes.includes(btoa(secret).toLowerCase().slice(0, 16)), "a file holds the image");
}

const post = (app: RunningApp, more: Record<string, unknown>) =>
  app.post("/v1/chat/completions", { model: "m", ...ASKED, ...more });

for (const [name, provider] of Object.entries(PROVIDERS)) {
  for (const capture of ["metadata", "off"]) {
    for (const stream of [false, true]) {
      const kind = `${stream ? "streamed" : "whole"} answer of ${name}`;
      Deno.test(`${capture}: a ${kind} is booked, and nothing of it is in any file`, async () => {
        await using it = await given(
          provider,
          capture,
          () => stream ? sse(...provider.stream()) : provider.whole(),
        );
        const response = await post(it.app, { stream });
        assert.match(await response.text(), new RegExp(SECRET), "the client gets all of it");
        assert.match(it.upstream.received[0]?.body ?? "", new RegExp(SECRET));
        const row = onlyRow(it.app);
        assert.deepEqual(
          pick(row, "outcome", "status", "prompt_tokens", "completion_tokens", "project", "error"),
          {
            outcome: "ok",
            status: 200,
            prompt_tokens: 30,
            completion_tokens: 20,
            project: null,
            error: null,
          },
        );
        assert.ok(Number(row.cost_nanos) > 0);
        assert.equal(JSON.parse(String(row.notes)).capture, capture);
        assert.equal(row.request_data === null, capture === "off");
        assert.equal(row.response_data === null, capture === "off");
        await assertNowhere(it.app);
      });
    }

    const FAILURES: [string, () => Response, boolean, string][] = [
      ["refuses and quotes the request", refusal, false, "bad_request (400)"],
      ["refuses a stream", refusal, true, "bad_request (400)"],
      ["breaks off with an error", () => breaking(provider), true, "service_unavailable (503)"],
      ["sends no JSON", () => new Response(SECRET), false, "connection_error (502)"],
    ];
    for (const [what, answer, stream, told] of FAILURES) {
      Deno.test(`${capture}: ${name} ${what}, and nothing of it is in any file`, async () => {
        await using it = await given(provider, capture, answer);
        const response = await post(it.app, { stream });
        await response.text();
        const row = onlyRow(it.app);
        assert.equal(row.outcome, "failed");
        assert.equal(row.error, `${told}. The message is not stored.`);
        const attempts = rowsOf(it.app, "SELECT error FROM attempts");
        const said = attempts.map(({ error }) => error);
        assert.deepEqual(said, said.map((error) => error && "The message is not stored."));
        await assertNowhere(it.app);
      });
    }

    Deno.test(`${capture}: a client of ${name} leaves midway, and nothing is in any file`, async () => {
      await using it = await given(provider, capture, () => endless(provider));
      const controller = new AbortController();
      const response = await fetch(`${it.app.url}/v1/chat/completions`, {
        method: "POST",
        body: JSON.stringify({ model: "m", ...ASKED, stream: true }),
        signal: controller.signal,
      });
      await response.body?.getReader().read();
      await assertNowhere(it.app);
      controller.abort();
      const row = await rowOnceThere(it.app);
      assert.equal(row.outcome, "interrupted");
      assert.match(String(row.error), /^client_closed_request \(499\)/);
      await assertNowhere(it.app);
    });
  }
}

Deno.test("full: the same is in the files and can be found", async () => {
  const { openai } = PROVIDERS;
  assert.ok(openai);
  await using it = await given(openai, "full", openai.whole);
  await (await post(it.app, {})).text();
  assert.equal(
    onlyRow(it.app).request_data,
    it.upstream.received[0] && JSON.stringify({ model: "m", ...ASKED }),
  );
  assert.equal((await it.app.services.store.read("requests", { search: SECRET })).total, 1);
  assert.match(await bytesOfLedger(it.app.dir), new RegExp(SECRET));
  assert.equal(onlyRow(it.app).notes, null);
  await assert.rejects(assertNowhere(it.app));
});

Deno.test("metadata leaves a conversation that can be read without its words", async () => {
  const { openai } = PROVIDERS;
  assert.ok(openai);
  await using it = await given(openai, "metadata", openai.whole);
  await (await post(it.app, {})).text();
  const row = onlyRow(it.app);
  const asked = JSON.parse(String(row.request_data));
  assert.deepEqual([asked.model, asked.temperature, asked.max_tokens], ["m", 0.25, 77]);
  assert.deepEqual(asked.messages, [
    { role: "system", content: `[${`You know ${SECRET}.`.length} characters]` },
    {
      role: "user",
      name: `[${SECRET.length} characters]`,
      content: `[${`Tell me of ${SECRET}!`.length} characters]`,
    },
    {
      role: "assistant",
      content: null,
      reasoning_content: `[${SECRET.length} characters]`,
      tool_calls: [{
        id: "[id 1]",
        type: "function",
        function: { name: "look_up", arguments: "[33 characters]" },
      }],
    },
    {
      role: "tool",
      tool_call_id: "[id 1]",
      content: `[${`${SECRET} is found.`.length} characters]`,
    },
    {
      role: "user",
      content: [
        { type: "text", text: `[${SECRET.length} characters]` },
        { type: "image_url", image_url: { url: "[image/png, 15 bytes]" } },
      ],
    },
  ]);
  const answered = JSON.parse(String(row.response_data));
  assert.equal(answered.choices[0].finish_reason, "tool_calls");
  assert.equal(answered.choices[0].message.tool_calls[0].function.name, "look_up");
  assert.equal(answered.usage.prompt_tokens, 30);
  assert.deepEqual(JSON.parse(String(row.usage_raw)), {
    prompt_tokens: 30,
    completion_tokens: 20,
    total_tokens: 50,
  });
});

Deno.test("metadata can still be searched by tool and model, and its lengths are no words", async () => {
  const { openai } = PROVIDERS;
  assert.ok(openai);
  await using it = await given(openai, "metadata", openai.whole);
  await (await post(it.app, {})).text();
  const total = async (search: string) =>
    (await it.app.services.store.read("requests", { search })).total;
  assert.deepEqual(
    await Promise.all(["tool:look_up", "model:m", "characters"].map(total)),
    [1, 1, 0],
  );
});
