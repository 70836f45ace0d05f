import assert from "node:assert/strict";
import { ask, chunksOf, user } from "./ask.ts";

const TOOLS = [
  {
    type: "function",
    function: {
      name: "weather",
      parameters: {
        type: "object",
        properties: { city: { type: "string" }, days: { type: "integer", minimum: 2 } },
        required: ["city"],
      },
    },
  },
  { type: "function", function: { name: "clock" } },
];

async function choice(body: Record<string, unknown>) {
  const answer = await (await ask(body)).json();
  return answer.choices[0];
}

Deno.test("demo/echo repeats the last user message, however it is written", async () => {
  const messages = [
    { role: "user", content: "first" },
    { role: "assistant", content: "second" },
    { role: "user", content: [{ type: "text", text: "one " }, { type: "text", text: "two" }] },
  ];
  const { message, finish_reason } = await choice({ model: "echo", messages });
  assert.equal(message.content, "Demo echo: one two");
  assert.equal(finish_reason, "stop");
});

Deno.test("demo/echo answers something to a request without messages", async () => {
  assert.equal((await choice({ model: "echo" })).message.content, "Demo echo: ");
});

Deno.test("demo/story is a longer text that says where it is from", async () => {
  const { message } = await choice({ model: "story", ...user("tell me") });
  const words = message.content.split(/\s+/).length;
  assert.ok(words >= 140 && words <= 200, `${words} words`);
  assert.match(message.content, /demo provider/);
});

Deno.test("demo/tools calls the first offered tool with arguments that fit its schema", async () => {
  const { message, finish_reason } = await choice({ model: "tools", ...user("hi"), tools: TOOLS });
  assert.equal(finish_reason, "tool_calls");
  assert.equal(message.content, null);
  assert.equal(message.tool_calls[0].type, "function");
  assert.equal(message.tool_calls[0].function.name, "weather");
  assert.deepEqual(JSON.parse(message.tool_calls[0].function.arguments), {
    city: "demo",
    days: 2,
  });
});

Deno.test("demo/tools calls the tool that is forced", async () => {
  const tool_choice = { type: "function", function: { name: "clock" } };
  const { message } = await choice({ model: "tools", ...user("hi"), tools: TOOLS, tool_choice });
  assert.equal(message.tool_calls[0].function.name, "clock");
  assert.deepEqual(JSON.parse(message.tool_calls[0].function.arguments), {});
});

Deno.test("demo/tools answers with text where no tool may be called", async () => {
  const none = await choice({
    model: "tools",
    ...user("hi"),
    tools: TOOLS,
    tool_choice: "none",
  });
  assert.match(none.message.content, /^Demo tools: /);
  assert.match((await choice({ model: "tools", ...user("hi") })).message.content, /offer me/);
});

Deno.test("demo/tools answers with text once the result is there", async () => {
  const messages = [
    { role: "user", content: "hi" },
    { role: "assistant", content: null, tool_calls: [] },
    { role: "tool", tool_call_id: "c", content: "sunny" },
  ];
  const { message, finish_reason } = await choice({ model: "tools", messages, tools: TOOLS });
  assert.match(message.content, /sunny/);
  assert.equal(finish_reason, "stop");
});

Deno.test("demo/echo answers in JSON where that is asked for", async () => {
  const schema = { type: "object", properties: { ok: { type: "boolean" } }, required: ["ok"] };
  const fitting = await choice({
    model: "echo",
    ...user("hi"),
    response_format: { type: "json_schema", json_schema: { name: "x", schema } },
  });
  assert.deepEqual(JSON.parse(fitting.message.content), { ok: true });
  const any = await choice({
    model: "echo",
    ...user("hi"),
    response_format: { type: "json_object" },
  });
  assert.deepEqual(JSON.parse(any.message.content), { echo: "hi" });
  const text = await choice({ model: "echo", ...user("hi"), response_format: { type: "text" } });
  assert.equal(text.message.content, "Demo echo: hi");
});

Deno.test("streamed and whole, an answer has the same words, finish and usage", async () => {
  for (
    const body of [
      { model: "story", ...user("a") },
      { model: "echo", ...user("a b c"), max_tokens: 3 },
      { model: "tools", ...user("a"), tools: TOOLS },
    ]
  ) {
    const whole = await (await ask(body)).json();
    const chunks = await chunksOf(
      await ask({ ...body, stream: true, stream_options: { include_usage: true } }),
    );
    const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta));
    const { message, finish_reason } = whole.choices[0];
    assert.equal(deltas.map(({ content }) => content ?? "").join(""), message.content ?? "");
    const calls = deltas.flatMap(({ tool_calls }) => tool_calls ?? []);
    const written = message.tool_calls?.[0].function;
    assert.equal(
      calls.map((call) => call.function.arguments).join(""),
      written?.arguments ?? "",
    );
    assert.equal(calls[0]?.function.name, written?.name);
    assert.ok(calls.every(({ index }) => index === 0));
    assert.equal(chunks.at(-2)?.choices[0]?.finish_reason, finish_reason);
    assert.deepEqual(chunks.at(-1)?.choices, []);
    assert.equal(chunks.at(-1)?.usage?.completion_tokens, whole.usage.completion_tokens);
  }
});
