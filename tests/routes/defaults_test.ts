import assert from "node:assert/strict";
import { startApp } from "../harness/app.ts";
import { configFor, startUpstream } from "../harness/upstream.ts";

const ANSWER = {
  id: "c",
  object: "chat.completion",
  created: 1,
  model: "up",
  choices: [{ index: 0, message: { role: "assistant", content: "hi" }, finish_reason: "stop" }],
};
const DEFAULTS = `      temperature: 0.7
      max_tokens: 100
      user: from-config
      parallel_tool_calls: true
`;

/** What goes upstream for a request with these members. */
async function forwarded(sent: Record<string, unknown>) {
  await using upstream = await startUpstream(() => Response.json(ANSWER));
  await using app = await startApp(configFor(upstream.base, DEFAULTS));
  const response = await app.post("/v1/chat/completions", { model: "m", messages: [], ...sent });
  await response.text();
  assert.equal(response.status, 200);
  const text = upstream.received[0]?.body ?? "";
  const { model, messages, ...rest } = JSON.parse(text);
  assert.deepEqual([model, messages], ["gpt-4o-mini", []]);
  return rest;
}

const CONFIGURED = {
  temperature: 0.7,
  max_tokens: 100,
  user: "from-config",
  parallel_tool_calls: true,
};

const CASES: [what: string, sent: Record<string, unknown>, got: Record<string, unknown>][] = [
  ["nothing: all defaults hold", {}, CONFIGURED],
  ["0: it wins", { temperature: 0 }, { ...CONFIGURED, temperature: 0 }],
  ["false: it wins", { parallel_tool_calls: false }, { ...CONFIGURED, parallel_tool_calls: false }],
  ['"": it wins', { user: "" }, { ...CONFIGURED, user: "" }],
  ["another value: it wins", { max_tokens: 5 }, { ...CONFIGURED, max_tokens: 5 }],
  ["null: the default holds", { temperature: null, user: null }, CONFIGURED],
  ["null without a default: it is left out", { top_p: null, stop: null, tools: null }, CONFIGURED],
  ["a member that nobody knows: it is forwarded", { x_new: { a: 1 } }, {
    ...CONFIGURED,
    x_new: { a: 1 },
  }],
];

for (const [what, sent, got] of CASES) {
  Deno.test(`a client sends ${what}`, async () => {
    assert.deepEqual(await forwarded(sent), got);
  });
}

Deno.test("a null inside of a message stays: it means something there", async () => {
  await using upstream = await startUpstream(() => Response.json(ANSWER));
  await using app = await startApp(configFor(upstream.base));
  const messages = [{ role: "assistant", content: null, tool_calls: [] }];
  await (await app.post("/v1/chat/completions", { model: "m", messages })).text();
  assert.deepEqual(JSON.parse(upstream.received[0]?.body ?? "").messages, messages);
});
