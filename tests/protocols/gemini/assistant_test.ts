import assert from "node:assert/strict";
import { ApiError } from "../../../lib/http/error.ts";
import { encodeAssistant } from "../../../lib/protocols/gemini/assistant.ts";
import { Omissions } from "../../../lib/protocols/gemini/omissions.ts";
import { NO_SIGNATURE } from "../../../lib/protocols/gemini/signature.ts";
import type { JsonObject } from "../../../lib/types/json.ts";

const encode = (message: JsonObject, model = "gemini-2.5-flash") =>
  encodeAssistant({ role: "assistant", ...message }, model, "messages[1]", new Omissions(false));

const call = (extra: JsonObject = {}) => ({
  id: "a",
  type: "function",
  function: { name: "tide", arguments: "{}" },
  ...extra,
});

const google = { extra_content: { google: { thought_signature: "sig" } } };

Deno.test("encodeAssistant() sends thoughts, text, images and calls in this order", () => {
  const parts = encode({
    tool_calls: [call()],
    images: [{ type: "image_url", image_url: { url: "data:image/png;base64,AA==" } }],
    content: [{ type: "text", text: "one" }, { type: "text", text: "two" }],
    reasoning_content: "hm",
  });
  assert.deepEqual(parts, [
    { thought: true, text: "hm" },
    { text: "one" },
    { text: "two" },
    { inlineData: { mimeType: "image/png", data: "AA==" } },
    { functionCall: { id: "a", name: "tide", args: {} } },
  ]);
});

Deno.test("encodeAssistant() reads thoughts from blocks without their foreign signatures", () => {
  const thinking_blocks = [
    { type: "thinking", thinking: "a", signature: "of another provider" },
    { type: "redacted_thinking", data: "xx" },
    { type: "thinking", thinking: "b" },
  ];
  assert.deepEqual(encode({ content: "c", thinking_blocks }), [
    { thought: true, text: "ab" },
    { text: "c" },
  ]);
});

Deno.test("encodeAssistant() keeps thoughts from models that do not know them", () => {
  const message = { content: "c", reasoning_content: "hm" };
  assert.deepEqual(encode(message, "gemini-2.0-flash"), [{ text: "c" }]);
});

const PLACES: JsonObject[] = [
  call(google),
  call({ extra_content: { vertex: { thought_signature: "sig" } } }),
  call({ provider_specific_fields: { thought_signature: "sig" } }),
  call({
    function: {
      name: "tide",
      arguments: "{}",
      provider_specific_fields: { thought_signature: "sig" },
    },
  }),
];

Deno.test("encodeAssistant() finds a call's signature wherever clients keep it", () => {
  for (const tool of PLACES) {
    assert.deepEqual(encode({ tool_calls: [tool] }), [{
      functionCall: { id: "a", name: "tide", args: {} },
      thoughtSignature: "sig",
    }]);
  }
});

Deno.test("encodeAssistant() puts the signature of an answer on its last text", () => {
  const content = [{ type: "text", text: "one" }, { type: "text", text: "two" }];
  const expected = [{ text: "one" }, { text: "two", thoughtSignature: "sig" }];
  assert.deepEqual(encode({ content, ...google }), expected);
  const litellm = { provider_specific_fields: { thought_signatures: ["old", "sig"] } };
  assert.deepEqual(encode({ content, ...litellm }), expected);
  assert.deepEqual(encode({ content: "", ...google }), [{ text: "", thoughtSignature: "sig" }]);
});

Deno.test("encodeAssistant() excuses only the first call of a step, and only to generation 3", () => {
  const tool_calls = [call(), call({ id: "b" })];
  const signatures = (model: string, message: JsonObject) =>
    encode(message, model).map((part) => part.thoughtSignature);
  assert.deepEqual(signatures("gemini-3-pro-preview", { tool_calls }), [NO_SIGNATURE, undefined]);
  assert.deepEqual(signatures("gemini-flash-latest", { tool_calls }), [NO_SIGNATURE, undefined]);
  assert.deepEqual(signatures("gemini-2.5-flash", { tool_calls }), [undefined, undefined]);
  const signed = [call(google), call({ id: "b" })];
  assert.deepEqual(signatures("gemini-3-pro-preview", { tool_calls: signed }), ["sig", undefined]);
});

Deno.test("encodeAssistant() reads arguments that are empty, absent or already an object", () => {
  for (const args of ["", "  ", "null", "{}", {}, null]) {
    const tool = call({ function: { name: "tide", arguments: args } });
    assert.deepEqual(encode({ tool_calls: [tool] }), [{
      functionCall: { id: "a", name: "tide", args: {} },
    }]);
  }
});

Deno.test("encodeAssistant() names arguments that are no object, and calls without a name", () => {
  const path = "messages[1].tool_calls[0].function";
  const cases: [tool: JsonObject, param: string][] = [
    [call({ function: { name: "tide", arguments: '{"a":' } }), `${path}.arguments`],
    [call({ function: { name: "tide", arguments: "[1]" } }), `${path}.arguments`],
    [call({ function: {} }), `${path}.name`],
    [{}, `${path}.name`],
  ];
  for (const [tool, param] of cases) {
    assert.throws(
      () => encode({ tool_calls: [tool] }),
      (error) => error instanceof ApiError && error.param === param,
      param,
    );
  }
});

Deno.test("encodeAssistant() sends a refusal as text and refuses the legacy call", () => {
  assert.deepEqual(encode({ content: null, refusal: "no" }), [{ text: "no" }]);
  assert.throws(
    () => encode({ function_call: { name: "x", arguments: "{}" } }),
    (error) => error instanceof ApiError && error.param === "messages[1].function_call",
  );
});
