import assert from "node:assert/strict";
import fc from "fast-check";
import { ApiError } from "../../../lib/http/error.ts";
import { anthropicMessages } from "../../../lib/protocols/anthropic-messages/mod.ts";
import { isObject, type JsonObject, type JsonValue } from "../../../lib/types/json.ts";
import { CONTEXT, encode } from "./fixtures.ts";

const anything = fc.jsonValue({ maxDepth: 3 });

/** A plain copy: fast-check's JSON type is not ours. */
const json = (value: unknown): JsonValue => JSON.parse(JSON.stringify(value));
const toObject = (value: JsonValue): JsonObject => isObject(value) ? value : {};

const FIELDS = [
  ...["max_tokens", "max_completion_tokens", "temperature", "top_p", "top_k", "stop", "n", "seed"],
  ...["tools", "functions", "tool_choice", "function_call", "parallel_tool_calls"],
  ...["response_format", "thinking", "reasoning_effort", "web_search_options", "service_tier"],
  ...["user", "metadata", "system", "output_config", "stream", "logprobs", "something_new"],
];

const part = fc.record({
  type: fc.constantFrom("text", "image_url", "input_audio", "file", "refusal", "own"),
  text: anything,
  image_url: fc.oneof(anything, fc.record({ url: fc.oneof(fc.webUrl(), fc.string()) })),
  file: fc.oneof(anything, fc.record({ file_data: fc.string(), filename: anything })),
  cache_control: anything,
}, { requiredKeys: ["type"] });

const call = fc.record({
  id: fc.constantFrom("a", "b", ""),
  function: fc.record({ name: fc.string(), arguments: fc.oneof(fc.json(), fc.string(), anything) }),
});

const message = fc.record({
  role: fc.constantFrom("system", "user", "assistant", "tool", "developer", "function", "robot"),
  content: fc.oneof(fc.string(), fc.array(part, { maxLength: 3 }), anything),
  tool_calls: fc.oneof(anything, fc.array(call, { maxLength: 2 })),
  tool_call_id: fc.oneof(fc.constantFrom("a", "b"), anything),
  function_call: anything,
  thinking_blocks: anything,
  cache_control: anything,
}, { requiredKeys: ["role", "content"] });

const chatLike = fc.record({
  messages: fc.oneof({ weight: 9, arbitrary: fc.array(message, { maxLength: 4 }) }, anything),
  fields: fc.dictionary(fc.constantFrom(...FIELDS), anything, { maxKeys: 5 }),
  model: fc.constantFrom("claude-3-haiku-20240307", "claude-sonnet-4-5", "claude-opus-4-8", "kimi"),
  dropParams: fc.boolean(),
});

Deno.test("the encoder throws nothing but the client's errors, whatever it gets", () => {
  fc.assert(
    fc.property(chatLike, ({ messages, fields, model, dropParams }) => {
      try {
        encode({ ...toObject(json(fields)), messages: json(messages) }, model, dropParams);
      } catch (error) {
        assert.ok(error instanceof ApiError, String(error));
        assert.equal(error.status, 400);
      }
    }),
    { numRuns: 500 },
  );
});

Deno.test("no null is forwarded: neither of a field nor of a message, part or tool", () => {
  const nulls = (...names: string[]) => fc.dictionary(fc.constantFrom(...names), fc.constant(null));
  const chat = fc.record({
    fields: nulls(...FIELDS),
    message: nulls("name", "cache_control", "tool_calls", "thinking_blocks", "refusal", "audio"),
    part: nulls("cache_control", "citations", "title", "context"),
    tool: nulls("cache_control", "defer_loading", "strict", "new"),
    source: nulls("description", "parameters", "strict"),
  });
  fc.assert(fc.property(chat, fc.boolean(), (drawn, dropParams) => {
    const parts = json([{ ...drawn.part, type: "text", text: "Hi" }, {
      ...drawn.part,
      type: "own",
    }]);
    const tool = { ...drawn.tool, type: "function", function: { ...drawn.source, name: "f" } };
    const { body } = encode(
      {
        ...toObject(json(drawn.fields)),
        tools: json([tool]),
        messages: [{ ...toObject(json(drawn.message)), role: "assistant", content: parts }],
      },
      undefined,
      dropParams,
    );
    assert.ok(!JSON.stringify(body).includes("null"), JSON.stringify(body));
  }));
});

Deno.test("a field that nobody knows arrives as it was sent", () => {
  fc.assert(fc.property(anything.filter((value) => value !== null), (value) => {
    assert.deepEqual(encode({ something_new: json(value) }).body.something_new, json(value));
  }));
});

Deno.test("all text arrives, in its order and with its role", () => {
  const text = fc.string({ minLength: 1 }).filter((value) => value.trim() !== "");
  const content = fc.oneof(
    text,
    fc.array(text.map((value) => ({ type: "text", text: value })), { minLength: 1 }),
  );
  const talk = fc.array(
    fc.record({ role: fc.constantFrom("user", "assistant"), content }),
    { maxLength: 6 },
  );
  fc.assert(fc.property(talk, (drawn) => {
    // The last turn is the user's: a begun answer would lose the white space at its end.
    const messages = [...drawn, { role: "user", content: "Go on." }];
    const sent = messages.flatMap(({ role, content }) =>
      typeof content === "string" ? [[role, content]] : content.map((part) => [role, part.text])
    );
    const turns = JSON.parse(JSON.stringify(encode({ messages: json(messages) }).body.messages));
    const got = turns.flatMap((turn: { role: string; content: { text: string }[] }) =>
      turn.content.map((block) => [turn.role, block.text])
    );
    assert.deepEqual(got, sent);
    const roles = turns.map((turn: { role: string }) => turn.role);
    assert.ok(roles.every((role: string, index: number) => role !== roles[index - 1]));
  }));
});

Deno.test("the decoders throw nothing but the client's errors, whatever the provider sends", () => {
  const block = fc.oneof(
    anything,
    fc.record({
      type: fc.constantFrom("text", "thinking", "tool_use", "redacted_thinking", "new"),
      text: anything,
      input: anything,
      citations: fc.oneof(anything, fc.array(fc.record({ url: anything, source: anything }))),
    }, { requiredKeys: ["type"] }),
  );
  const event = fc.oneof(
    anything,
    fc.record({
      type: fc.constantFrom(
        ...["message_start", "content_block_start", "content_block_delta", "content_block_stop"],
        ...["message_delta", "message_stop", "ping", "error"],
      ),
      index: fc.constantFrom(0, 1, null),
      message: anything,
      content_block: block,
      delta: fc.oneof(
        anything,
        fc.record({
          type: fc.constantFrom(
            "text_delta",
            "thinking_delta",
            "input_json_delta",
            "citations_delta",
          ),
          text: anything,
          thinking: anything,
          partial_json: anything,
          citation: anything,
        }),
      ),
      usage: anything,
    }, { requiredKeys: ["type"] }),
  );
  const name = fc.constantFrom("message", "message", "message", "error");
  const answer = fc.record({ content: fc.array(block), stop_reason: anything, usage: anything });
  fc.assert(fc.property(fc.array(event, { maxLength: 8 }), answer, name, (events, whole, name) => {
    const decoder = anthropicMessages.createStreamDecoder(CONTEXT);
    const tries = [
      () => anthropicMessages.decodeResponse(json(whole), CONTEXT),
      ...events.map((body) => () => decoder.push({ event: name, data: JSON.stringify(body) })),
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
