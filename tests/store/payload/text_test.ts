import assert from "node:assert/strict";
import { payloadText } from "../../../lib/store/payload/text.ts";
import type { Capture } from "../../../lib/types/payloads.ts";

const rule = (capture: Capture, maxMediaBytes = 1e7) => ({ capture, redact: [], maxMediaBytes });
const KEY = "sk-proj-Zm9vYmFyYmF6cXV4MTIzNDU2";
const TEXT = `{ "prompt" : "hi ${KEY}", "tools":[{"name":"${KEY}"}] }`;

const STORED: [string, string, boolean, Capture | undefined, string | null][] = [
  ["nothing is nothing", "", true, "full", null],
  ["without a rule all of it", '{ "a":1.50 }', false, undefined, '{ "a":1.50 }'],
  ["in full, without keys", TEXT, false, "full", TEXT.replaceAll(KEY, "sk-redacted")],
  ["in full, what is no JSON", "oops", true, "full", '"oops"'],
  [
    "with metadata, without keys",
    TEXT,
    false,
    "metadata",
    '{"prompt":"[35 characters]","tools":[{"name":"sk-redacted"}]}',
  ],
  ["with metadata, what is no JSON", "oops", true, "metadata", '"[4 characters]"'],
  ["with off nothing", TEXT, false, "off", null],
  ["with off nothing of what is no JSON", "oops", true, "off", null],
];
for (const [what, text, isDoubtful, capture, stored] of STORED) {
  Deno.test(`stored ${what}`, () => {
    assert.equal(payloadText(text, isDoubtful, capture && rule(capture)), stored);
  });
}

Deno.test("a file of any size is stored without a rule, and up to its limit with one", () => {
  const text = JSON.stringify({ b64_json: "A".repeat(4000) });
  assert.equal(payloadText(text, false), text);
  assert.equal(payloadText(text, false, rule("full", 3000)), text);
  assert.match(
    payloadText(text, false, rule("full", 2999)) ?? "",
    /3000 bytes, sha256 .* not stored/,
  );
});
