import assert from "node:assert/strict";
import { errorMessage, readError } from "../../../lib/protocols/gemini/errors.ts";
import { explainFinish, finishReason } from "../../../lib/protocols/gemini/finish.ts";
import { createCallIds } from "../../../lib/protocols/gemini/ids.ts";

const STATUSES: [code: number, status: number, type: string, code: string][] = [
  [400, 400, "invalid_request_error", "bad_request"],
  [401, 401, "authentication_error", "invalid_api_key"],
  [403, 403, "permission_denied", "permission_denied"],
  [404, 404, "invalid_request_error", "model_not_found"],
  [429, 429, "rate_limit_error", "rate_limit_exceeded"],
  [500, 503, "service_unavailable", "service_unavailable"],
  [503, 503, "service_unavailable", "service_unavailable"],
  [504, 504, "timeout_error", "request_timeout"],
  [302, 500, "api_error", "internal_error"],
];

Deno.test("readError() maps the provider's codes as the contract says", () => {
  for (const [native, status, type, code] of STATUSES) {
    const error = readError({ error: { code: native, message: "Because." } });
    assert.deepEqual(
      [error?.status, error?.type, error?.code, error?.message],
      [status, type, code, "Because."],
    );
  }
});

Deno.test("readError() knows a bad key among the bad requests", () => {
  const details = [{ reason: "API_KEY_INVALID" }];
  assert.equal(readError({ error: { code: 400, message: "No.", details } })?.status, 401);
});

Deno.test("readError() tells how long to wait, in whole seconds", () => {
  const details = [{ "@type": "RetryInfo", retryDelay: "33.2s" }];
  assert.equal(readError({ error: { code: 429, message: "No.", details } })?.retryAfter, 34);
  assert.equal(readError({ error: { code: 429, message: "No." } })?.retryAfter, undefined);
});

Deno.test("readError() is null for an answer, and has a sentence for an error without one", () => {
  for (const body of [null, 7, [], {}, { candidates: [] }, { error: "x" }]) {
    assert.equal(readError(body), null);
  }
  assert.ok((readError({ error: {} })?.message ?? "").length > 0);
});

Deno.test("errorMessage() finds the provider's sentence, also in a list", () => {
  const body = { error: { code: 404, message: "No such model." } };
  assert.equal(errorMessage(body), "No such model.");
  assert.equal(errorMessage([body]), "No such model.");
  for (const other of [null, "x", {}, { error: {} }]) assert.equal(errorMessage(other), null);
});

Deno.test("finishReason() says every end in OpenAI's words", () => {
  const ends: [native: string, hasCalls: boolean, reason: string][] = [
    ["STOP", false, "stop"],
    ["STOP", true, "tool_calls"],
    ["MAX_TOKENS", true, "length"],
    ["SAFETY", false, "content_filter"],
    ["RECITATION", false, "content_filter"],
    ["PROHIBITED_CONTENT", false, "content_filter"],
    ["IMAGE_SAFETY", false, "content_filter"],
    ["MALFORMED_FUNCTION_CALL", false, "stop"],
    ["OTHER", false, "stop"],
    ["toString", false, "stop"],
  ];
  for (const [native, hasCalls, reason] of ends) {
    assert.equal(finishReason(native, hasCalls), reason, native);
  }
});

Deno.test("explainFinish() explains every end but the ordinary ones", () => {
  assert.deepEqual(explainFinish("STOP", "Model generated function call(s)."), {});
  assert.deepEqual(explainFinish("MAX_TOKENS", undefined), {});
  assert.deepEqual(explainFinish("MALFORMED_FUNCTION_CALL", "Bad call."), {
    native_finish_reason: "MALFORMED_FUNCTION_CALL",
    finish_message: "Bad call.",
  });
});

Deno.test("createCallIds() keeps the provider's ids and never gives one twice", () => {
  const ids = createCallIds("chatcmpl-0123456789abcdef0123456789abcdef");
  const given = ["x", undefined, "x", "", null, "y"].map(ids);
  assert.equal(given[0], "x");
  assert.equal(given[5], "y");
  assert.equal(new Set(given).size, given.length);
  const other = createCallIds("chatcmpl-ffffffffffffffffffffffffffffffff")(undefined);
  assert.notEqual(other, given[1]);
  assert.equal(createCallIds("s")(undefined), createCallIds("s")(undefined));
});
