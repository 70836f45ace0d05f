import assert from "node:assert/strict";
import { errorMessage, reportedError } from "../../../lib/protocols/openai-chat/errors.ts";
import type { JsonObject, JsonValue } from "../../../lib/types/json.ts";

const MESSAGES: [string, JsonValue, string | null][] = [
  ["OpenAI's", { error: { message: "no", type: "x", code: null } }, "no"],
  ["a bare string's", { error: "no" }, "no"],
  ["Mistral's", { object: "error", message: "no", type: "x" }, "no"],
  ["Mistral's validation", { object: "error", message: { detail: [{ msg: "no" }] } }, "no"],
  ["FastAPI's", { detail: "no" }, "no"],
  ["FastAPI's list's", { detail: [{ loc: ["body"], msg: "no" }] }, "no"],
  ["an array's", [{ error: { code: 400, message: "no" } }], "no"],
  ["a nameless one's", { code: 3 }, null],
  ["an empty one's", { error: { message: "" } }, null],
  ["an empty list's", [], null],
  ["a number's", 5, null],
];

for (const [what, body, expected] of MESSAGES) {
  Deno.test(`errorMessage() finds ${what} sentence`, () => {
    assert.equal(errorMessage(body), expected);
  });
}

const REPORTS: [string, JsonObject, string, { message: string; status: number } | null][] = [
  ["no error in a chunk", { choices: [], error: null }, "message", null],
  ["a numeric code", { error: { message: "m", code: 429 } }, "message", {
    message: "m",
    status: 429,
  }],
  ["Groq's status_code", { error: { message: "m", status_code: 400 } }, "error", {
    message: "m",
    status: 400,
  }],
  ["a word as code", { error: { message: "m", code: "rate_limit_exceeded" } }, "message", {
    message: "m",
    status: 429,
  }],
  ["a word as type", { error: { message: "m", type: "overloaded_error" } }, "message", {
    message: "m",
    status: 529,
  }],
  ["vLLM's", { object: "error", message: "m", code: 404 }, "message", {
    message: "m",
    status: 404,
  }],
  ["an error event", { message: "m" }, "error", { message: "m", status: 500 }],
  ["a string", { error: "m" }, "message", { message: "m", status: 500 }],
];

for (const [what, body, event, expected] of REPORTS) {
  Deno.test(`reportedError() reads ${what}`, () => {
    assert.deepEqual(reportedError(body, event), expected);
  });
}

Deno.test("reportedError() has a sentence even when the provider has none", () => {
  assert.match(reportedError({ error: {} })?.message ?? "", /without a message/);
});
