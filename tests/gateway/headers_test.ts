import assert from "node:assert/strict";
import { startApp } from "../harness/app.ts";
import { configFor, startUpstream } from "../harness/upstream.ts";
import { forwardedHeaders } from "../../lib/gateway/headers.ts";

const ANSWER = {
  id: "c",
  object: "chat.completion",
  created: 1,
  model: "up",
  choices: [{ index: 0, message: { role: "assistant", content: "hi" }, finish_reason: "stop" }],
};

Deno.test("only headers that mean something to a provider are forwarded", () => {
  const sent = {
    "openai-beta": "assistants=v2",
    "anthropic-beta": "a,b",
    "idempotency-key": "k",
    "x-title": "Notes",
    authorization: "Bearer client",
    "x-api-key": "client",
    "api-key": "client",
    "x-goog-api-key": "client",
    cookie: "a=b",
    origin: "http://localhost",
    referer: "http://localhost/private",
    "user-agent": "client/1",
    "x-forwarded-for": "10.0.0.1",
    "x-request-id": "mine",
    "content-length": "3",
    "transfer-encoding": "chunked",
    host: "localhost",
  };
  assert.deepEqual(forwardedHeaders(new Headers(sent)), {
    "openai-beta": "assistants=v2",
    "anthropic-beta": "a,b",
    "idempotency-key": "k",
    "x-title": "Notes",
  });
});

Deno.test("the alias's extra headers win over the client's, and a client cannot set the key", async () => {
  await using upstream = await startUpstream(() => Response.json(ANSWER));
  const more = `      extra_headers: { OpenAI-Beta: ours, X-Extra: "1" }\n`;
  await using app = await startApp(configFor(upstream.base, more));
  const response = await app.post("/v1/chat/completions", { model: "m", messages: [] }, {
    "openai-beta": "theirs",
    authorization: "Bearer client",
  });
  await response.text();
  const headers = upstream.received[0]?.headers;
  assert.equal(headers?.get("openai-beta"), "ours");
  assert.equal(headers?.get("x-extra"), "1");
  assert.equal(headers?.get("authorization"), "Bearer sk-test-key");
});

const CROSSING = { "openai-processing-ms": "5", "x-ratelimit-limit-tokens": "9", "cf-ray": "x" };
const STAYING = {
  "set-cookie": "a=b",
  "www-authenticate": "Bearer",
  authorization: "Bearer theirs",
  "access-control-allow-origin": "*",
  "access-control-allow-credentials": "true",
  "content-security-policy": "default-src 'none'",
  "strict-transport-security": "max-age=1",
  server: "theirs",
  "x-named": "by connection",
};

Deno.test("of the provider's headers those cross that tell a client something", async () => {
  await using upstream = await startUpstream(() =>
    Response.json(ANSWER, { headers: { ...CROSSING, ...STAYING, connection: "X-Named" } })
  );
  await using app = await startApp(configFor(upstream.base));
  const response = await app.post("/v1/chat/completions", { model: "m", messages: [] });
  await response.text();
  for (const [name, value] of Object.entries(CROSSING)) {
    assert.equal(response.headers.get(name), value, name);
  }
  for (const name of Object.keys(STAYING)) assert.equal(response.headers.get(name), null, name);
});
