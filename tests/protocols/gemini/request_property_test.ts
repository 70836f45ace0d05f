import assert from "node:assert/strict";
import fc from "fast-check";
import { ApiError } from "../../../lib/http/error.ts";
import { gemini } from "../../../lib/protocols/gemini/mod.ts";
import { isObject, type JsonObject, type JsonValue } from "../../../lib/types/json.ts";
import { encode } from "./fixtures.ts";

const anything = fc.jsonValue({ maxDepth: 3 });

/** A plain copy: fast-check's JSON type is not ours. */
const json = (value: unknown): JsonValue => JSON.parse(JSON.stringify(value));

const FIELDS = [
  "temperature",
  "max_tokens",
  "n",
  "stop",
  "logprobs",
  "top_logprobs",
  "response_format",
  "reasoning_effort",
  "thinking",
  "modalities",
  "audio",
  "tools",
  "tool_choice",
  "parallel_tool_calls",
  "web_search_options",
  "service_tier",
  "extra_body",
  "generationConfig",
  "toolConfig",
  "logit_bias",
  "user",
  "something_new",
];

const part = fc.record({
  type: fc.constantFrom("text", "image_url", "input_audio", "file", "refusal", "what"),
  text: anything,
  image_url: fc.oneof(anything, fc.record({ url: fc.oneof(fc.webUrl(), fc.string()) })),
  input_audio: fc.oneof(anything, fc.record({ data: fc.string(), format: anything })),
  file: fc.oneof(anything, fc.record({ file_data: fc.string(), filename: anything })),
}, { requiredKeys: ["type"] });

const message = fc.record({
  role: fc.oneof(fc.constantFrom("system", "user", "assistant", "tool", "developer"), anything),
  content: fc.oneof(fc.string(), fc.array(part, { maxLength: 3 }), anything),
  tool_calls: fc.oneof(
    anything,
    fc.array(fc.record({
      id: fc.constantFrom("a", "b"),
      function: fc.record({
        name: fc.string(),
        arguments: fc.oneof(fc.json(), fc.string(), anything),
      }),
    })),
  ),
  tool_call_id: fc.oneof(fc.constantFrom("a", "b"), anything),
  extra_content: anything,
}, { requiredKeys: ["role", "content"] });

const chatLike = fc.record({
  messages: fc.oneof({ weight: 9, arbitrary: fc.array(message, { maxLength: 4 }) }, anything),
  fields: fc.dictionary(fc.constantFrom(...FIELDS), anything, { maxKeys: 5 }),
  model: fc.constantFrom("gemini-2.0-flash", "gemini-2.5-pro", "gemini-3-pro-preview", "gemma-3"),
  dropParams: fc.boolean(),
});

Deno.test("the encoder throws nothing but the client's errors, whatever it gets", () => {
  fc.assert(fc.property(chatLike, ({ messages, fields, model, dropParams }) => {
    try {
      encode({ ...toObject(json(fields)), messages: json(messages) }, model, dropParams);
    } catch (error) {
      assert.ok(error instanceof ApiError, String(error));
      assert.equal(error.status, 400);
    }
  }));
});

Deno.test("no null of the request's fields is forwarded", () => {
  const fields = fc.dictionary(fc.constantFrom(...FIELDS), fc.constant(null));
  fc.assert(fc.property(fields, fc.boolean(), (nulls, dropParams) => {
    const { body } = encode(toObject(json(nulls)), undefined, dropParams);
    assert.ok(!JSON.stringify(body).includes("null"), JSON.stringify(body));
  }));
});

Deno.test("a field that nobody knows arrives as it was sent", () => {
  fc.assert(fc.property(anything.filter((value) => value !== null), (value) => {
    assert.deepEqual(encode({ something_new: json(value) }).body.something_new, json(value));
  }));
});

Deno.test("all text arrives, in its order", () => {
  const text = fc.string({ minLength: 1 });
  const content = fc.oneof(
    text,
    fc.array(text.map((value) => ({ type: "text", text: value })), { minLength: 1 }),
  );
  const talk = fc.array(
    fc.record({ role: fc.constantFrom("user", "assistant"), content }),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(fc.property(talk, (messages) => {
    const sent = messages.flatMap(({ content }) =>
      typeof content === "string" ? [content] : content.map((part) => part.text)
    );
    const { contents } = encode({ messages: json(messages) }).body;
    assert.ok(Array.isArray(contents));
    const got = contents.flatMap((turn) =>
      isObject(turn) && Array.isArray(turn.parts)
        ? turn.parts.map((part) => isObject(part) ? part.text : undefined)
        : []
    );
    assert.deepEqual(got, sent);
  }));
});

Deno.test("the decoders throw nothing but the client's errors, whatever the provider sends", () => {
  const piece = fc.record({
    content: fc.oneof(
      anything,
      fc.record({ parts: fc.array(fc.oneof(anything, fc.record({ functionCall: anything }))) }),
    ),
    finishReason: fc.oneof(fc.constantFrom("STOP", "SAFETY"), anything),
    index: anything,
    groundingMetadata: anything,
    logprobsResult: anything,
  }, { requiredKeys: [] });
  const body = fc.oneof(
    anything,
    fc.record({ candidates: fc.array(piece, { maxLength: 2 }), usageMetadata: anything }),
  );
  const context = { id: "chatcmpl-1", created: 1, model: "gemini-2.5-flash" };
  fc.assert(fc.property(body, (answer) => {
    const decoder = gemini.createStreamDecoder(context);
    const tries = [
      () => gemini.decodeResponse(json(answer), context),
      () => decoder.push({ event: "message", data: JSON.stringify(answer) }),
      () => decoder.finish(),
      () => decoder.usage(),
    ];
    for (const attempt of tries) {
      try {
        attempt();
      } catch (error) {
        assert.ok(error instanceof ApiError, String(error));
      }
    }
  }));
});

function toObject(value: JsonValue): JsonObject {
  return isObject(value) ? value : {};
}
