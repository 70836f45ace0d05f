import assert from "node:assert/strict";
import { parseConfig } from "../../lib/config/load.ts";
import type { Capture } from "../../lib/types/payloads.ts";

const MODELS = "model_list: [{ model_name: a, litellm_params: { model: demo/echo } }]\n";
const parsed = (general: string, models = MODELS) =>
  parseConfig(`general_settings:\n  ${general}\n${models}`, "config.yaml");
const withPayloads = (payloads: string) => parsed(`payloads: ${payloads}`);
const DEFAULT = {
  capture: "full",
  redact: [],
  maxMediaBytes: 10_000_000,
  aliases: new Map(),
  strictest: "full",
};

const GOOD: [string, object][] = [
  ["{}", {}],
  ["null", {}],
  ["{ capture: full }", {}],
  ["{ capture: metadata }", { capture: "metadata", strictest: "metadata" }],
  ["{ capture: off }", { capture: "off", strictest: "off" }],
  ["{ capture: false }", { capture: "off", strictest: "off" }],
  ["{ capture: on }", {}],
  ["off", { capture: "off", strictest: "off" }],
  ["metadata", { capture: "metadata", strictest: "metadata" }],
  ["{ max_media_size: 500KB }", { maxMediaBytes: 500_000 }],
  ["{ max_media_size: 0KB }", { maxMediaBytes: 0 }],
  ["{ max_media_size: 1.5 gb }", { maxMediaBytes: 1.5e9 }],
  ["{ redact: [] }", {}],
  [`{ redact: ['\\d{3}-\\d{2}', '(?i:Name): \\p{Lu}\\w+'] }`, {
    redact: ["\\d{3}-\\d{2}", "(?i:Name): \\p{Lu}\\w+"],
  }],
  // These look like patterns that are refused, and are not.
  [`{ redact: ['(?:\\d{4}[ -]?){3}\\d{4}', '[(*+]+', '\\(a+\\)+', '(a+){2}', '(ab?)+'] }`, {
    redact: ["(?:\\d{4}[ -]?){3}\\d{4}", "[(*+]+", "\\(a+\\)+", "(a+){2}", "(ab?)+"],
  }],
];
for (const [text, settings] of GOOD) {
  Deno.test(`payloads: ${text} is read`, () => {
    const { problems, payloads } = withPayloads(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(payloads, { ...DEFAULT, ...settings });
  });
}

const BAD: [string, RegExp][] = [
  ["{ capture: some }", /payloads\.capture is "some"\. Write full, metadata or off\.$/],
  ["some", /payloads is "some"\. Write full, metadata or off\.$/],
  ["[off]", /payloads must be a map of capture, redact and max_media_size\.$/],
  ["{ capture: os.environ/X }", /payloads\.capture is read from a variable/],
  ["{ max_media_size: 10 }", /payloads\.max_media_size must be a size like 500KB or 10MB\.$/],
  ["{ max_media_size: big }", /payloads\.max_media_size must be a size/],
  ["{ size: 10MB }", /payloads\.size is not known\. Write capture, redact or max_media_size\.$/],
  ["{ redact: secret }", /payloads\.redact must be a list of regular expressions\.$/],
  ["{ redact: [12] }", /payloads\.redact\[1\] must be text\. Put it in quotes\.$/],
  [
    "{ redact: ['('] }",
    /payloads\.redact\[1\] is no regular expression: Unterminated group\. Mend it\.$/,
  ],
  ["{ redact: [a, 'my-secret(x'] }", /payloads\.redact\[2\] is no regular expression/],
  ["{ redact: ['x*'] }", /payloads\.redact\[1\] matches the empty text\./],
  ["{ redact: [''] }", /payloads\.redact\[1\] matches the empty text\./],
  ["{ redact: ['a|'] }", /payloads\.redact\[1\] matches the empty text\./],
  ["{ redact: ['\\b'] }", /payloads\.redact\[1\] matches the empty text\./],
  ["{ redact: ['(?=x)'] }", /payloads\.redact\[1\] matches the empty text\./],
  ["{ redact: ['(a+)+b'] }", /payloads\.redact\[1\] repeats a group that repeats something itself/],
  ["{ redact: ['(?:x(?:\\w*\\.)?)*y'] }", /payloads\.redact\[1\] repeats a group/],
  ["{ redact: ['(a{2,})+b'] }", /payloads\.redact\[1\] repeats a group/],
  ["{ redact: [os.environ/SECRET] }", /payloads\.redact\[1\] is read from a variable/],
  [`{ redact: ['${"a".repeat(1001)}'] }`, /payloads\.redact\[1\] is longer than 1000 characters/],
  [`{ redact: [${"a,".repeat(101)}] }`, /payloads\.redact has more than 100 patterns/],
];
for (const [text, message] of BAD) {
  Deno.test(`payloads: ${text.slice(0, 60)} is an error with its place`, () => {
    const { problems, payloads, broken } = withPayloads(text);
    assert.equal(problems.length, 2, JSON.stringify(problems));
    assert.match(problems[1]?.message ?? "", /payloads holds back: until all of it is right/);
    assert.match(problems[0]?.message ?? "", message);
    assert.ok(!problems[0]?.message.includes("my-secret"), "the pattern may be a secret");
    assert.deepEqual([problems[0]?.severity, problems[0]?.line, broken], ["error", 2, undefined]);
    assert.equal(payloads.wrong, true);
  });
}

Deno.test("each pattern that is wrong is named with its own line, the others are kept", () => {
  const { problems, payloads } = parseConfig(
    `${MODELS}general_settings:\n  payloads:\n    redact:\n      - good\n      - (bad\n      - x*\n`,
    "config.yaml",
  );
  assert.deepEqual(problems.map(({ line, column }) => [line, column]), [[6, 9], [7, 9], [3, 3]]);
  assert.deepEqual(payloads.redact, ["good"]);
});

const SYNONYMS: [string, string, Capture][] = [
  ["litellm_settings: { turn_off_message_logging: true }", "{}", "metadata"],
  ["litellm_settings: { turn_off_message_logging: yes }", "{}", "metadata"],
  ["litellm_settings: { turn_off_message_logging: false }", "{}", "full"],
  ["litellm_settings: { turn_off_message_logging: false }", "{ payloads: off }", "off"],
  ["litellm_settings: { turn_off_message_logging: true }", "{ payloads: full }", "metadata"],
  ["litellm_settings: { turn_off_message_logging: true }", "{ payloads: off }", "off"],
  ["litellm_settings: {}", "{ store_prompts_in_spend_logs: false }", "metadata"],
  ["litellm_settings: {}", "{ store_prompts_in_spend_logs: true }", "full"],
];
for (const [litellm, general, capture] of SYNONYMS) {
  Deno.test(`${litellm} with ${general} captures ${capture}`, () => {
    const { payloads, problems } = parseConfig(
      `${litellm}\ngeneral_settings: ${general}\n${MODELS}`,
      "c",
    );
    assert.deepEqual([payloads.capture, problems], [capture, []]);
  });
}

Deno.test("LiteLLM's switches with another value are errors, and wrong settings", () => {
  const { payloads, problems } = parseConfig(
    `litellm_settings: { turn_off_message_logging: maybe }\n${MODELS}`,
    "c",
  );
  assert.match(
    problems[0]?.message ?? "",
    /turn_off_message_logging is "maybe"\. Write true or false/,
  );
  assert.equal(payloads.wrong, true);
});

/** The entries of `a`, with what is said of it. */
const ALIASES: [string, string[], Capture | undefined][] = [
  ["the entry", ["payloads: off"], "off"],
  ["litellm_params", ["litellm_params: { model: demo/echo, payloads: metadata }"], "metadata"],
  ["model_info", ["model_info: { payloads: metadata }"], "metadata"],
  ["nothing", [""], undefined],
  [
    "LiteLLM's switch",
    ["litellm_params: { model: demo/echo, turn_off_message_logging: true }"],
    "metadata",
  ],
  ["LiteLLM's other switch", ["litellm_params: { model: demo/echo, no-log: true }"], "off"],
  ["a switch that is off", ["litellm_params: { model: demo/echo, no-log: false }"], undefined],
  ["more than the general setting", [
    "litellm_params: { model: demo/echo, turn_off_message_logging: false }",
  ], "full"],
  ["two places", ["payloads: full, model_info: { payloads: off }"], "off"],
  ["two entries", ["payloads: metadata", "payloads: off"], "off"],
  ["two entries, one silent", ["", "payloads: full"], "metadata"],
  ["a word that is none", ["payloads: of"], "off"],
  ["a broken entry", ["payloads: metadata, litellm_params: { timeout: soon }"], "metadata"],
];
for (const [what, entries, capture] of ALIASES) {
  Deno.test(`an alias is captured as ${capture ?? "all others"}: ${what}`, () => {
    const list = entries.map((said) => {
      const params = said.includes("litellm_params")
        ? ""
        : ", litellm_params: { model: demo/echo }";
      return `  - { model_name: a${params}${said && ", "}${said} }\n`;
    });
    const { payloads } = parsed("payloads: metadata", `model_list:\n${list.join("")}`);
    assert.equal(payloads.aliases.get("a"), capture);
    assert.equal(payloads.strictest, capture === "off" ? "off" : "metadata");
  });
}

Deno.test("neither setting of an alias goes to its provider", () => {
  const { aliases, problems } = parsed(
    "payloads: full",
    `model_list: [{ model_name: a, payloads: off, litellm_params: { model: demo/echo,
      payloads: off, no-log: true, turn_off_message_logging: true, seed: 1 } }]\n`,
  );
  assert.deepEqual([aliases.get("a")?.defaults, problems], [{ seed: 1 }, []]);
});

Deno.test("an entry whose name cannot be read counts among the strictest", () => {
  const { payloads } = parsed("{}", "model_list: [{ model_nam: a, payloads: off }]\n");
  assert.deepEqual([payloads.capture, payloads.strictest], ["full", "off"]);
});

Deno.test("a list of models that is none makes the settings wrong", () => {
  assert.equal(parsed("{}", "model_list: { a: { payloads: off } }\n").payloads.wrong, true);
  assert.equal(parsed("{}", "model_list:\n").payloads.wrong, undefined);
});
