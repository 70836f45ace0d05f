import assert from "node:assert/strict";
import { playgroundPage } from "../../lib/app/pages/playground.ts";
import { type RunningApp, startApp } from "../harness/app.ts";
import { exchange } from "../store/exchange.ts";

const CONFIG = `model_list:
  - { model_name: one, litellm_params: { model: demo/echo, temperature: 0.3 } }
  - { model_name: two, enabled: false, litellm_params: { model: demo/story } }
`;

async function open(app: RunningApp, path: string) {
  const html = await (await fetch(app.url + path, { headers: { accept: "text/html" } })).text();
  return html;
}

/** Records a request, and gives what the playground makes of it. */
async function replayed(request: unknown, response: unknown = null) {
  await using app = await startApp(CONFIG);
  const stored = (value: unknown) => typeof value === "string" ? value : JSON.stringify(value);
  await app.services.store.record(exchange({
    requestId: "r1",
    request: stored(request),
    response: response === null ? null : stored(response),
  }));
  return await playgroundPage(app.services, new Request("http://x/compare?request=r1"));
}

Deno.test("the playground offers the models that are enabled", async () => {
  await using app = await startApp(CONFIG);
  const html = await open(app, "/compare");
  assert.match(html, /<option[^>]*value="one"/);
  assert.doesNotMatch(html, /value="two"/);
  assert.match(html, /placeholder="0\.3"/);
});

Deno.test("a request is asked again with its system prompt, history, question and parameters", async () => {
  const tools = [{ type: "function", function: { name: "look" } }];
  const { replay: found, problem } = await replayed({
    ...{ model: "m", stream: true, stream_options: { include_usage: true } },
    ...{ tools, response_format: { type: "json_object" } },
    temperature: 0.2,
    max_tokens: 50,
    messages: [
      { role: "system", content: "Be brief." },
      { role: "user", content: "one" },
      { role: "assistant", content: "first" },
      {
        role: "user",
        content: [
          { type: "text", text: "two" },
          { type: "image_url", image_url: { url: "data:image/png;base64,AA" } },
          { type: "image_url", image_url: { url: "https://elsewhere.example/x.png" } },
        ],
      },
    ],
  }, {
    choices: [{
      message: {
        ...{ content: "second", reasoning_content: "hm" },
        tool_calls: [{ function: { name: "look", arguments: '{"at":1}' } }],
      },
    }],
  });
  assert.ok(found);
  assert.equal(problem, null);
  assert.deepEqual(found.others, { tools, response_format: { type: "json_object" } });
  assert.deepEqual(found.answer.calls, [{ name: "look", arguments: '{"at":1}' }]);
  assert.equal(found.system, "Be brief.");
  assert.deepEqual(found.history.map(({ content }) => content), ["one", "first"]);
  assert.equal(found.prompt, "two");
  assert.deepEqual(found.images, ["data:image/png;base64,AA"]);
  assert.deepEqual(found.params, { temperature: 0.2, max_tokens: 50 });
  assert.deepEqual([found.answer.text, found.answer.reasoning], ["second", "hm"]);
});

Deno.test("a request that ends with a tool's result is history alone", async () => {
  const messages = [{ role: "user", content: "x" }, { role: "tool", content: "42" }];
  const { replay: found } = await replayed({ messages });
  assert.deepEqual([found?.history.length, found?.prompt], [2, ""]);
});

for (const [what, request] of [["no JSON", '"text"'], ["no object", "[1]"]] as const) {
  Deno.test(`a request that is ${what} is not asked again`, async () => {
    const { replay, problem } = await replayed(request);
    assert.equal(replay, null);
    assert.match(problem ?? "", /cannot be asked again: what it asked is not stored/);
  });
}

Deno.test("a request that is not there leaves the playground as it is, and says so", async () => {
  await using app = await startApp(CONFIG);
  const html = await open(app, "/compare?request=nope");
  assert.match(html, /No question yet/);
  assert.match(html, /role="alert"[^>]*><span>There is no request &quot;nope&quot; in the log/);
});
