import assert from "node:assert/strict";
import { addModel, type ModelPatch, removeModel, updateModel } from "../../lib/config/edit.ts";
import { EditError } from "../../lib/config/edit_error.ts";
import { parseConfig } from "../../lib/config/load.ts";

const head = "model_list:\n- model_name: a\n  litellm_params:\n    model: x\n";

/** `«…»` is what the edit takes out, `»…«` what it puts in. */
const PATCHES: [what: string, marked: string, patch: ModelPatch][] = [
  ["a value behind a tab", `${head}    timeout:\t«3»»4«\t# d\n`, { timeout: 4 }],
  ["a value in single quotes", `${head}    timeout: «'3'»»4« # d\n`, { timeout: 4 }],
  ["a value with an anchor", `${head}    timeout: &t «3»»4«\n`, { timeout: 4 }],
  ["a value with a tag", `${head}    timeout: !!int «3»»4«\n`, { timeout: 4 }],
  ["a value that is an alias", `t: &t 3\n${head}    timeout: «*t»»4«\n`, { timeout: 4 }],
  ["a value below its key", `${head}    timeout:\n      # c\n      «3»»4«\n`, { timeout: 4 }],
  ["a value behind ?", `${head}    ? timeout\n    : «3»»4« # c\n`, { timeout: 4 }],
  ["a key in quotes", `${head}    "timeout" : «3»»4« # c\n`, { timeout: 4 }],
  ["the last of two keys", `${head}    timeout: 3\n    timeout: «3»»4«\n`, { timeout: 4 }],
  ["a value in no last line", `${head}    timeout: «3»»4«`, { timeout: 4 }],
  [
    "a key behind a block scalar",
    `${head}    note: |\n      # a: 1\n»    timeout: 4\n«\n  model_info: {}\n`,
    {
      timeout: 4,
    },
  ],
  ["a key behind a kept block scalar", `${head}    note: |+\n      hi\n\n\n»    timeout: 4\n«`, {
    timeout: 4,
  }],
  ["a key behind a folded scalar", `${head}    note: >-\n      hi\n      you\n»    timeout: 4\n«`, {
    timeout: 4,
  }],
  ["a key behind text over two lines", `${head}    user: one\n      two # c\n»    timeout: 4\n«`, {
    timeout: 4,
  }],
  ["a key behind a list", `${head}    stop:\n    - a\n    - b # c\n»    timeout: 4\n«`, {
    timeout: 4,
  }],
  [
    "a key before keys of its column that are commented out",
    `${head}»    timeout: 4\n«    # top_p: 1\n`,
    {
      timeout: 4,
    },
  ],
  [
    "a key behind keys of a deeper column that are commented out",
    `${head}    # top_p: 1\n    # seed: 1\n»  enabled: false\n«  # enabled: no\n- model_name: b\n`,
    { enabled: false },
  ],
  ["a key with its comment", `${head}«    timeout: 3 # slow\n»    top_p: 1 # p\n`, {
    timeout: null,
  }],
  ["a block scalar", `${head}«    timeout: |\n      3\n»    top_p: 1\n`, { timeout: null }],
  [
    "a value below its key, with both",
    `${head}«    timeout:\n      # c\n      3\n»    top_p: 1\n`,
    {
      timeout: null,
    },
  ],
  [
    "several keys at once",
    `${head}    timeout: «3»»4« # t\n«    top_p: 1\n»»    num_retries: 0\n«`,
    {
      timeout: 4,
      top_p: null,
      num_retries: 0,
    },
  ],
];

const without = (marked: string) => marked.replaceAll(/»[^«»]*«/g, "").replaceAll(/[«»]/g, "");
const withNew = (marked: string) => marked.replaceAll(/«[^«»]*»/g, "").replaceAll(/[«»]/g, "");

for (const [what, marked, patch] of PATCHES) {
  for (const eol of ["\n", "\r\n"]) {
    Deno.test(`updateModel() changes ${what}, and nothing else (${JSON.stringify(eol)})`, () => {
      const before = without(marked).replaceAll("\n", eol);
      assert.equal(updateModel(before, "a", patch), withNew(marked).replaceAll("\n", eol));
    });
  }
}

const FLOW: [what: string, marked: string, patch: ModelPatch][] = [
  [
    "the last key, and keeps the comment of the one before",
    "{\n    model: x, # m\n«    timeout: 5, # t\n»  }",
    {
      timeout: null,
    },
  ],
  ["the last key without a comma", "{\n    model: x, # m\n«    timeout: 5\n»  }", {
    timeout: null,
  }],
  [
    "a key in the middle",
    "{\n    model: x, # m\n«    timeout: 5, # t\n»    # about p\n    top_p: 1\n  }",
    {
      timeout: null,
    },
  ],
  ["a key on a shared line", "{model: x, «timeout: 5, »top_p: 1}", { timeout: null }],
  [
    "a key before a comma on the next line",
    "{\n    model: x\n    , «timeout: 5\n    , »top_p: 1}",
    {
      timeout: null,
    },
  ],
  ["the only key", "{«timeout: 5»}", { timeout: null }],
  ["nothing, and adds the first key", "{»timeout: 5«}", { timeout: 5 }],
  ["nothing, and adds a key before a comma", "{model: x», timeout: 5«,}", { timeout: 5 }],
];

for (const [what, marked, patch] of FLOW) {
  Deno.test(`updateModel() takes out of flow style ${what}`, () => {
    const inside = (params: string) =>
      `model_list:\n- {model_name: a, litellm_params: ${params}} # e\n`;
    assert.equal(updateModel(inside(without(marked)), "a", patch), inside(withNew(marked)));
  });
}

const a = "{model_name: a, litellm_params: {model: x}}";
const b = "{model_name: b, litellm_params: {model: y}}";

const REMOVED: [what: string, marked: string][] = [
  ["from lines of their own", `[\n  # about a\n«  ${a}, # a\n»  # about b\n  ${b}, # b\n]`],
  ["from the last line", `[\n  ${b}, # b\n«  ${a}, # a\n»]`],
  ["from the last line without a comma", `[\n  ${b}, # b\n«  ${a} # a\n»]`],
  ["before a comma on the next line", `[\n  «${a}\n  , »${b}\n]`],
  ["from one line", `[«${a}, »${b}]`],
  ["from the end of one line", `[${b}«, ${a}»]`],
  [
    "over several lines",
    `[\n«  {\n    model_name: a,\n    litellm_params: {model: x}\n  },\n»  ${b},\n]`,
  ],
];

for (const [what, marked] of REMOVED) {
  Deno.test(`removeModel() takes entries in flow style ${what}`, () => {
    const [before, after] = [without(marked), withNew(marked)];
    assert.equal(removeModel(`model_list: ${before}\nz: 1\n`, "a"), `model_list: ${after}\nz: 1\n`);
  });
}

const REFUSED: [what: string, text: string][] = [
  ["a timeout that is a map", `${head}    timeout: {a: 1}\n`],
  ["a timeout in a block scalar", `${head}    timeout: |\n      5\n    top_p: 1\n`],
  ["parameters without a value", "model_list:\n- model_name: a\n  litellm_params:\n"],
  ["parameters that are text", "model_list:\n- model_name: a\n  litellm_params: x\n"],
  ["a value whose tag says otherwise", `${head}    timeout: !!str 5\n`],
  ["a value whose anchor others use", `${head}    timeout: &t 5\n- model_name: b\n  x: *t\n`],
];

for (const [what, text] of REFUSED) {
  Deno.test(`updateModel() refuses to change ${what}`, () => {
    assert.throws(
      () => updateModel(text, "a", { timeout: 4 }),
      (error) => error instanceof EditError && error.reason === "not_editable",
    );
  });
}

const added = (indent: string) =>
  ["- model_name: n", "  litellm_params:", "    model: demo/echo"].map((line) => indent + line)
    .join("\n");
const NEW = { model_name: "n", litellm_model: "demo/echo" };

const ADDED: [what: string, marked: string][] = [
  ["to a file without a last line break", `${head.trimEnd()} # m»\n${added("")}«`],
  ["behind a block scalar without one", `${head}    note: |\n      hi»\n${added("")}«`],
  ["before empty lines and what follows", `${head}»${added("")}\n«\n\nz: 1\n`],
  ["before the end of the document", `---\n${head}»${added("")}\n«...\n`],
  ["behind comments of the last entry", `${head}  # tail\n»${added("")}\n«# out\nz: 1\n`],
  ["behind an entry without a value", `${head}- # later\n»${added("")}\n«z: 1\n`],
  ["at the dashes' column", `model_list:\n      - {model_name: a}\n»${added("      ")}\n«`],
  ["to a list in quotes", `"model_list":\n- {model_name: a}\n»${added("")}\n«`],
  ["in place of ~", `model_list:« ~» # none»\n${added("  ")}«\nz: 1`],
];

for (const [what, marked] of ADDED) {
  Deno.test(`addModel() adds ${what}`, () => {
    const after = addModel(without(marked), NEW);
    assert.equal(after, withNew(marked));
    assert.ok(parseConfig(after, "c").aliases.has("n"));
  });
}

for (const text of ["{}\n", "{a: 1}\n", "a: 1\n...\n", "- a\n", "words\n", "a: 1\n---\nb: 1\n"]) {
  Deno.test(`addModel() refuses ${JSON.stringify(text)}, which has no place for a list`, () => {
    assert.throws(() => addModel(text, NEW), EditError);
  });
}
