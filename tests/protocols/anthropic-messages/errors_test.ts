import assert from "node:assert/strict";
import { readError } from "../../../lib/protocols/anthropic-messages/errors.ts";
import { anthropicMessages } from "../../../lib/protocols/anthropic-messages/mod.ts";

const ROWS: readonly [native: string, status: number, type: string, code: string][] = [
  ["invalid_request_error", 400, "invalid_request_error", "bad_request"],
  ["authentication_error", 401, "authentication_error", "invalid_api_key"],
  ["billing_error", 402, "invalid_request_error", "bad_request"],
  ["permission_error", 403, "permission_denied", "permission_denied"],
  ["not_found_error", 404, "invalid_request_error", "model_not_found"],
  ["request_too_large", 413, "invalid_request_error", "bad_request"],
  ["rate_limit_error", 429, "rate_limit_error", "rate_limit_exceeded"],
  ["timeout_error", 504, "timeout_error", "request_timeout"],
  ["api_error", 503, "service_unavailable", "service_unavailable"],
  ["overloaded_error", 503, "service_unavailable", "service_unavailable"],
  ["something_new", 500, "api_error", "internal_error"],
];

for (const [native, status, type, code] of ROWS) {
  Deno.test(`${native} reaches the client as ${status} ${code}`, () => {
    const error = readError({ type: "error", error: { type: native, message: "Why." } });
    assert.deepEqual(
      [error?.status, error?.type, error?.code, error?.message],
      [status, type, code, "Why."],
    );
  });
}

Deno.test("the sentence is found in every shape in which it comes", () => {
  const { errorMessage } = anthropicMessages;
  assert.equal(errorMessage({ type: "error", error: { message: "One." } }), "One.");
  assert.equal(errorMessage({ error: "Two." }), "Two.");
  assert.equal(errorMessage({ message: "Three." }), "Three.");
  for (const none of [null, "text", [], {}, { error: {} }, { message: "" }]) {
    assert.equal(errorMessage(none), null);
  }
});

Deno.test("an error that is a bare sentence, or known by its event's name alone, is one", () => {
  const sentence = readError({ error: "No credit." });
  assert.deepEqual([sentence?.status, sentence?.message], [500, "No credit."]);
  const named = readError({ type: "overloaded_error", message: "Too busy." }, true);
  assert.deepEqual([named?.status, named?.message], [503, "Too busy."]);
  assert.match(readError(null, true)?.message ?? "", /without a message/);
});

Deno.test("an answer that is no error is none", () => {
  assert.equal(readError({ type: "message", content: [] }), null);
  assert.equal(readError({ error: null }), null);
  assert.equal(readError({ error: "" }), null);
  assert.equal(readError("text"), null);
  assert.match(readError({ type: "error" })?.message ?? "", /without a message/);
});
