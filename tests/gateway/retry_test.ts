import assert from "node:assert/strict";
import { retryAfterSeconds, retryDelayMs } from "../../lib/gateway/retry.ts";

const NOW = Date.parse("2026-05-01T12:00:00Z");

function delay(
  status: number,
  headers: Record<string, string> = {},
  number = 1,
  retries = 3,
) {
  const failed = { number, status, headers: new Headers(headers) };
  return retryDelayMs(failed, retries, 0.5, NOW);
}

for (const status of [408, 409, 429, 500, 502, 503, 504, 529]) {
  Deno.test(`retryDelayMs() tries again after ${status}`, () => {
    assert.equal(delay(status), 375);
  });
}

for (const status of [400, 401, 402, 403, 404, 413, 422]) {
  Deno.test(`retryDelayMs() does not try again after ${status}`, () => {
    assert.equal(delay(status), null);
  });
}

Deno.test("retryDelayMs() stops after num_retries, at once when it is 0", () => {
  assert.equal(delay(500, {}, 3, 3), 1500);
  assert.equal(delay(500, {}, 4, 3), null);
  assert.equal(delay(500, {}, 1, 0), null);
});

Deno.test("retryDelayMs() grows to eight seconds and stays within its jitter", () => {
  const at = (number: number, random: number) =>
    retryDelayMs({ number, status: 500, headers: null }, 99, random, NOW);
  assert.deepEqual([1, 2, 3, 4, 5, 6, 20].map((number) => at(number, 0)), [
    250,
    500,
    1000,
    2000,
    4000,
    4000,
    4000,
  ]);
  assert.equal(at(20, 0.999999), 8000);
});

Deno.test("retryDelayMs() waits as long as the provider asks, up to a minute", () => {
  assert.equal(delay(429, { "retry-after": "2" }), 2000);
  assert.equal(delay(429, { "retry-after": "60" }), 60_000);
  assert.equal(delay(429, { "retry-after": "61" }), null);
  assert.equal(delay(503, { "retry-after-ms": "15", "retry-after": "9" }), 15);
});

Deno.test("retryDelayMs() obeys x-should-retry", () => {
  assert.equal(delay(500, { "x-should-retry": "false" }), null);
  assert.equal(delay(400, { "x-should-retry": "true" }), 375);
});

Deno.test("retryAfterSeconds() reads seconds, milliseconds and dates", () => {
  const read = (headers: Record<string, string>) => retryAfterSeconds(new Headers(headers), NOW);
  assert.equal(read({}), undefined);
  assert.equal(read({ "retry-after": "1.5" }), 1.5);
  assert.equal(read({ "retry-after-ms": "250" }), 0.25);
  assert.equal(read({ "retry-after": "Fri, 01 May 2026 12:00:30 GMT" }), 30);
  assert.equal(read({ "retry-after": "Fri, 01 May 2026 11:00:00 GMT" }), 0);
  assert.equal(read({ "retry-after": "soon" }), undefined);
});
