import assert from "node:assert/strict";
import { ApiError } from "../../../lib/http/error.ts";
import type { JsonObject } from "../../../lib/types/json.ts";
import { encode, settingsOf } from "./fixtures.ts";

const SCHEMA = { type: "object", properties: { a: { type: "string" } }, required: ["a"] };

const SETTINGS: [fields: JsonObject, expected: JsonObject][] = [
  [{ max_tokens: 5 }, { maxOutputTokens: 5 }],
  [{ max_completion_tokens: 6 }, { maxOutputTokens: 6 }],
  [{ max_tokens: 5, max_completion_tokens: 6 }, { maxOutputTokens: 6 }],
  [{ max_completion_tokens: 6, max_tokens: 5 }, { maxOutputTokens: 6 }],
  [
    { temperature: 0, top_p: 0.5, top_k: 3, seed: 7 },
    { temperature: 0, topP: 0.5, topK: 3, seed: 7 },
  ],
  [
    { presence_penalty: 0.1, frequency_penalty: -0.2 },
    { presencePenalty: 0.1, frequencyPenalty: -0.2 },
  ],
  [{ stop: "END" }, { stopSequences: ["END"] }],
  [{ stop: ["a", "b"] }, { stopSequences: ["a", "b"] }],
  [{ stop: [] }, {}],
  [{ n: 3 }, { candidateCount: 3 }],
  [{ n: 1 }, {}],
  [{ logprobs: true, top_logprobs: 0 }, { responseLogprobs: true, logprobs: 0 }],
  [{ logprobs: false }, {}],
  [{ response_format: { type: "text" } }, {}],
  [{ response_format: { type: "json_object" } }, { responseMimeType: "application/json" }],
  [
    { response_format: { type: "json_schema", json_schema: { name: "x", schema: SCHEMA } } },
    { responseMimeType: "application/json", responseJsonSchema: SCHEMA },
  ],
  [
    { response_format: { type: "json_object", response_schema: SCHEMA } },
    { responseMimeType: "application/json", responseJsonSchema: SCHEMA },
  ],
  [{ modalities: ["text", "image"] }, { responseModalities: ["TEXT", "IMAGE"] }],
  [
    { modalities: ["audio"], audio: { voice: "Kore", format: "pcm16" } },
    {
      responseModalities: ["AUDIO"],
      speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: "Kore" } } },
    },
  ],
  [{ imageConfig: { aspectRatio: "1:1" } }, { imageConfig: { aspectRatio: "1:1" } }],
  [
    { temperature: 1, generationConfig: { temperature: 0.2, mediaResolution: null } },
    { temperature: 0.2 },
  ],
];

Deno.test("sampling, length and format become the generationConfig", () => {
  for (const [fields, expected] of SETTINGS) {
    assert.deepEqual(settingsOf(fields), expected, JSON.stringify(fields));
  }
});

Deno.test("a plain request has contents and nothing else", () => {
  const { body, dropped } = encode({ stream: true, stream_options: { include_usage: true } });
  assert.deepEqual(body, { contents: [{ role: "user", parts: [{ text: "Hi" }] }] });
  assert.deepEqual(dropped, []);
});

Deno.test("Gemini's own fields and unknown ones go through", () => {
  const { body } = encode({
    safety_settings: [{ category: "HARM_CATEGORY_HARASSMENT", threshold: "BLOCK_NONE" }],
    cached_content: "cachedContents/x",
    labels: { team: "a" },
    extra_body: { google: { a_new_field: 1, empty: null } },
  });
  assert.deepEqual(body, {
    contents: [{ role: "user", parts: [{ text: "Hi" }] }],
    safetySettings: [{ category: "HARM_CATEGORY_HARASSMENT", threshold: "BLOCK_NONE" }],
    cachedContent: "cachedContents/x",
    labels: { team: "a" },
    a_new_field: 1,
  });
});

Deno.test("a tool choice joins the toolConfig that the client brings", () => {
  const { body } = encode({
    tool_choice: "required",
    toolConfig: { includeServerSideToolInvocations: true },
  });
  assert.deepEqual(body.toolConfig, {
    functionCallingConfig: { mode: "ANY" },
    includeServerSideToolInvocations: true,
  });
});

Deno.test("null means that the field was not sent", () => {
  const fields = {
    temperature: null,
    stop: null,
    tools: null,
    tool_choice: null,
    response_format: null,
    logit_bias: null,
    reasoning_effort: null,
    foo: null,
  };
  assert.deepEqual(encode(fields).body, encode({}).body);
});

Deno.test("service tiers that Gemini sells go through, its ordinary one needs no word", () => {
  assert.equal(encode({ service_tier: "flex" }).body.serviceTier, "flex");
  assert.equal(encode({ service_tier: "auto" }).body.serviceTier, undefined);
  assert.throws(() => encode({ service_tier: "scale" }), ApiError);
});

const INEXPRESSIBLE: [fields: JsonObject, param: string][] = [
  [{ logit_bias: { "1": 5 } }, "logit_bias"],
  [{ prediction: { type: "content", content: "x" } }, "prediction"],
  [{ verbosity: "low" }, "verbosity"],
  [{ functions: [{ name: "x" }] }, "functions"],
  [{ function_call: "auto" }, "function_call"],
  [{ parallel_tool_calls: false }, "parallel_tool_calls"],
  [{ response_format: { type: "grammar" } }, "response_format"],
  [{ tool_choice: "sometimes" }, "tool_choice"],
  [{ audio: { voice: "Kore", format: "mp3" } }, "audio.format"],
  [{ contents: [] }, "contents"],
];

Deno.test("what Gemini cannot express is a 400 that names the field", () => {
  for (const [fields, param] of INEXPRESSIBLE) {
    assert.throws(
      () => encode(fields),
      (error) => error instanceof ApiError && error.status === 400 && error.param === param,
      param,
    );
  }
});

Deno.test("with dropped parameters the same fields are left out and named", () => {
  for (const [fields, param] of INEXPRESSIBLE) {
    const { body, dropped } = encode(fields, undefined, true);
    assert.deepEqual(dropped, [param]);
    assert.deepEqual(body.contents, [{ role: "user", parts: [{ text: "Hi" }] }]);
    assert.ok(!(param in body) || param === "contents");
  }
});

Deno.test("hints for OpenAI's own books are left out without an error, and named", () => {
  const { body, dropped } = encode({ user: "u", store: true, metadata: {}, prompt_cache_key: "k" });
  assert.deepEqual(Object.keys(body), ["contents"]);
  assert.deepEqual(dropped, ["user", "store", "metadata", "prompt_cache_key"]);
});

Deno.test("options of the web search that Gemini lacks are named", () => {
  const { body, dropped } = encode({ web_search_options: { search_context_size: "low" } });
  assert.deepEqual(body.tools, [{ googleSearch: {} }]);
  assert.deepEqual(dropped, ["web_search_options.search_context_size"]);
});

Deno.test("fields of the wrong shape are a 400 that names them", () => {
  const cases: [fields: JsonObject, param: string][] = [
    [{ top_logprobs: 2 }, "top_logprobs"],
    [{ generationConfig: 7 }, "generationConfig"],
    [{ toolConfig: [] }, "toolConfig"],
    [{ tools: {} }, "tools"],
    [{ response_format: { type: "json_schema" } }, "response_format"],
  ];
  for (const [fields, param] of cases) {
    assert.throws(
      () => encode(fields, undefined, true),
      (error) => error instanceof ApiError && error.status === 400 && error.param === param,
      param,
    );
  }
});
