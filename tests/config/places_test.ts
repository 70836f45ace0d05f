import assert from "node:assert/strict";
import { parseConfig } from "../../lib/config/load.ts";

/** Where `soon` stands as a timeout, in a file that is otherwise good: found by the mark in it. */
function placeOf(text: string): { marked: string; found: string } {
  const at = text.indexOf("§");
  const before = text.slice(0, at).replace(/^\uFEFF/, "");
  const line = before.split("\n").length;
  const column = before.length - (before.lastIndexOf("\n") + 1) + 1;
  const config = parseConfig(text.replace("§", ""), "c");
  const [problem] = config.problems.filter(({ severity }) => severity === "error");
  return { marked: `${line}:${column}`, found: `${problem?.line}:${problem?.column}` };
}

const head = "model_list:\n  - model_name: a\n    litellm_params:\n      model: x\n";

const PLACES: [what: string, text: string][] = [
  ["a key in block style", `${head}      §timeout: soon\n`],
  [
    "a key in flow style",
    "model_list: [{model_name: a, litellm_params: {model: x, §timeout: soon}}]",
  ],
  ["a key in quotes", `${head}      §"timeout": soon\n`],
  ["a key behind tabs", `${head.replace(": x", ":\tx\t# y")}      §timeout:\tsoon\n`],
  ["a key in a file with CRLF", `${head}      §timeout: soon\n`.replaceAll("\n", "\r\n")],
  ["a key behind a byte order mark", `\uFEFF${head}      §timeout: soon\n`],
  ["a key on the line of the byte order mark", "\uFEFF§model_list: 3\n"],
  ["a key behind letters of every script", `# é🎉 模型\n${head}      §timeout: soon\n`],
  ["a key behind a comment and empty lines", `# a\n\n\n${head}\n      # b\n      §timeout: soon\n`],
  [
    "a key behind a block scalar",
    `${head}      note: |\n        timeout: soon\n      §timeout: soon\n`,
  ],
  ["a key behind ---", `---\n${head}      §timeout: soon\n`],
  ["a key behind ?", `${head}      ? §timeout\n      : soon\n`],
  ["the last of two keys", `${head}      timeout: 1\n      §timeout: soon\n`],
  [
    "a key below an anchor",
    `p: &p {model: x, §timeout: soon}\nmodel_list:\n- {model_name: a, litellm_params: *p}`,
  ],
  [
    "the map that a key is merged into",
    "p: &p {timeout: soon}\nmodel_list:\n- {model_name: a, §litellm_params: {<<: *p, model: x}}",
  ],
  ["the entry that lacks a key", "model_list:\n  - §model_name: a\n"],
  [
    "an entry that is no map",
    "model_list:\n  - {model_name: a, litellm_params: {model: x}}\n  - §word\n",
  ],
  ["an entry that is a list", "model_list:\n  - §[a, b]\n"],
  [
    "a header deep inside",
    "model_list: [{model_name: a, litellm_params: {model: x, extra_headers: {A: b, §C: [d]}}}]",
  ],
  [
    "a number deep inside",
    "model_list: [{model_name: a, litellm_params: {model: x, stop: [1, {b: 2, §c: .nan}]}}]",
  ],
  [
    "an item of a list of numbers",
    "model_list: [{model_name: a, litellm_params: {model: x, n: [1, §.inf]}}]",
  ],
  ["a setting", "model_list: []\nlitellm_settings:\n  num_retries: 1\n  §request_timeout: soon\n"],
  ["an origin", "model_list: []\ngeneral_settings: {allowed_origins: [https://a.example, §7]}\n"],
  ["a project's rule", "model_list: []\ngeneral_settings:\n  projects:\n    - §word\n"],
  [
    "a value of a project's rule",
    "model_list: []\ngeneral_settings: {projects: [{project: a, §header: a b, matches: c}]}",
  ],
  ["a syntax error", "model_list:\n  - §] \n"],
];

for (const [what, text] of PLACES) {
  Deno.test(`an error names the line and column of ${what}`, () => {
    const { marked, found } = placeOf(text);
    assert.equal(found, marked);
  });
}

Deno.test("each of several mistakes is told at its own place, in the order of the file's entries", () => {
  const { problems } = parseConfig(
    `${head}      timeout: soon\n${head.split("\n").slice(1).join("\n")}      timeout: later\n`,
    "my.yaml",
  );
  assert.deepEqual(problems.map(({ file, line, column }) => `${file}:${line}:${column}`), [
    "my.yaml:5:7",
    "my.yaml:9:7",
  ]);
});

Deno.test("a file with many syntax errors tells the first three", () => {
  const { problems } = parseConfig('a: "x" y\n'.repeat(9), "c");
  assert.equal(problems.length, 3);
  for (const { severity } of problems) assert.equal(severity, "error");
});

const SHOWN: [value: string, told: string][] = [
  ["true", "is true. Write a number."],
  ["[1]", "is a list. Write a number."],
  ["{a: 1}", "is a map. Write a number."],
  ['""', 'is "". Write a number.'],
  ["1e999", "is no finite number. Write a number."],
  ["sk-ant-0123456789abcdefghijk", 'is "sk-ant-0123456789ab…". Write a number.'],
  ["os.environ/SOON", "is read from a variable, which works in text only. Write a number."],
  ["0", "must be above 0. Write seconds, for example 30."],
];

for (const [value, told] of SHOWN) {
  Deno.test(`a timeout of ${value} is told what to write instead`, () => {
    const { problems: [problem], aliases } = parseConfig(`${head}      timeout: ${value}\n`, "c");
    assert.equal(problem?.message, `litellm_params.timeout ${told}`);
    assert.equal(aliases.size, 0);
  });
}

Deno.test("what ought to be true or false is told so, and an alias without a name is not quoted", () => {
  const told = (text: string) => parseConfig(text, "c").problems.map(({ message }) => message);
  assert.deepEqual(told(`${head}      drop_params: 7\n`), [
    "litellm_params.drop_params is 7. Write true or false.",
  ]);
  assert.deepEqual(told(`${head}      enabled: os.environ/ON\n`), [
    "litellm_params.enabled is read from a variable, which works in text only. Write true or false.",
  ]);
  const nameless = "model_list: [{model_name: '', litellm_params: {model: x}}]";
  assert.equal(parseConfig(nameless, "c").problems[0]?.alias, null);
});
