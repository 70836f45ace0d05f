import assert from "node:assert/strict";
import { ApiError } from "../../../lib/http/error.ts";
import type { JsonValue } from "../../../lib/types/json.ts";
import { encode } from "./fixtures.ts";

const call = (id: string, name: string, args = "{}") => ({
  id,
  type: "function",
  function: { name, arguments: args },
});

function contentsOf(messages: JsonValue, model?: string): JsonValue[] {
  const { contents } = encode({ messages }, model).body;
  assert.ok(Array.isArray(contents));
  return contents;
}

Deno.test("system and developer messages of any position become the system instruction", () => {
  const { body } = encode({
    messages: [
      { role: "system", content: "Be brief." },
      { role: "user", content: "Hi" },
      { role: "developer", content: [{ type: "text", text: "Be kind." }] },
    ],
  });
  assert.deepEqual(body.systemInstruction, {
    parts: [{ text: "Be brief." }, { text: "Be kind." }],
  });
  assert.deepEqual(body.contents, [{ role: "user", parts: [{ text: "Hi" }] }]);
});

Deno.test("system messages alone are sent as the user's, since Gemini wants contents", () => {
  const { body } = encode({ messages: [{ role: "system", content: "Say hi." }] });
  assert.deepEqual(body.contents, [{ role: "user", parts: [{ text: "Say hi." }] }]);
  assert.equal(body.systemInstruction, undefined);
});

Deno.test("messages of one role that follow each other share a turn", () => {
  assert.deepEqual(
    contentsOf([
      { role: "user", content: "one" },
      { role: "user", content: [{ type: "text", text: "two" }] },
      { role: "assistant", content: "three" },
      { role: "assistant", content: "" },
      { role: "user", content: "four" },
    ]),
    [
      { role: "user", parts: [{ text: "one" }, { text: "two" }] },
      { role: "model", parts: [{ text: "three" }] },
      { role: "user", parts: [{ text: "four" }] },
    ],
  );
});

Deno.test("the results of parallel calls share a turn, named after their calls", () => {
  assert.deepEqual(
    contentsOf([
      { role: "user", content: "Tides?" },
      {
        role: "assistant",
        content: "Asking.",
        tool_calls: [call("a", "tide", '{"harbour":"Wyk"}'), call("b", "clock")],
      },
      { role: "tool", tool_call_id: "b", content: "12:00" },
      { role: "tool", tool_call_id: "a", content: '{"high":["03:10","15:40"]}' },
      { role: "user", content: "Thanks" },
    ]).slice(1),
    [
      {
        role: "model",
        parts: [
          { text: "Asking." },
          { functionCall: { id: "a", name: "tide", args: { harbour: "Wyk" } } },
          { functionCall: { id: "b", name: "clock", args: {} } },
        ],
      },
      {
        role: "user",
        parts: [
          { functionResponse: { id: "b", name: "clock", response: { result: "12:00" } } },
          {
            functionResponse: { id: "a", name: "tide", response: { high: ["03:10", "15:40"] } },
          },
        ],
      },
      { role: "user", parts: [{ text: "Thanks" }] },
    ],
  );
});

const PICTURE = "data:image/png;base64,aWNvbg==";

function withResult(content: JsonValue, model: string): JsonValue | undefined {
  return contentsOf([
    { role: "user", content: "Look" },
    { role: "assistant", content: null, tool_calls: [call("a", "camera")] },
    { role: "tool", tool_call_id: "a", content },
  ], model).at(-1);
}

Deno.test("a picture in a tool result stands inside of it for generation 3, beside it before", () => {
  const content = [{ type: "text", text: "seen" }, { type: "image_url", image_url: PICTURE }];
  const inlineData = { mimeType: "image/png", data: "aWNvbg==" };
  const response = { result: "seen" };
  assert.deepEqual(withResult(content, "gemini-3-flash-preview"), {
    role: "user",
    parts: [{ functionResponse: { id: "a", name: "camera", response, parts: [{ inlineData }] } }],
  });
  assert.deepEqual(withResult(content, "gemini-2.5-flash"), {
    role: "user",
    parts: [{ functionResponse: { id: "a", name: "camera", response } }, { inlineData }],
  });
});

Deno.test("a tool result stays exact: other text than objects, and long numbers, as text", () => {
  const texts = ["[1,2]", "plain", '{"broken', '{"id":12345678901234567890}', ""];
  for (const text of texts) {
    assert.deepEqual(withResult(text, "gemini-2.5-flash"), {
      role: "user",
      parts: [{ functionResponse: { id: "a", name: "camera", response: { result: text } } }],
    });
  }
});

Deno.test("a tool result without a known call takes the name that it brings, or is a 400", () => {
  const messages = [
    { role: "user", content: "x" },
    { role: "tool", tool_call_id: "gone", content: "1", name: "clock" },
  ];
  assert.deepEqual(contentsOf(messages).at(-1), {
    role: "user",
    parts: [{ functionResponse: { id: "gone", name: "clock", response: { result: "1" } } }],
  });
  assert.throws(
    () => contentsOf([{ role: "tool", tool_call_id: "gone", content: "1" }]),
    (error) => error instanceof ApiError && error.param === "messages[0].tool_call_id",
  );
});

Deno.test("names of participants and cache hints are left out and told", () => {
  const { dropped } = encode({
    messages: [{ role: "user", name: "Ida", content: "x", cache_control: { type: "ephemeral" } }],
  });
  assert.deepEqual(dropped, ["messages[0].cache_control", "messages[0].name"]);
});

Deno.test("messages that cannot be read are a 400 that names them", () => {
  const cases: [messages: JsonValue, param: string][] = [
    ["hello", "messages"],
    [[], "messages"],
    [[{ role: "user", content: "" }], "messages"],
    [[7], "messages[0].role"],
    [[{ role: "constructor", content: "x" }], "messages[0].role"],
    [[{ role: "user", content: 7 }], "messages[0].content"],
  ];
  for (const [messages, param] of cases) {
    assert.throws(
      () => contentsOf(messages),
      (error) => error instanceof ApiError && error.status === 400 && error.param === param,
      param,
    );
  }
});
