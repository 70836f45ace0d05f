import assert from "node:assert/strict";
import { addModel, removeModel, updateModel } from "../../lib/config/edit.ts";
import { EditError } from "../../lib/config/edit_error.ts";
import { parseConfig } from "../../lib/config/load.ts";
import { formatProblem } from "../../lib/config/problem.ts";

const entry = "{model_name: a, litellm_params: {model: x}}";

function read(text: string) {
  const config = parseConfig(text, "c");
  return { names: [...config.aliases.keys()], lines: config.problems.map(formatProblem), config };
}

const SPELLINGS: [what: string, text: string, names: string[]][] = [
  ["an entry that is an alias", `e: &e ${entry}\nmodel_list:\n  - *e\n`, ["a"]],
  ["a list that is an alias", `m: &m [${entry}]\nmodel_list: *m\n`, ["a"]],
  ["a list that is merged in", `m: &m {model_list: [${entry}]}\n<<: *m\n`, ["a"]],
  ["a list with an anchor", `model_list: &all\n  - ${entry}\nx: *all\n`, ["a"]],
  [
    "a name that is an alias",
    `n: &n b\nmodel_list: [{model_name: *n, litellm_params: {model: x}}]`,
    [
      "b",
    ],
  ],
  ["keys in quotes", `"model_list": [{"model_name": 'a', "litellm_params": {"model": "x"}}]\n`, [
    "a",
  ]],
  [
    "keys that are marked",
    `? model_list\n: - ? model_name\n    : a\n    ? litellm_params\n    : {model: x}`,
    [
      "a",
    ],
  ],
  ["JSON", JSON.stringify({ model_list: [{ model_name: "a", litellm_params: { model: "x" } }] }), [
    "a",
  ]],
  ["a document between markers", `---\nmodel_list: [${entry}]\n...\n`, ["a"]],
  ["CRLF and a byte order mark", `\uFEFFmodel_list:\r\n  - ${entry}\r\n`, ["a"]],
  ["a name in every script", 'model_list: [{model_name: "模型 é🎉", litellm_params: {model: x}}]', [
    "模型 é🎉",
  ]],
  ["a name over two lines", 'model_list: [{model_name: "a\n  b", litellm_params: {model: x}}]', [
    "a b",
  ]],
];

for (const [what, text, names] of SPELLINGS) {
  Deno.test(`parseConfig() reads ${what}`, () => {
    assert.deepEqual(read(text).names, names);
    assert.deepEqual(read(text).lines.filter((line) => !/ (x|m|n|e) is not used/.test(line)), []);
  });
}

for (
  const [what, use] of [
    ["aliases", "api_key: *key, extra_headers: *headers"],
    ["merge keys", "<<: *params"],
  ]
) {
  Deno.test(`parseConfig() reads a list of 500 entries that share parts by ${what}`, () => {
    const shared = "k: &key os.environ/K\nh: &headers {X-Team: blue}\n" +
      "p: &params {api_key: *key, extra_headers: *headers}\n";
    const list = Array.from(
      { length: 500 },
      (_, n) => `  - {model_name: m${n}, litellm_params: {model: x, ${use}}}\n`,
    );
    const text = `${shared}model_list:\n${list.join("")}`;
    const { config } = read(text);
    assert.equal(config.broken, undefined);
    assert.equal(config.aliases.size, 500);
    const last = config.aliases.get("m499");
    assert.deepEqual([last?.apiKey, last?.extraHeaders], ["os.environ/K", { "X-Team": "blue" }]);
    const edited = updateModel(text, "m499", { timeout: 5 });
    assert.equal(edited, text.replace(/}}\n$/, ", timeout: 5}}\n"));
  });
}

Deno.test("parseConfig() lets the last of two lists count, and edits do not touch the first", () => {
  const text = `model_list:\n- ${entry}\nmodel_list:\n- ${entry.replace("a,", "b,")}\n`;
  const { names, lines } = read(text);
  assert.deepEqual(names, ["b"]);
  assert.match(lines[0] ?? "", /^c:3:1: warning: model_list is there twice\. The last one counts/);
  assert.equal(
    updateModel(text, "b", { timeout: 5 }),
    text.replace(/x}}\n$/, "x, timeout: 5}}\n"),
  );
  assert.throws(() => updateModel(text, "a", { timeout: 5 }), /no model "a"/);
});

for (const [what, text] of SPELLINGS.slice(0, 3)) {
  Deno.test(`${what} is not edited, since others may share it`, () => {
    const refused = (error: unknown) =>
      error instanceof EditError && error.reason === "not_editable" &&
      /by hand/.test(error.message);
    assert.throws(() => updateModel(text, "a", { timeout: 5 }), refused);
    if (!text.includes("- *e")) {
      assert.throws(() => removeModel(text, "a"), refused);
      assert.throws(() => addModel(text, { model_name: "n", litellm_model: "demo/echo" }), refused);
    }
  });
}

Deno.test("an entry that is an alias can be removed, and another be added below it", () => {
  const text = `e: &e ${entry}\nmodel_list:\n  - *e # shared\nz: 1\n`;
  assert.equal(removeModel(text, "a"), `e: &e ${entry}\nmodel_list: []\nz: 1\n`);
  const added = addModel(text, { model_name: "n", litellm_model: "demo/echo" });
  assert.deepEqual(read(added).names, ["a", "n"]);
  assert.match(added, /- \*e # shared\n {2}- model_name: n\n/);
});

Deno.test("a merged value gives way to the entry's own, the first of several to none", () => {
  const text = `
one: &one {timeout: 1, top_p: 0.1}
two: &two {timeout: 2, seed: 2}
model_list:
  - {model_name: a, litellm_params: {<<: [*one, *two], model: x}}
  - {model_name: b, litellm_params: {timeout: 9, <<: *one, model: x}}
  - {model_name: c, litellm_params: {<<: *one, <<: *two, model: x}}
`;
  const { config, lines } = read(text);
  assert.deepEqual(lines, []);
  const [a, b, c] = [...config.aliases.values()];
  assert.equal(c?.defaults.seed, 2);
  assert.deepEqual([a?.timeout, a?.defaults], [1, { top_p: 0.1, seed: 2 }]);
  assert.deepEqual([b?.timeout, b?.defaults], [9, { top_p: 0.1 }]);
});

const SETTINGS: [what: string, text: string, line: RegExp][] = [
  [
    "text in place of general_settings",
    "general_settings: &g words",
    /general_settings must be a m/,
  ],
  ["a list in place of litellm_settings", "litellm_settings: &l [a]", /litellm_settings must be a/],
  ["an unknown setting", "litellm_settings: &l {callback: a}", /litellm_settings\.callback is not/],
];

for (const [what, text, line] of SETTINGS) {
  Deno.test(`an anchor does not hide ${what}`, () => {
    const { lines } = read(`model_list: [${entry}]\n${text}\n`);
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? "", line);
  });
}

Deno.test("an entry that contains itself breaks nothing but the file", () => {
  const { config } = read(
    "model_list:\n - &e {model_name: a, litellm_params: {model: x, y: *e}}\n",
  );
  assert.equal(config.broken, true);
  assert.match(config.problems[0]?.message ?? "", /cannot be read/);
});
