import assert from "node:assert/strict";
import { type RunningApp, startApp } from "../harness/app.ts";

const CONFIG = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo } }
  - { model_name: off, litellm_params: { model: demo/echo }, enabled: false }
  - { model_name: keyless, litellm_params: { model: openai/gpt-4o, api_key: os.environ/APANTLI_NO_SUCH } }
`;

interface Case {
  what: string;
  path?: string;
  method?: string;
  body?: BodyInit;
  status: number;
  code: string;
}

const CASES: Case[] = [
  { what: "text that is not JSON", body: "hello", status: 400, code: "invalid_json" },
  { what: "an empty body", body: "", status: 400, code: "invalid_json" },
  { what: "a list", body: "[]", status: 400, code: "invalid_json" },
  {
    what: "invalid UTF-8",
    body: new Uint8Array([123, 255, 125]),
    status: 400,
    code: "invalid_json",
  },
  {
    what: "deep nesting",
    body: `{"model":"echo","x":${"[".repeat(1e5)}${"]".repeat(1e5)}}`,
    status: 400,
    code: "invalid_json",
  },
  {
    what: "`model` twice",
    body: `{"model":"echo","model":"off"}`,
    status: 400,
    code: "invalid_json",
  },
  { what: "no model", body: `{"messages":[]}`, status: 400, code: "missing_model" },
  { what: "a number as model", body: `{"model":1}`, status: 400, code: "bad_request" },
  {
    what: "a string as messages",
    body: `{"model":"echo","messages":"x"}`,
    status: 400,
    code: "bad_request",
  },
  { what: "an unknown alias", body: `{"model":"nope"}`, status: 404, code: "model_not_found" },
  { what: "a disabled alias", body: `{"model":"off"}`, status: 403, code: "model_disabled" },
  {
    what: "an alias without its key",
    body: `{"model":"keyless"}`,
    status: 401,
    code: "invalid_api_key",
  },
  { what: "an unknown path", path: "/v1/nope", body: "{}", status: 404, code: "unknown_url" },
  { what: "a wrong method", method: "PUT", body: "{}", status: 405, code: "method_not_allowed" },
];

async function call(
  app: RunningApp,
  { path = "/v1/chat/completions", method = "POST", body = "" }: Partial<Case>,
) {
  const response = await fetch(app.url + path, { method, body });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

for (const given of CASES) {
  Deno.test(`${given.what} gets ${given.status} ${given.code}, and the server goes on`, async () => {
    await using app = await startApp(CONFIG);
    const { status, body } = await call(app, given);
    assert.equal(status, given.status);
    assert.equal(body.error.code, given.code);
    assert.ok(typeof body.error.message === "string" && body.error.message.length > 10);
    assert.deepEqual(Object.keys(body.error).sort(), ["code", "message", "param", "type"]);
    const next = await call(app, {
      body: `{"model":"echo","messages":[{"role":"user","content":"x"}]}`,
    });
    assert.equal(next.status, 200);
  });
}

Deno.test("60 MB get 413, and the server goes on", async () => {
  await using app = await startApp(CONFIG);
  const { status, body } = await call(app, { body: new Uint8Array(60 * 1024 * 1024).fill(32) });
  assert.equal(status, 413);
  assert.equal(body.error.code, "request_too_large");
  const streamed = new Blob([new Uint8Array(60 * 1024 * 1024)]).stream();
  const chunked = await fetch(`${app.url}/v1/chat/completions`, { method: "POST", body: streamed });
  assert.equal(chunked.status, 413);
  await chunked.body?.cancel();
});

Deno.test("the message for an unknown alias lists all aliases in alphabetical order", async () => {
  await using app = await startApp(CONFIG);
  const { body } = await call(app, { body: `{"model":"nope"}` });
  assert.match(body.error.message, /echo, keyless/);
  assert.equal(body.error.param, "model");
});

Deno.test("the message for a missing key names the variable", async () => {
  await using app = await startApp(CONFIG);
  const { body } = await call(app, { body: `{"model":"keyless"}` });
  assert.match(body.error.message, /APANTLI_NO_SUCH/);
});

Deno.test("a wrong method tells the right ones", async () => {
  await using app = await startApp(CONFIG);
  const { headers } = await call(app, { method: "PUT", body: "{}" });
  assert.match(headers.get("allow") ?? "", /POST/);
});

Deno.test("a failed request is logged with its error, duration and request", async () => {
  await using app = await startApp(CONFIG);
  await call(app, { body: `{"model":"nope","messages":[]}` });
  const { requests } = await app.services.store.read("requests", { outcome: "failed" });
  assert.equal(requests.length, 1);
  assert.equal(requests[0]?.model, "nope");
  assert.equal(requests[0]?.request_data, `{"model":"nope","messages":[]}`);
});
