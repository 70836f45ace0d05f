import assert from "node:assert/strict";
import { type RunningApp, startApp } from "../harness/app.ts";
import type { RequestDetail } from "../../lib/ui/requests/detail.ts";
import { exchange } from "../store/exchange.ts";

const CONFIG = `model_list:
  - { model_name: echo, litellm_params: { model: demo/echo, temperature: 0.5 } }
  - model_name: claude
    litellm_params: { model: anthropic/claude-haiku-4-5, api_key: os.environ/KEY, drop_params: true }
`;
const BROWSER = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

async function given(facts: Parameters<typeof exchange>[0] = {}, config = CONFIG) {
  const app = await startApp(config, { env: "KEY=opaque-secret-1234\nMASTER=open-sesame\n" });
  await app.services.store.record(exchange({ run: 1e9, requestId: "a/b c", ...facts }));
  return app;
}

async function detail(app: RunningApp, query: string): Promise<RequestDetail> {
  return await (await fetch(`${app.url}/api/pages/request?${query}`)).json();
}

Deno.test("a request is a page for browsers and JSON for programs, by number and by id", async () => {
  await using app = await given();
  for (const path of ["/requests/1", "/requests/a%2Fb%20c"]) {
    const html = await fetch(app.url + path, { headers: BROWSER });
    assert.match(html.headers.get("content-type") ?? "", /^text\/html/);
    const text = await html.text();
    assert.match(text, /<title>Request to small · Apantli<\/title>/);
    assert.match(text, /<h1>small<\/h1>/);
    assert.match(text, /aria-current="page"[^>]*>Requests</);
    assert.doesNotMatch(text, / style=|<script>/);
    for (const headers of [{ accept: "*/*" }, { accept: "application/json" }]) {
      const json = await fetch(app.url + path, { headers });
      assert.equal((await json.json()).request_id, "a/b c");
      assert.match(json.headers.get("vary") ?? "", /accept/);
    }
    const raw = await fetch(`${app.url}${path}?format=json`, { headers: BROWSER });
    assert.equal((await raw.json()).id, 1);
  }
});

Deno.test("a request that is not there is 404, for both, and said in the list", async () => {
  await using app = await given();
  for (const headers of [BROWSER, { accept: "*/*" }]) {
    const response = await fetch(`${app.url}/requests/nobody`, { headers });
    assert.equal(response.status, 404);
    assert.match(await response.text(), /There is no request .{1,8}nobody/);
  }
  const list = await fetch(`${app.url}/requests?open=nobody`, { headers: BROWSER });
  assert.equal(list.status, 200);
  assert.match(await list.text(), /There is no request/);
});

Deno.test("the open request comes with the list, for who has no JavaScript", async () => {
  await using app = await given();
  const text = await (await fetch(`${app.url}/requests?range=all&open=1`, { headers: BROWSER }))
    .text();
  assert.match(text, /<dialog[^>]* open/);
  assert.match(
    text,
    /<a class="button icon quiet" href="\/requests\?range=all" aria-label="Close">/,
  );
  assert.match(text, /<p>hello<\/p>/);
});

Deno.test("the detail has what is stored, and says how much that is", async () => {
  await using app = await given({
    notes: { dropped: ["logit_bias", 7] },
    response: "Bad Gateway",
    attempts: [],
  });
  const { request, dropped, capture, sizes, conversation, costLines, locked } = await detail(
    app,
    "id=1",
  );
  assert.equal(request.model, "small");
  assert.deepEqual([dropped, capture, locked], [["logit_bias"], "full", false]);
  assert.deepEqual(sizes, { request: 64, response: 11 });
  assert.equal(conversation.response?.text, "Bad Gateway");
  assert.equal(costLines?.[0]?.bucket, "input");
  assert.ok(!("request_data" in request));
});

Deno.test("what is not stored is told", async () => {
  for (const capture of ["metadata", "off"] as const) {
    await using app = await startApp(`${CONFIG}general_settings: { payloads: ${capture} }\n`);
    const messages = [{ role: "user", content: "Tell nobody." }];
    const answer = await app.post("/v1/chat/completions", { model: "echo", messages });
    await answer.body?.cancel();
    const told = await detail(app, "id=1");
    assert.equal(told.capture, capture);
    assert.equal(told.sizes.request === null, capture === "off");
    assert.doesNotMatch(JSON.stringify(told), /Tell nobody/);
    if (capture === "off") continue;
    assert.deepEqual(told.conversation.messages[0]?.parts, [
      { kind: "note", text: "[12 characters]", href: null },
    ]);
  }
});

Deno.test("a long conversation comes whole when it is asked for", async () => {
  const messages = Array.from({ length: 30 }, (_, n) => ({ role: "user", content: `${n}` }));
  await using app = await given({ request: JSON.stringify({ messages }) });
  assert.equal((await detail(app, "id=1")).conversation.earlier, 18);
  assert.equal((await detail(app, "id=1&messages=all")).conversation.earlier, 0);
  const html = await fetch(`${app.url}/requests/1`, { headers: BROWSER });
  assert.match(await html.text(), /href="\/requests\/1\?messages=all">Show 18 earlier messages/);
});

Deno.test("that callers need a key is known to the copied command", async () => {
  await using app = await given(
    {},
    `${CONFIG}general_settings: { master_key: os.environ/MASTER }\n`,
  );
  const headers = { authorization: "Bearer open-sesame" };
  const response = await fetch(`${app.url}/api/pages/request?id=1`, { headers });
  assert.equal((await response.json()).locked, true);
});

Deno.test("what goes upstream is shown without secrets, and without a call", async () => {
  const body = {
    model: "claude",
    max_tokens: 5,
    messages: [{ role: "user", content: "opaque-secret-1234" }],
  };
  await using app = await given({ alias: "claude", request: JSON.stringify({ ...body, seed: 1 }) });
  const response = await fetch(`${app.url}/requests/1/upstream`);
  const text = await response.text();
  assert.doesNotMatch(text, /secret/);
  const { provider, model, url, body: sent, dropped } = JSON.parse(text);
  assert.deepEqual([provider, model, dropped], ["anthropic", "claude-haiku-4-5", ["seed"]]);
  assert.match(url, /^https:\/\/api\.anthropic\.com\/v1\/messages$/);
  assert.deepEqual(JSON.parse(sent).messages, [
    { role: "user", content: [{ type: "text", text: "sk-redacted" }] },
  ]);
  assert.equal(app.services.gateway.inFlight, 0);
});

Deno.test("a request that goes through as it is shows what is spliced in", async () => {
  const request = '{"model":"echo",  "messages":[], "n": 1.0}';
  await using app = await given({ alias: "echo", request });
  const { body } = await (await fetch(`${app.url}/requests/1/upstream`)).json();
  assert.match(body, /^\{"model":"echo", {2}"messages":\[\], "n": 1\.0.*"temperature":0\.5/);
});

Deno.test("why nothing could be sent upstream is said as the gateway says it", async () => {
  const cases: readonly (readonly [request: string, status: number, message: RegExp])[] = [
    ['{"model":"gone","messages":[]}', 404, /"gone" does not exist/],
    ["{", 400, /not valid JSON/],
  ];
  for (const [request, status, message] of cases) {
    await using app = await given({ request });
    const response = await fetch(`${app.url}/requests/1/upstream`);
    assert.equal(response.status, status);
    assert.match((await response.json()).error.message, message);
    assert.equal((await fetch(`${app.url}/requests/9/upstream`)).status, 404);
  }
});
