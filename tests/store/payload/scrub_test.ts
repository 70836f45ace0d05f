import assert from "node:assert/strict";
import fc from "fast-check";
import { Scrub } from "../../../lib/store/payload/scrub.ts";

const scrub = new Scrub(["geheim\\S*", "\\b\\d{4}-\\d{4}\\b", "(?<=Tür )offen"]);

const CASES: [string, string, string][] = [
  ["a text", '{"a":"so geheimnisvoll, ja"}', '{"a":"so [redacted] ja"}'],
  ["an escaped text", '{"a":"so geh\\u0065im\\u0020x"}', '{"a":"so [redacted] x"}'],
  ["a key", '{"geheim":1}', '{"[redacted]":1}'],
  ["several in one", '["1234-5678 und 8765-4321"]', '["[redacted] und [redacted]"]'],
  [
    "JSON in a text",
    '{"arguments":"{\\"x\\":\\"geh\\\\u0065im\\"}"}',
    '{"arguments":"{\\"x\\":\\"[redacted]\\"}"}',
  ],
  [
    "JSON in JSON in a text",
    JSON.stringify({ a: JSON.stringify({ b: JSON.stringify(["geheim!"]) }) }),
    JSON.stringify({ a: JSON.stringify({ b: JSON.stringify(["[redacted]"]) }) }),
  ],
  ["what stands before", '["Tür offen, Tor offen"]', '["Tür [redacted], Tor offen"]'],
  [
    "log probabilities",
    '{"logprobs":{"content":[{"token":"ge"}]},"n":1}',
    '{"logprobs":"[not stored]","n":1}',
  ],
  ["a switch of that name", '{"logprobs":true}', '{"logprobs":true}'],
  ["nothing", '{ "a" : [1.50, "\\u00e4"] }', '{ "a" : [1.50, "\\u00e4"] }'],
  ["what is no JSON", '{"a":"geheim', '{"a":"[redacted]'],
  ["escapes in what is no JSON", '{"a":"geh\\u0065im ', '{"a":"[redacted] '],
  ["what is no JSON, without a match", '{"a":"\\u00e4', '{"a":"\\u00e4'],
];
for (const [what, text, redacted] of CASES) {
  Deno.test(`redacted: ${what}`, () => assert.equal(scrub.payload(text), redacted));
}

Deno.test("a match of nothing changes nothing", () => {
  assert.equal(new Scrub(["x*"]).text("axxb"), "a[redacted]b");
});

Deno.test("files are not looked into, words in their place are", () => {
  const file = `data:image/png;base64,${"geheim".repeat(10)}`;
  assert.equal(scrub.payload(JSON.stringify([file])), JSON.stringify([file]));
  assert.equal(
    scrub.payload('["data:image/png;base64,geheim ja"]'),
    '["data:image/png;base64,[redacted] ja"]',
  );
  assert.equal(scrub.payload(`{"data":"${"geheim".repeat(20)}"}`), '{"data":"[redacted]"}');
});

Deno.test("the pattern at work is told", () => {
  const seen: number[] = [];
  new Scrub(["a", "b"], (pattern) => seen.push(pattern)).text("x");
  assert.deepEqual(seen, [0, 1]);
});

Deno.test("what a pattern matches is in no string of any payload, which stays JSON of that shape", () => {
  const secret = fc.constantFrom("geheim", "ungeheimlich", "1234-5678", 'a "geheim"\n');
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      secret,
      fc.string(),
      fc.integer(),
      secret.map((text) => JSON.stringify({ text })),
      fc.array(tie("any")),
      fc.dictionary(fc.oneof(secret, fc.string()), tie("any")),
    ),
  })).any;
  fc.assert(fc.property(value, fc.boolean(), (value, isEscaped) => {
    const json = JSON.stringify(value);
    const text = isEscaped ? json.replace(/(?<!\\)g/g, "\\u0067") : json;
    const redacted = scrub.payload(text);
    assert.ok(!/geheim|1234-5678/.test(JSON.stringify(JSON.parse(redacted))), redacted);
    assert.equal(Array.isArray(JSON.parse(redacted)), Array.isArray(value));
  }));
});
