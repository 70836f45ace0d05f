import assert from "node:assert/strict";
import { ClientLeft } from "../../lib/gateway/presence.ts";
import { conceal } from "../../lib/gateway/conceal.ts";
import { ApiError } from "../../lib/http/error.ts";

const TARGET = {
  apiKey: "qZ7rT2mK9xW4vB8n",
  extraHeaders: { "x-gateway-key": "other-secret", "x-short": "1" },
};
const error = (message: string) =>
  new ApiError(message, { status: 429, type: "t", code: "c", param: "p", retryAfter: 3 });

Deno.test("the key and the secrets of extra headers are taken out of an error, its facts stay", () => {
  const concealed = conceal(
    error("Bad qZ7rT2mK9xW4vB8n, again qZ7rT2mK9xW4vB8n, other-secret, 1"),
    TARGET,
  );
  assert.equal(concealed.message, "Bad sk-redacted, again sk-redacted, sk-redacted, 1");
  assert.deepEqual([concealed.status, concealed.type, concealed.code], [429, "t", "c"]);
  assert.deepEqual([concealed.param, concealed.retryAfter], ["p", 3]);
});

Deno.test("an error without secrets stays the same object, so that its class does", () => {
  for (const same of [error("All is well with 1."), new ClientLeft()]) {
    assert.equal(conceal(same, TARGET), same);
  }
});

Deno.test("a target without a key has nothing to conceal", () => {
  const same = error("none");
  assert.equal(conceal(same, { apiKey: null, extraHeaders: {} }), same);
  assert.equal(conceal(same, { apiKey: "none", extraHeaders: {} }), same);
});
