import assert from "node:assert/strict";
import type { JsonObject, JsonValue } from "../../../lib/types/json.ts";
import { bodyOf, encode, refusal } from "./fixtures.ts";

const HI = { role: "user", content: "Hi" };
const turns = (...messages: JsonValue[]) => {
  const sent = bodyOf([HI, ...messages]).messages;
  return Array.isArray(sent) ? sent.slice(1) : [];
};
const call = (id: string, args: JsonValue = "{}") => ({
  id,
  type: "function",
  function: { name: "tide", arguments: args },
});
const assistant = (fields: JsonObject) => ({ role: "assistant", content: null, ...fields });

Deno.test("thoughts come first, then text, then calls", () => {
  const thinking_blocks = [
    { type: "thinking", thinking: "Hm.", signature: "c2ln", extra: null },
    { type: "redacted_thinking", data: "b3BhcXVl" },
  ];
  const message = assistant({
    tool_calls: [call("toolu_1", '{"harbour":"Wyk"}')],
    content: "One moment.",
    reasoning_content: "Hm.",
    thinking_blocks,
  });
  assert.deepEqual(turns(message), [{
    role: "assistant",
    content: [
      { type: "thinking", thinking: "Hm.", signature: "c2ln" },
      { type: "redacted_thinking", data: "b3BhcXVl" },
      { type: "text", text: "One moment." },
      { type: "tool_use", id: "toolu_1", name: "tide", input: { harbour: "Wyk" } },
    ],
  }]);
});

Deno.test("thoughts without a signature are left out and named", () => {
  const unsigned = assistant({
    content: "a",
    thinking_blocks: [{ type: "thinking", thinking: "x" }],
  });
  const plain = assistant({ content: "b", reasoning_content: "y" });
  const { body, dropped } = encode({ messages: [HI, unsigned, HI, plain, HI] });
  assert.ok(!JSON.stringify(body).includes("thinking"));
  assert.deepEqual(dropped, ["messages[1].thinking_blocks", "messages[3].reasoning_content"]);
});

Deno.test("arguments are read in every form in which clients send none", () => {
  for (const none of ["", "  ", "{}", "null", null]) {
    assert.deepEqual(turns(assistant({ tool_calls: [call("a", none)] })), [
      { role: "assistant", content: [{ type: "tool_use", id: "a", name: "tide", input: {} }] },
    ]);
  }
});

Deno.test("nulls inside of arguments are the caller's and stay", () => {
  const [turn] = turns(assistant({ tool_calls: [call("a", '{"day":null}')] }));
  assert.deepEqual(turn, {
    role: "assistant",
    content: [{ type: "tool_use", id: "a", name: "tide", input: { day: null } }],
  });
});

Deno.test("ids of other providers are changed alike in call and result", () => {
  const [asked, answered] = turns(
    assistant({ tool_calls: [call("functions.tide:0")] }),
    { role: "tool", tool_call_id: "functions.tide:0", content: "14:20" },
  );
  assert.match(JSON.stringify(asked), /"id":"functions_2etide_3a0"/);
  assert.match(JSON.stringify(answered), /"tool_use_id":"functions_2etide_3a0"/);
});

Deno.test("ids that differ only in letters that Anthropic refuses still differ", () => {
  const ids = ["a.b", "a:b", "a b", "a_b", "a\u{1F30A}b"];
  const [turn] = turns(assistant({ tool_calls: ids.map((id) => call(id)) }));
  const sent: string[] = JSON.parse(JSON.stringify(turn)).content.map((block: JsonObject) =>
    block.id
  );
  assert.equal(new Set(sent).size, ids.length);
  for (const id of sent) assert.match(id, /^[A-Za-z0-9_-]+$/);
});

Deno.test("the older function_call and function messages find each other", () => {
  const sent = turns(
    assistant({ function_call: { name: "tide", arguments: "{}" } }),
    { role: "function", name: "tide", content: "14:20" },
    assistant({ function_call: { name: "tide", arguments: '{"day":2}' } }),
    { role: "function", name: "tide", content: "15:05" },
  );
  const block = (index: number) => JSON.parse(JSON.stringify(sent[index])).content[0];
  assert.equal(block(0).id, block(1).tool_use_id);
  assert.equal(block(2).id, block(3).tool_use_id);
  assert.notEqual(block(0).id, block(2).id);
  assert.equal(block(3).content, "15:05");
});

Deno.test("a refusal of an earlier answer is text", () => {
  assert.deepEqual(turns(assistant({ refusal: "No." }), HI), [
    { role: "assistant", content: [{ type: "text", text: "No." }] },
    { role: "user", content: [{ type: "text", text: "Hi" }] },
  ]);
});

const result = (fields: JsonObject) => {
  const sent = turns(assistant({ tool_calls: [call("a")] }), {
    role: "tool",
    tool_call_id: "a",
    ...fields,
  });
  return JSON.parse(JSON.stringify(sent[1])).content[0];
};

Deno.test("a result is text, or blocks where it holds more than text", () => {
  assert.deepEqual(result({ content: "14:20" }), {
    type: "tool_result",
    tool_use_id: "a",
    content: "14:20",
  });
  assert.equal(result({ content: [{ type: "text", text: "x" }] }).content, "x");
  assert.equal(result({ content: null }).content, "");
  assert.deepEqual(
    result({
      content: [
        { type: "text", text: "The chart:" },
        { type: "image_url", image_url: { url: "data:image/png;base64,QUJD" } },
        { type: "file", file: { file_data: "data:application/pdf;base64,JVBERi0=" } },
      ],
    }).content.map((block: JsonObject) => block.type),
    ["text", "image", "document"],
  );
});

Deno.test("a result's cache mark and error stand on the result itself", () => {
  const cache_control = { type: "ephemeral" };
  const marked = [{ type: "text", text: "a" }, { type: "text", text: "b", cache_control }];
  assert.deepEqual(result({ content: marked, is_error: true }), {
    type: "tool_result",
    tool_use_id: "a",
    content: [{ type: "text", text: "a" }, { type: "text", text: "b" }],
    is_error: true,
    cache_control,
  });
  assert.deepEqual(result({ content: "x", cache_control }).cache_control, cache_control);
});

Deno.test("calls and results that cannot be read are a 400 that names them", () => {
  const bad = (message: JsonObject, path: string) =>
    assert.throws(() => turns(message), refusal(`messages[1].${path}`));
  bad(assistant({ tool_calls: [call("")] }), "tool_calls[0].id");
  bad(assistant({ tool_calls: [call("a", "{oops")] }), "tool_calls[0].function.arguments");
  bad(assistant({ tool_calls: [call("a", "[1]")] }), "tool_calls[0].function.arguments");
  bad(assistant({ tool_calls: [{ id: "a" }] }), "tool_calls[0].function.name");
  bad({ role: "tool", content: "x" }, "tool_call_id");
  bad({ role: "function", name: "tide", content: "x" }, "tool_call_id");
});

Deno.test("a spoken answer of another model cannot be referred to", () => {
  const messages = [HI, assistant({ audio: { id: "audio_1" } }), HI];
  assert.throws(() => encode({ messages }), refusal("messages[1].audio"));
  assert.deepEqual(encode({ messages }, undefined, true).dropped, ["messages[1].audio"]);
});
