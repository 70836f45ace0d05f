import assert from "node:assert/strict";
import fc from "fast-check";
import { isParameter, skeletonOf } from "../../../lib/store/payload/skeleton.ts";
import { isUsageKey, isWord } from "../../../lib/store/payload/words.ts";
import { isMarker } from "../../../lib/types/marker.ts";

/** What the skeleton of a payload is. */
const of = (payload: unknown) => JSON.parse(skeletonOf(JSON.stringify(payload)));

/** Members that stand in requests and answers, so that random payloads reach deep into the shapes. */
const KEYS = [
  ...[
    "messages",
    "role",
    "content",
    "type",
    "text",
    "image_url",
    "url",
    "input_audio",
    "data",
    "id",
  ],
  ...["file", "file_data", "source", "media_type", "tool_calls", "function", "arguments", "tools"],
  ...[
    "parameters",
    "description",
    "tool_choice",
    "response_format",
    "json_schema",
    "input",
    "usage",
  ],
  ...[
    "output",
    "summary",
    "choices",
    "message",
    "finish_reason",
    "logprobs",
    "stop",
    "user",
    "prompt",
  ],
  ...["reasoning", "thinking_blocks", "audio", "transcript", "cache_control", "images", "metadata"],
  ...["prompt_tokens", "temperature", "seed", "b64_json", "refusal", "tool_call_id", "call_id"],
  ...[
    "stream_options",
    "service_tier",
    "system",
    "instructions",
    "delta",
    "index",
    "stop_sequence",
  ],
];
const SECRET = "gehéim xyqz";
const leaf = fc.oneof(
  fc.constantFrom(SECRET, `data:image/png;base64,${SECRET}`, `{"a":"${SECRET}"}`, "user", "text"),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constant(null),
);
const { payload } = fc.letrec((tie) => ({
  payload: fc.oneof(
    { maxDepth: 7, withCrossShrink: true },
    leaf,
    fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), fc.constant(SECRET)), tie("payload")),
    fc.array(tie("payload"), { maxLength: 4 }),
  ),
}));

Deno.test("nothing of a content survives in a skeleton, wherever it stands", () => {
  fc.assert(
    fc.property(payload, (value) => {
      const skeleton = skeletonOf(JSON.stringify(value));
      JSON.parse(skeleton);
      assert.ok(!skeleton.includes("geh") && !skeleton.includes("xyqz"), skeleton);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("every string of a skeleton is a marker, a protocol's word or a name", () => {
  const strings = (value: unknown): string[] =>
    typeof value === "string"
      ? [value]
      : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(strings)
      : [];
  fc.assert(fc.property(payload, (value) => {
    const left = strings(of(value)).filter((text) => text !== "" && !isMarker(text));
    assert.deepEqual(left.filter((text) => !isWord(text)), []);
  }));
});

const SKELETONS: [string, unknown, unknown][] = [
  ["a body that is no object", ["x"], "[5 characters]"],
  ["an empty text stays", { prompt: "", stop: null }, { prompt: "", stop: null }],
  ["numbers of tokens are content", { prompt: [1, 2, 3], input: [[1, 2]] }, {
    prompt: "[7 characters]",
    input: ["[5 characters]"],
  }],
  ["a parameter with an unknown word", { reasoning_effort: "colossal", service_tier: "flex" }, {
    reasoning_effort: "[8 characters]",
    service_tier: "flex",
  }],
  ["members that nobody knows become one", { a: 1, b: "two", n: 2 }, {
    n: 2,
    "[not stored]": "[2 members, 17 characters]",
  }],
  ["a person's name, a tool's name", {
    messages: [{ role: "user", name: "ann" }, { role: "tool", name: "look" }],
  }, { messages: [{ role: "user", name: "[3 characters]" }, { role: "tool", name: "look" }] }],
  ["a name with a space is no name", { tools: [{ function: { name: "my tool" } }] }, {
    tools: [{ function: { name: "[7 characters]" } }],
  }],
  ["a file by its type and size", {
    messages: [{
      role: "user",
      content: [{
        type: "input_audio",
        input_audio: { data: `UklGRgAAAABXQVZF${"A".repeat(60)}`, format: "wav" },
      }],
    }],
  }, {
    messages: [{
      role: "user",
      content: [{
        type: "input_audio",
        input_audio: { data: "[audio/wav, 57 bytes]", format: "wav" },
      }],
    }],
  }],
  ["the type of a data URL is no place for words", {
    messages: [{
      role: "user",
      content: [{ type: "image_url", image_url: "data:image/my-secret;base64,AAAA" }],
    }],
  }, {
    messages: [{
      role: "user",
      content: [{ type: "image_url", image_url: "[application/octet-stream, 3 bytes]" }],
    }],
  }],
  ["usage by its counts", {
    usage: {
      prompt_tokens: 3,
      details: [{ modality: "TEXT", tokenCount: 3 }],
      note: "x",
      my_word: 1,
    },
  }, { usage: { prompt_tokens: 3, details: [{ modality: "TEXT", tokenCount: 3 }] } }],
  ["usage by amounts that are written as text, and by nothing else that is", {
    usage: { cost: "0.0123", total_cost: "1.2 USD", cached_tokens: "-3" },
  }, {
    usage: {
      cost: "0.0123",
      total_cost: "[7 characters]",
      cached_tokens: "[2 characters]",
    },
  }],
  ["a member that JavaScript knows", JSON.parse('{"__proto__":{"a":1},"constructor":"x","n":1}'), {
    n: 1,
    "[not stored]": "[2 members, 39 characters]",
  }],
];
for (const [what, value, skeleton] of SKELETONS) {
  Deno.test(`skeleton: ${what}`, () => assert.deepEqual(of(value), skeleton));
}

Deno.test("the skeleton of what is no JSON is its length", () => {
  assert.equal(skeletonOf('{"messages":["secret'), '"[20 characters]"');
});

Deno.test("calls and results keep together by number", () => {
  const call = (id: string) => ({ id, type: "function", function: { name: "f", arguments: "{}" } });
  const { messages } = of({
    messages: [
      { role: "assistant", tool_calls: [call("x"), call("y")] },
      { role: "tool", tool_call_id: "y", content: "2" },
      { role: "tool", tool_call_id: "x", content: "1" },
    ],
  });
  assert.deepEqual(
    messages.slice(1).map((message: { tool_call_id: string }) => message.tool_call_id),
    [
      "[id 2]",
      "[id 1]",
    ],
  );
});

Deno.test("parts nested without end do not break it", () => {
  let content: unknown = "deep";
  for (let depth = 0; depth < 5000; depth++) content = [{ type: "tool_result", content }];
  assert.ok(skeletonOf(JSON.stringify({ messages: [{ role: "user", content }] })).length < 1000);
});

Deno.test("parameters and members of usage objects are known by their names", () => {
  assert.deepEqual(["temperature", "user", "my_own", "toString"].map(isParameter), [
    true,
    true,
    false,
    false,
  ]);
  assert.deepEqual(
    ["prompt_tokens", "thoughtsTokenCount", "ephemeral_5m_input_tokens", "patient", "prompt_of_ann"]
      .map(isUsageKey),
    [true, true, true, false, false],
  );
});
