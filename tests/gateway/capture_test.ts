import assert from "node:assert/strict";
import { parseConfig } from "../../lib/config/load.ts";
import { isConfidential, payloadRule, storable } from "../../lib/gateway/capture.ts";
import type { Capture, PayloadRule } from "../../lib/types/payloads.ts";
import { exchange } from "../store/exchange.ts";

const config = parseConfig(
  `general_settings: { payloads: { capture: metadata, redact: [x], max_media_size: 1MB } }
model_list:
  - { model_name: a, litellm_params: { model: demo/echo } }
  - { model_name: b, litellm_params: { model: demo/echo }, payloads: full }
  - { model_name: c, litellm_params: { model: demo/echo }, payloads: off, enabled: false }
`,
  "c",
);

const CAPTURES: [string | null, Capture][] = [
  ["a", "metadata"],
  ["b", "full"],
  ["c", "off"],
  ["unknown", "off"],
  [null, "off"],
];
for (const [alias, capture] of CAPTURES) {
  Deno.test(`${alias ?? "a body that cannot be read"} is captured as ${capture}`, () => {
    assert.deepEqual(payloadRule(config, alias), { capture, redact: ["x"], maxMediaBytes: 1e6 });
  });
}

const rule = (capture: Capture): PayloadRule => ({ capture, redact: [], maxMediaBytes: 1 });
const failed = (capture?: Capture) =>
  exchange({
    outcome: "failed",
    status: 400,
    error: "no word",
    attempts: exchange().attempts.map((attempt) => ({ ...attempt, error: "no word" })),
    ...(capture && { payload: rule(capture) }),
  });

Deno.test("in full, or without a rule, an exchange goes to the ledger as it is", () => {
  for (const one of [failed(), failed("full")]) assert.equal(storable(one, "bad"), one);
});

Deno.test("with metadata payloads go to the ledger, words of errors do not", () => {
  const { request, response, error, attempts, ...rest } = storable(failed("metadata"), "bad");
  assert.deepEqual([request, response], [exchange().request, exchange().response]);
  assert.equal(error, "bad (400). The message is not stored.");
  assert.deepEqual(attempts.map((attempt) => attempt.error), ["The message is not stored."]);
  assert.deepEqual(rest.usage, exchange().usage);
});

Deno.test("with off no payload leaves the main thread, at the beginning and at the end", () => {
  const { request, response } = storable(failed("off"), "bad");
  assert.deepEqual([request, response], ["", null]);
  const beginning = { request: "secret", payload: rule("off") };
  assert.equal(storable(beginning).request, "");
  assert.equal(storable(exchange({ payload: rule("off") })).error, null);
});

Deno.test("texts may stand in the log only where all of them are stored", () => {
  assert.deepEqual(
    [rule("full"), rule("metadata"), rule("off"), { ...rule("full"), redact: ["x"] }]
      .map(isConfidential),
    [false, true, true, true],
  );
});
