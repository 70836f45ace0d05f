import assert from "node:assert/strict";
import fc from "fast-check";
import { redactSecrets } from "../../lib/store/redact.ts";

/** Made up here, in the shape of the providers' keys, from pieces so that no scanner takes alarm. */
const KEYS = [
  "sk-" + "a1B2c3D4e5F6g7H8i9J0k1L2",
  "sk-ant-" + "api03-Zz9_yY8-xX7wW6vV5uU4tT3",
  "sk-proj-" + "0a1b2c3d4e5f6g7h8i9j",
  "AIza" + "SyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q",
  "gsk_" + "Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8",
  "xai-" + "Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8",
  "hf_" + "Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8",
];

for (const key of KEYS) {
  Deno.test(`redactSecrets() takes ${key.slice(0, 7)}… out of every place in a JSON text`, () => {
    const told = { a: key, b: `my key:\n${key}`, c: [`(${key})`, `é${key}`], [key]: `"${key}"` };
    for (const text of [JSON.stringify(told), JSON.stringify(told, null, 2), `x ${key}`, key]) {
      const redacted = redactSecrets(text);
      assert.ok(!redacted.includes(key.slice(4)), redacted);
      assert.ok(redacted.includes("sk-redacted"));
    }
  });
}

const REPLACED: [text: string, redacted: string][] = [
  ["Authorization: Bearer abc.def-1234567890_xyz", "Authorization: Bearer sk-redacted"],
  [`{"api_key":"whatever it is"}`, `{"api_key":"sk-redacted"}`],
  [`{"api_key" : "a\\/b"}`, `{"api_key" : "sk-redacted"}`],
  [`{"apiKey":"short","x":1}`, `{"apiKey":"sk-redacted","x":1}`],
  [`{"x-api-key":"short"}`, `{"x-api-key":"sk-redacted"}`],
  [
    `{"arguments":"{\\"api_key\\": \\"short\\"}"}`,
    `{"arguments":"{\\"api_key\\": \\"sk-redacted\\"}"}`,
  ],
];

for (const [text, redacted] of REPLACED) {
  Deno.test(`redactSecrets(${text}) hides the secret`, () => {
    assert.equal(redactSecrets(text), redacted);
  });
}

const KEPT = [
  "",
  "The ask-me-anything1234567890 task-oriented-design-2024-01-01 stays.",
  "sk-learn-is-a-library-without-digits",
  "A bearer of bad-news-that-is-very-long-indeed.",
  `{"api_key":""}`,
  `{"api_key":{"type":"string"}}`,
  `{"note":"api_key\\":","b":"c"}`,
  `{"path":"C:\\\\fw"}`,
  `{"f":"\\fw_12345678901234567890123"}`,
];

for (const text of KEPT) {
  Deno.test(`redactSecrets() leaves ${JSON.stringify(text)} alone`, () => {
    assert.equal(redactSecrets(text), text);
  });
}

/** Text that is rich in what the patterns look for. */
const TRICKY = fc.array(
  fc.oneof(
    fc.string(),
    fc.constantFrom(...KEYS, '"api_key"', ":", '"', "\\", "\n", "\f", "/", "Bearer ", "fw_", "w_"),
    fc.stringMatching(/^[A-Za-z0-9_-]{0,30}$/),
  ),
).map((pieces) => pieces.join(""));

Deno.test("redactSecrets() never breaks JSON, however deep it is nested in strings", () => {
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      TRICKY,
      fc.dictionary(fc.oneof(TRICKY, fc.constant("api_key")), tie("value")),
      fc.array(tie("value")),
      tie("value").map((inner) => JSON.stringify(inner)),
      fc.double({ noNaN: true }),
    ),
  })).value;
  fc.assert(
    fc.property(value, (value) => {
      JSON.parse(redactSecrets(JSON.stringify(value)));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("redactSecrets() changes nothing more the second time", () => {
  fc.assert(fc.property(TRICKY, (text) => {
    const once = redactSecrets(text);
    assert.equal(redactSecrets(once), once);
  }));
});

/** Texts that make a careless pattern go back and forth. */
const HOSTILE: Record<string, string> = {
  backslashes: "\\",
  quotes: '"',
  "half keys": "sk-",
  "half keys with a gap": "sk-aaaaaaaaaaaaaaaaaaa ",
  "half members": '"api_key"   ',
  bearers: "bearer        ",
  escapes: "\\n",
  "escaped slashes": "\\/",
};

for (const [name, piece] of Object.entries(HOSTILE)) {
  Deno.test(`redactSecrets() takes time in proportion to the length of ${name}`, () => {
    const text = piece.repeat(Math.ceil(2_000_000 / piece.length));
    const started = performance.now();
    redactSecrets(text);
    // Quadratic time would be hours; a slow machine needs some hundred milliseconds.
    assert.ok(performance.now() - started < 5000);
  });
}

Deno.test("redactSecrets() survives runs of megabytes", () => {
  const run = "a1".repeat(20_000_000);
  for (const text of [`sk-${run}`, `Bearer ${run}`, `{"api_key":"${run}"}`]) {
    assert.match(redactSecrets(text).slice(0, 50), /sk-redacted/);
  }
});
