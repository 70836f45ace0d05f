import assert from "node:assert/strict";
import fc from "fast-check";
import { stringify } from "yaml";
import { parseConfig } from "../../lib/config/load.ts";
import type { AliasEntry } from "../../lib/config/types.ts";

/** The only entry, from its `litellm_params` and what else it says, as YAML in flow style. */
function entryOf(params: string, more = ""): AliasEntry {
  const text = `model_list: [{model_name: a, litellm_params: {model: openai/x, ${params}}${more}}]`;
  const { aliases, problems } = parseConfig(text, "c");
  const entry = aliases.get("a");
  assert.ok(entry !== undefined, JSON.stringify(problems));
  return entry;
}

const WORDS: [words: string, value: boolean][] = [
  ["true True TRUE yes Yes YES on On ON", true],
  ["false False FALSE no No NO off Off OFF", false],
];

for (const [words, value] of WORDS) {
  Deno.test(`${words} are ${value}, in quotes as well`, () => {
    for (const word of words.split(" ").flatMap((word) => [word, `"${word}"`])) {
      assert.equal(entryOf(`drop_params: ${word}`).dropParams, value, word);
      assert.equal(entryOf(`enabled: ${word}`).enabled, value, word);
      const { settings } = parseConfig(`litellm_settings: {drop_params: ${word}}`, "c");
      assert.equal(settings.dropParams, value, word);
    }
  });
}

const NUMBERS: [written: string, value: number][] = [
  ["30", 30],
  ['"30"', 30],
  ["' 2.5 '", 2.5],
  ["1e2", 100],
  ['"1e-3"', 0.001],
  ["0x10", 16],
  [".5", 0.5],
  ["+7", 7],
];

for (const [written, value] of NUMBERS) {
  Deno.test(`a timeout of ${written} is ${value} seconds`, () => {
    assert.equal(entryOf(`timeout: ${written}`).timeout, value);
    assert.equal(entryOf(`stream_timeout: ${written}`).streamTimeout, value);
  });
}

const REFUSED: [key: string, value: string][] = [
  ["timeout", "-1"],
  ["timeout", "30s"],
  ["stream_timeout", '" "'],
  ["stream_timeout", ".inf"],
  ["num_retries", "-1"],
  ["num_retries", "0.5"],
  ["num_retries", "true"],
  ["drop_params", "maybe"],
  ["drop_params", "1"],
  ["enabled", '"2"'],
  ["api_key", "12345"],
  ["api_base", "[http://x]"],
  ["api_version", "2024"],
  ["organization", "{a: b}"],
  ["extra_headers", "[a]"],
  ["extra_headers", "{A: [b]}"],
  ["extra_headers", "{A: }"],
  ["extra_body", "text"],
  ["extra_body", "[1]"],
  ["input_cost_per_token", "-1"],
  ["output_cost_per_token", "cheap"],
];

for (const [key, value] of REFUSED) {
  Deno.test(`${key}: ${value} takes the entry out of service, and the next one serves`, () => {
    const text = "model_list:\n" +
      `  - {model_name: a, litellm_params: {model: x, ${key}: ${value}}}\n` +
      "  - {model_name: b, litellm_params: {model: x}}\n";
    const { aliases, problems } = parseConfig(text, "c");
    assert.deepEqual([...aliases.keys()], ["b"]);
    assert.deepEqual(problems.map(({ severity, line, alias }) => [severity, line, alias]), [
      ["error", 2, "a"],
    ]);
    assert.match(problems[0]?.message ?? "", new RegExp(`^litellm_params\\.${key}\\b.*\\.$`));
  });
}

Deno.test("a key without a value, or with an empty text, is as if it were not there", () => {
  const keys = "api_key api_base base_url api_version organization timeout stream_timeout " +
    "num_retries drop_params extra_headers extra_body enabled input_cost_per_token temperature";
  const nothing = keys.split(" ").map((key) => `${key}: `).join(", ");
  assert.deepEqual(entryOf(nothing, ", enabled: , model_info: "), entryOf("stop: "));
  const empty = 'api_key: "", api_base: "", base_url: "", api_version: "", organization: ""';
  assert.deepEqual(entryOf(empty, ', model_info: {base_model: "", mode: ""}'), entryOf("stop: "));
});

Deno.test("a value that is there counts although it is nothing: 0, false and empty text", () => {
  const entry = entryOf(
    'num_retries: 0, drop_params: false, temperature: 0, user: "", logprobs: false',
  );
  assert.deepEqual([entry.numRetries, entry.dropParams], [0, false]);
  assert.deepEqual(entry.defaults, { temperature: 0, user: "", logprobs: false });
});

const ENABLED: [params: string, info: string, own: string, enabled: boolean][] = [
  ["enabled: false", "{enabled: true}", ", enabled: true", true],
  ["enabled: true", "{enabled: true}", ", enabled: false", false],
  ["enabled: false", "{enabled: true}", "", false],
  ["top_p: 1", "{enabled: false}", "", false],
  ["top_p: 1", "{enabled: false}", ", enabled: ", false],
  ["top_p: 1", "{mode: chat}", "", true],
];

for (const [params, info, own, enabled] of ENABLED) {
  Deno.test(`enabled is ${enabled} for {${params}}, model_info ${info}${own}`, () => {
    assert.equal(entryOf(params, `, model_info: ${info}${own}`).enabled, enabled);
  });
}

Deno.test("of several entries with one name the first that can serve counts, disabled or not", () => {
  const config = parseConfig(
    `model_list:
  - {model_name: a, litellm_params: {model: broken, timeout: soon}}
  - {model_name: a, enabled: false, litellm_params: {model: first}}
  - {model_name: a, litellm_params: {model: second}}
  - {model_name: a, litellm_params: {model: third}}
`,
    "c",
  );
  const entry = config.aliases.get("a");
  assert.deepEqual([entry?.model, entry?.enabled, entry?.line], ["first", false, 3]);
  assert.deepEqual(config.problems.map(({ severity, line }) => `${severity} ${line}`), [
    "error 2",
    "warning 4",
    "warning 5",
  ]);
});

Deno.test("keys that are nobody's are parameters of the request, whatever they are named and hold", () => {
  const name = fc.string({ minLength: 1, unit: "grapheme" }).map((name) => `x-${name}`);
  const value = fc.jsonValue().filter((value) => value !== null);
  fc.assert(fc.property(fc.dictionary(name, value, { maxKeys: 4 }), (given) => {
    const params = JSON.parse(JSON.stringify(given));
    const text = stringify({
      model_list: [{ model_name: "a", litellm_params: { model: "x", ...params } }],
    });
    const { aliases, problems } = parseConfig(text, "c");
    assert.deepEqual(problems, []);
    assert.deepEqual(aliases.get("a")?.defaults, params);
  }));
});

Deno.test("headers may be numbers and true/false, and their names stay as they are written", () => {
  assert.deepEqual(
    entryOf('extra_headers: {X-Team: blue, x_n: 1.50, T: true, E: "", "a b": os.environ/H}')
      .extraHeaders,
    { "X-Team": "blue", x_n: "1.5", T: "true", E: "", "a b": "os.environ/H" },
  );
});
