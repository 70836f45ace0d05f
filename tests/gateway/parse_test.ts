import assert from "node:assert/strict";
import fc from "fast-check";
import { ApiError } from "../../lib/http/error.ts";
import { parseRequest } from "../../lib/gateway/parse.ts";

const parse = (text: string) => parseRequest(new TextEncoder().encode(text));

function refusal(
  bytes: Uint8Array | string,
): { status: number; code: string; param: string | null } {
  try {
    parseRequest(typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes);
  } catch (error) {
    if (error instanceof ApiError) {
      assert.equal(error.type, "invalid_request_error");
      return { status: error.status, code: error.code, param: error.param };
    }
    throw error;
  }
  throw new Error("the body was accepted");
}

Deno.test("parseRequest() gives the text, the object and the alias", () => {
  const text = `{"model":"m","messages":[]}`;
  assert.deepEqual(parse(text), { text, body: { model: "m", messages: [] }, alias: "m" });
});

const REFUSED: [string, string | Uint8Array, string, string | null][] = [
  ["an empty body", "", "invalid_json", null],
  ["text that is not JSON", "hello", "invalid_json", null],
  ["JSON that is cut off", `{"model":"m"`, "invalid_json", null],
  ["an array", "[]", "invalid_json", null],
  ["null", "null", "invalid_json", null],
  ["invalid UTF-8", new Uint8Array([0x7b, 0xff, 0x7d]), "invalid_json", null],
  ["the key `model` twice", `{"model":"a","model":"b"}`, "invalid_json", "model"],
  ["200,000 nested arrays", `{"model":"m","x":${"[".repeat(200_000)}`, "invalid_json", null],
  ["no model", `{"messages":[]}`, "missing_model", "model"],
  ["a null model", `{"model":null}`, "missing_model", "model"],
  ["an empty model", `{"model":""}`, "missing_model", "model"],
  ["a number as model", `{"model":1}`, "bad_request", "model"],
  ["a string as stream", `{"model":"m","stream":"yes"}`, "bad_request", "stream"],
  ["a string as messages", `{"model":"m","messages":"hi"}`, "bad_request", "messages"],
];

for (const [what, body, code, param] of REFUSED) {
  Deno.test(`parseRequest() refuses ${what} with 400 ${code}`, () => {
    assert.deepEqual(refusal(body), { status: 400, code, param });
  });
}

Deno.test("parseRequest() quotes nothing of a body that is not JSON", () => {
  assert.throws(() => parse(`{"api_key": sk-secret}`), (error: Error) => {
    assert.doesNotMatch(error.message, /secret/);
    return true;
  });
});

Deno.test("parseRequest() throws nothing but ApiError on any text", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.json().map((s) => s.slice(0, 9))), (text) => {
      try {
        parse(text);
      } catch (error) {
        assert.ok(error instanceof ApiError);
      }
    }),
  );
});
