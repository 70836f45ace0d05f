import assert from "node:assert/strict";
import { MAX_BODY_BYTES, readBody, readJson } from "../../lib/http/body.ts";
import { ApiError } from "../../lib/http/error.ts";
import { problemOf, problemResponse } from "../../lib/http/problem.ts";

const post = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request("http://127.0.0.1/", { method: "POST", body, headers });
const streamOf = (length: number) => new Blob([new Uint8Array(length)]).stream();

Deno.test("a body is read whole, with and without an announced length", async () => {
  for (const headers of [{}, { "content-length": "3" }] as Record<string, string>[]) {
    assert.deepEqual([...await readBody(post("abc", headers))], [97, 98, 99]);
  }
  assert.equal((await readBody(post(null))).length, 0);
});

Deno.test("a body may be as large as the limit and not a byte larger", async () => {
  assert.equal((await readBody(post(streamOf(MAX_BODY_BYTES)))).length, MAX_BODY_BYTES);
  await assert.rejects(readBody(post(streamOf(MAX_BODY_BYTES + 1))), { status: 413 });
});

Deno.test("a compressed body is refused by its name", async () => {
  await assert.rejects(readBody(post("abc", { "content-encoding": "gzip" })), {
    status: 400,
    message: /compressed \(gzip\)/,
  });
});

Deno.test("JSON is read; what is none is 400 invalid_json", async () => {
  assert.deepEqual(await readJson(post(`{"a":[1]}`)), { a: [1] });
  for (const body of ["", "{", new Uint8Array([34, 255, 34])]) {
    await assert.rejects(readJson(post(body)), { status: 400, code: "invalid_json" });
  }
});

Deno.test("what nobody foresaw is a 500 that tells nothing of itself", async () => {
  const response = problemResponse(problemOf(new Error("secret path")));
  assert.equal(response.status, 500);
  const { error } = await response.json();
  assert.deepEqual([error.type, error.code, error.param], ["api_error", "internal_error", null]);
  assert.ok(!error.message.includes("secret"));
});

Deno.test("an error's wait is sent in whole seconds, rounded up", () => {
  const facts = { status: 429, type: "t", code: "c" };
  const wait = (retryAfter: number) =>
    problemResponse(new ApiError("m", { ...facts, retryAfter })).headers.get("retry-after");
  assert.deepEqual([wait(0), wait(0.2), wait(3)], ["0", "1", "3"]);
  assert.equal(problemResponse(new ApiError("m", facts)).headers.get("retry-after"), null);
});
