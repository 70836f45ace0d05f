import assert from "node:assert/strict";
import { ApiError } from "../../../lib/http/error.ts";
import { gemini } from "../../../lib/protocols/gemini/mod.ts";
import type { JsonObject, JsonValue } from "../../../lib/types/json.ts";
import { CONTEXT, jsonFixture } from "./fixtures.ts";

const decode = (body: JsonValue) => gemini.decodeResponse(body, CONTEXT);

const candidate = (fields: JsonObject) => decode({ candidates: [fields] }).completion.choices[0];

const parts = (...list: JsonObject[]) =>
  candidate({ content: { parts: list }, finishReason: "STOP" });

Deno.test("an answer becomes a completion with thoughts, signature and usage", () => {
  const { completion, usage } = decode(jsonFixture("answer"));
  const { usage: counted, ...rest } = completion;
  assert.deepEqual(rest, {
    id: "resp-fog",
    object: "chat.completion",
    created: CONTEXT.created,
    model: "gemini-3-flash-preview",
    choices: [{
      index: 0,
      message: {
        role: "assistant",
        content: "Fog is grey, mostly.",
        reasoning_content: "The user wants a colour. Grey fits fog.",
        extra_content: { google: { thought_signature: "c2lnLXRleHQ=" } },
      },
      finish_reason: "stop",
    }],
  });
  assert.equal(usage?.cacheRead, 16);
  assert.equal(counted?.prompt_tokens, 45);
  assert.equal(counted?.completion_tokens, 17);
  assert.equal(counted?.total_tokens, 62);
});

Deno.test("calls come with ids of their own, arguments as text and their signature", () => {
  const { completion } = decode(jsonFixture("calls"));
  const [choice] = completion.choices;
  assert.equal(choice?.finish_reason, "tool_calls");
  assert.equal(choice?.message.content, null);
  const calls = choice?.message.tool_calls ?? [];
  assert.deepEqual(calls.map((call) => [call.function.name, call.function.arguments]), [
    ["tide", '{"harbour":"Husum","days":2}'],
    ["tide", '{"harbour":"Büsum"}'],
    ["clock", "{}"],
  ]);
  assert.deepEqual(calls[0]?.extra_content, { google: { thought_signature: "c2lnLWNhbGw=" } });
  assert.equal(calls[1]?.id, "fc-7");
  assert.equal(new Set(calls.map((call) => call.id)).size, 3);
  assert.ok(calls.every((call) => call.id.length > 0 && call.id.length <= 40));
  assert.equal(completion.id, CONTEXT.id);
});

Deno.test("a blocked prompt is an empty answer that the filter ended", () => {
  const { completion, usage } = decode(jsonFixture("blocked"));
  assert.deepEqual(completion.choices, [{
    index: 0,
    message: {
      role: "assistant",
      content: "",
      provider_specific_fields: {
        native_finish_reason: "PROHIBITED_CONTENT",
        finish_message: "The prompt was not accepted.",
      },
    },
    finish_reason: "content_filter",
  }]);
  assert.equal(usage?.input, 9);
});

Deno.test("sources become annotations, searches are counted", () => {
  const { completion, usage } = decode(jsonFixture("grounded"));
  const annotations = completion.choices[0]?.message.annotations ?? [];
  const text = completion.choices[0]?.message.content ?? "";
  assert.deepEqual(
    annotations.map((annotation) => JSON.parse(JSON.stringify(annotation)).url_citation)
      .map((cited) => [text.slice(cited.start_index, cited.end_index), cited.url]),
    [
      ["Sylt gehört zu Nordfriesland.", "https://example.org/sylt"],
      ["Die Fähre fährt täglich.", "https://example.org/sylt"],
      ["Die Fähre fährt täglich.", "https://example.org/faehre"],
    ],
  );
  assert.equal(usage?.webSearches, 1);
});

Deno.test("an answer that the filter cut is told apart from one that ended", () => {
  const choice = candidate({ finishReason: "SAFETY", finishMessage: "Stopped." });
  assert.equal(choice?.finish_reason, "content_filter");
  assert.equal(choice?.message.content, "");
  assert.deepEqual(choice?.message.provider_specific_fields, {
    native_finish_reason: "SAFETY",
    finish_message: "Stopped.",
  });
});

Deno.test("code that the provider ran is no text, and is kept apart", () => {
  const code = { executableCode: { language: "PYTHON", code: "print(6*7)" } };
  const result = { codeExecutionResult: { outcome: "OUTCOME_OK", output: "42\n" } };
  const choice = parts({ text: "I reckon. " }, code, result, { text: "It is 42." });
  assert.equal(choice?.message.content, "I reckon. It is 42.");
  assert.deepEqual(choice?.message.provider_specific_fields, { parts: [code, result] });
});

Deno.test("pictures and sound come in the fields that clients know", () => {
  const choice = parts(
    { text: "Look:" },
    { inlineData: { mimeType: "image/png", data: "ZHJhZnQ=" }, thought: true },
    { inlineData: { mimeType: "image/png", data: "aWNvbg==" } },
    { inlineData: { mimeType: "audio/L16;rate=24000", data: "AAA=" } },
    { inlineData: { mimeType: "video/mp4", data: "BBB=" } },
  );
  assert.deepEqual(choice?.message.images, [
    { type: "image_url", image_url: { url: "data:image/png;base64,aWNvbg==" } },
  ]);
  assert.deepEqual(choice?.message.audio, { id: CONTEXT.id, data: "AAA=" });
  assert.deepEqual(choice?.message.provider_specific_fields, {
    parts: [{ inlineData: { mimeType: "video/mp4", data: "BBB=" } }],
  });
});

Deno.test("several candidates are several choices", () => {
  const { completion } = decode({
    candidates: [
      { content: { parts: [{ text: "b" }] }, index: 1, finishReason: "MAX_TOKENS" },
      { content: { parts: [{ text: "a" }] }, index: 0, finishReason: "STOP" },
    ],
  });
  assert.deepEqual(
    completion.choices.map((
      choice,
    ) => [choice.index, choice.message.content, choice.finish_reason]),
    [[1, "b", "length"], [0, "a", "stop"]],
  );
});

Deno.test("log probabilities come in OpenAI's shape", () => {
  const choice = candidate({
    content: { parts: [{ text: "né" }] },
    finishReason: "STOP",
    logprobsResult: {
      chosenCandidates: [{ token: "né", tokenId: 4, logProbability: -0.5 }, { token: "." }],
      topCandidates: [{ candidates: [{ token: "né", logProbability: -0.5 }, { token: "no" }] }],
    },
  });
  assert.deepEqual(choice?.logprobs, {
    content: [
      {
        token: "né",
        logprob: -0.5,
        bytes: [110, 195, 169],
        top_logprobs: [
          { token: "né", logprob: -0.5, bytes: [110, 195, 169] },
          { token: "no", logprob: 0, bytes: [110, 111] },
        ],
      },
      { token: ".", logprob: 0, bytes: [46], top_logprobs: [] },
    ],
    refusal: null,
  });
});

Deno.test("an answer that is none is a 502, an error in its place is the provider's", () => {
  for (const body of [null, 7, "x", [], {}, { candidates: [] }, { candidates: [7] }]) {
    assert.throws(
      () => decode(body),
      (error) => error instanceof ApiError && error.status === 502,
    );
  }
  assert.throws(
    () => decode({ error: { code: 429, message: "Slow down." } }),
    (error) => error instanceof ApiError && error.status === 429 && error.message === "Slow down.",
  );
});

Deno.test("what an answer brings goes back with the next request", () => {
  for (const name of ["answer", "calls"]) {
    const { completion } = decode(jsonFixture(name));
    const message = completion.choices[0]?.message ?? { role: "assistant", content: "" };
    const { body } = gemini.encodeRequest(
      { model: "alias", messages: [{ role: "user", content: "Hi" }, message] },
      { model: "gemini-3-flash-preview", dropParams: false },
    );
    const sent = JSON.stringify(body);
    assert.ok(
      sent.includes(`"thoughtSignature":"${name === "answer" ? "c2lnLXRleHQ=" : "c2lnLWNhbGw="}"`),
    );
    assert.ok(!sent.includes("skip_thought_signature_validator"));
  }
});
