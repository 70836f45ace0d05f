import assert from "node:assert/strict";
import { ApiError } from "../../../lib/http/error.ts";
import { anthropicMessages } from "../../../lib/protocols/anthropic-messages/mod.ts";
import type { JsonObject, JsonValue } from "../../../lib/types/json.ts";
import { CONTEXT, jsonFixture } from "./fixtures.ts";

const decode = (body: JsonValue) => anthropicMessages.decodeResponse(body, CONTEXT);
const ended = (fields: JsonObject) =>
  decode({ content: [{ type: "text", text: "a" }], ...fields }).completion.choices[0];

Deno.test("an answer with thoughts, text, a search and citations becomes a completion", () => {
  const { completion } = decode(jsonFixture("answer"));
  assert.equal(completion.id, "msg_harbour_1");
  assert.equal(completion.object, "chat.completion");
  assert.equal(completion.created, CONTEXT.created);
  assert.equal(completion.model, "claude-sonnet-4-5-20250929");
  assert.deepEqual(completion.choices, [{
    index: 0,
    message: {
      role: "assistant",
      content: "High water is at 14:20.",
      refusal: null,
      reasoning_content: "Tide tables first.",
      thinking_blocks: [
        { type: "thinking", thinking: "Tide tables first.", signature: "c2lnLXRpZGU=" },
        { type: "redacted_thinking", data: "b3BhcXVl" },
      ],
      annotations: [
        {
          type: "url_citation",
          url_citation: {
            start_index: 17,
            end_index: 23,
            url: "https://tides.example/husum",
            title: "Tides of Husum",
            cited_text: "HW 14:20",
          },
        },
        {
          type: "file_citation",
          file_citation: {
            start_index: 17,
            end_index: 23,
            filename: "almanac.txt",
            quote: "high water 14:20",
            document_index: 0,
            start_char_index: 3,
            end_char_index: 19,
            location: "char_location",
          },
        },
      ],
    },
    finish_reason: "stop",
    logprobs: null,
  }]);
});

Deno.test("usage comes in OpenAI's shape and in our buckets", () => {
  const { completion, usage } = decode(jsonFixture("answer"));
  assert.deepEqual(completion.usage, {
    prompt_tokens: 170,
    completion_tokens: 25,
    total_tokens: 195,
    prompt_tokens_details: { cached_tokens: 100, cache_creation_tokens: 30 },
    completion_tokens_details: { reasoning_tokens: 7 },
  });
  assert.equal(usage?.webSearches, 1);
});

Deno.test("calls come in order, with {} where a call has no input", () => {
  const { completion } = decode(jsonFixture("calls"));
  const [choice] = completion.choices;
  assert.equal(choice?.finish_reason, "tool_calls");
  assert.equal(choice?.message.content, null);
  assert.deepEqual(choice?.message.tool_calls, [
    { id: "toolu_a", type: "function", function: { name: "tide", arguments: '{"harbour":"Wyk"}' } },
    { id: "toolu_b", type: "function", function: { name: "clock", arguments: "{}" } },
  ]);
});

const REASONS: readonly [native: JsonValue, reason: string][] = [
  ["end_turn", "stop"],
  ["stop_sequence", "stop"],
  ["pause_turn", "stop"],
  ["max_tokens", "length"],
  ["model_context_window_exceeded", "length"],
  ["tool_use", "tool_calls"],
  ["refusal", "content_filter"],
  ["something_new", "stop"],
  [null, "stop"],
];

for (const [native, reason] of REASONS) {
  Deno.test(`the stop reason ${native} becomes ${reason}`, () => {
    assert.equal(ended({ stop_reason: native })?.finish_reason, reason);
  });
}

Deno.test("what OpenAI's finish reason does not say stands beside it", () => {
  assert.deepEqual(
    ended({ stop_reason: "stop_sequence", stop_sequence: "END" })?.message.provider_specific_fields,
    { stop_reason: "stop_sequence", stop_sequence: "END" },
  );
  const details = { type: "refusal", category: "cyber", explanation: "This was blocked." };
  const refused = ended({ content: [], stop_reason: "refusal", stop_details: details });
  assert.equal(refused?.message.content, null);
  assert.equal(refused?.message.refusal, "This was blocked.");
  assert.deepEqual(refused?.message.provider_specific_fields, {
    stop_reason: "refusal",
    stop_details: details,
  });
  assert.ok(!("provider_specific_fields" in (ended({ stop_reason: "end_turn" })?.message ?? {})));
});

Deno.test("an answer without id, model or usage takes them from the exchange", () => {
  const { completion, usage } = decode({ content: [] });
  assert.equal(completion.id, CONTEXT.id);
  assert.equal(completion.model, CONTEXT.model);
  assert.equal(completion.choices[0]?.message.content, "");
  assert.ok(!("usage" in completion));
  assert.equal(usage, null);
});

Deno.test("an error in place of an answer is the client's error", () => {
  const body = { type: "error", error: { type: "rate_limit_error", message: "Slow down." } };
  assert.throws(
    () => decode(body),
    (error) => error instanceof ApiError && error.status === 429 && error.message === "Slow down.",
  );
});

for (const body of [null, [], "text", { content: "text" }, { choices: [] }]) {
  Deno.test(`${JSON.stringify(body)} is no answer: a 502`, () => {
    assert.throws(
      () => decode(body),
      (error) => error instanceof ApiError && error.status === 502,
    );
  });
}
