import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import { addModel, updateModel } from "../../lib/config/edit.ts";
import { EditError } from "../../lib/config/edit_error.ts";
import { parseConfig } from "../../lib/config/load.ts";

const FILE = `# My models
general_settings:   { master_key: 'os.environ/MASTER' }   # keep

model_list:
  # The cheap one
  - model_name: small            # what clients send
    litellm_params:
      model: "openai/gpt-5-mini"   # quoted on purpose
      api_key: os.environ/OPENAI_API_KEY
      temperature: 0.70 # warm

  - model_name: big
    litellm_params:
        model: anthropic/claude-opus
        stop: ["a",
               "b"]
    model_info: {mode: chat, enabled: true}
    # enabled: false

# The end
`;

/** The lines of `after` that are not in `before`, and the other way round. */
function changed(before: string, after: string): { added: string[]; removed: string[] } {
  const [old, now] = [before.split("\n"), after.split("\n")];
  return {
    added: now.filter((line) => !old.includes(line)),
    removed: old.filter((line) => !now.includes(line)),
  };
}

function refusal(edit: () => string): string {
  try {
    edit();
  } catch (error) {
    assert.ok(error instanceof EditError, String(error));
    return error.reason;
  }
  assert.fail("The edit was made.");
}

Deno.test("updateModel() replaces a value and leaves its line's comment and every other line", () => {
  const after = updateModel(FILE, "small", { temperature: 0.2 });
  assert.equal(after, FILE.replace("0.70 # warm", "0.2 # warm"));
});

Deno.test("updateModel() adds keys at the column of their neighbours", () => {
  const after = updateModel(FILE, "big", { timeout: 30, num_retries: 0 });
  assert.deepEqual(changed(FILE, after), {
    added: ["        timeout: 30", "        num_retries: 0"],
    removed: [],
  });
  assert.equal(parse(after).model_list[1].litellm_params.num_retries, 0);
});

Deno.test("updateModel() changes enabled where it stands, and adds it to the entry where it does not", () => {
  const big = updateModel(FILE, "big", { enabled: false });
  assert.equal(big, FILE.replace("mode: chat, enabled: true", "mode: chat, enabled: false"));
  const small = updateModel(FILE, "small", { enabled: false });
  assert.deepEqual(changed(FILE, small), { added: ["    enabled: false"], removed: [] });
  assert.equal(parseConfig(small, "c").aliases.get("small")?.enabled, false);
});

Deno.test("updateModel() removes a key for null, and does nothing when it is not there", () => {
  const after = updateModel(FILE, "small", { temperature: null, top_p: null });
  assert.equal(after, FILE.replace("      temperature: 0.70 # warm\n", ""));
});

Deno.test("updateModel() handles a key on the dash's line, flow style, empty values and no last line break", () => {
  const dash = "model_list:\n- enabled: false\n  model_name: a\n  litellm_params: {model: x/y}";
  assert.equal(
    updateModel(dash, "a", { enabled: null, timeout: 5 }),
    "model_list:\n- model_name: a\n  litellm_params: {model: x/y, timeout: 5}",
  );
  assert.equal(updateModel(dash, "a", { enabled: true }), dash.replace("false", "true"));
  const flow = "model_list: [{model_name: a, litellm_params: {top_p: 1, model: x, timeout: 2,}}]\n";
  assert.equal(
    updateModel(flow, "a", { top_p: null, timeout: null }),
    "model_list: [{model_name: a, litellm_params: {model: x,}}]\n",
  );
  const empty =
    "model_list:\n- model_name: a\n  litellm_params:\n    timeout:  # later\n    model: x";
  assert.equal(updateModel(empty, "a", { timeout: 9 }), empty.replace(":  #", ": 9  #"));
  const plain = "model_list:\n- model_name: a\n  litellm_params:\n    model: x";
  assert.equal(updateModel(plain, "a", { timeout: 9 }), `${plain}\n    timeout: 9`);
  const block =
    "model_list:\n- model_name: a\n  litellm_params:\n    model: x\n    note: |\n      hi\n";
  assert.equal(updateModel(block, "a", { timeout: 9 }), `${block}    timeout: 9\n`);
});

Deno.test("updateModel() keeps CRLF and a byte order mark", () => {
  const crlf = `\uFEFF${FILE.replaceAll("\n", "\r\n")}`;
  const after = updateModel(crlf, "small", { timeout: 7, temperature: 1 });
  const expected = updateModel(FILE, "small", { timeout: 7, temperature: 1 });
  assert.equal(after, `\uFEFF${expected.replaceAll("\n", "\r\n")}`);
});

Deno.test("updateModel() overrides what is merged in, and refuses to change what is shared", () => {
  const merged = "b: &b {model: x, timeout: 1}\nmodel_list:\n- model_name: a\n  litellm_params:\n" +
    "    <<: *b\n- model_name: c\n  litellm_params: *b\n";
  const after = updateModel(merged, "a", { timeout: 5 });
  assert.equal(after, merged.replace("<<: *b\n", "<<: *b\n    timeout: 5\n"));
  assert.equal(refusal(() => updateModel(merged, "a", { timeout: null })), "not_editable");
  assert.equal(refusal(() => updateModel(merged, "c", { timeout: 2 })), "not_editable");
  const anchored = "model_list:\n- model_name: a\n  litellm_params: &p {model: x, timeout: 1}\n" +
    "- model_name: b\n  litellm_params: *p\n";
  assert.equal(refusal(() => updateModel(anchored, "a", { timeout: 2 })), "not_editable");
});

Deno.test("updateModel() refuses an unknown alias, a number that is not finite and a broken file", () => {
  assert.equal(refusal(() => updateModel(FILE, "nobody", { timeout: 1 })), "unknown");
  assert.equal(refusal(() => updateModel(FILE, "small", { timeout: Infinity })), "invalid");
  assert.equal(refusal(() => updateModel("a: [", "small", { timeout: 1 })), "not_editable");
});

const NEW = {
  model_name: "echo",
  litellm_model: "demo/echo",
  api_key_env: "DEMO_KEY",
  enabled: true,
  temperature: 0,
} as const;

const NEW_LINES = `- model_name: echo
    litellm_params:
      model: demo/echo
      api_key: os.environ/DEMO_KEY
      temperature: 0
    enabled: true
`;

Deno.test("addModel() appends behind the last entry and its comments, spaced as the others are", () => {
  const after = addModel(FILE, NEW);
  const mark = "    # enabled: false\n";
  assert.equal(after, FILE.replace(mark, `${mark}\n  ${NEW_LINES}`));
});

Deno.test("addModel() begins a list that is missing, empty or without a value", () => {
  const block = `  ${NEW_LINES}`;
  assert.equal(addModel("", NEW), `model_list:\n${block}`);
  assert.equal(addModel("# mine", NEW), `# mine\n\nmodel_list:\n${block}`);
  assert.equal(addModel("a: 1\n", NEW), `a: 1\n\nmodel_list:\n${block}`);
  assert.equal(
    addModel("model_list: [] # none\na: 1\n", NEW),
    `model_list: # none\n${block}a: 1\n`,
  );
  assert.equal(
    addModel("model_list:\n  # none\na: 1\n", NEW),
    `model_list:\n${block}  # none\na: 1\n`,
  );
});

Deno.test("addModel() keeps flow style, compact dashes and CRLF", () => {
  const flow = "model_list: [{model_name: a, litellm_params: {model: x}}] # one line\n";
  assert.equal(
    addModel(flow, { model_name: "b, c", litellm_model: "ollama/llama3:8b" }),
    flow.replace("}}]", '}}, {model_name: "b, c", litellm_params: {model: ollama/llama3:8b}}]'),
  );
  const compact = "model_list:\r\n- model_name: a\r\n  litellm_params: {model: x}\r\nz: 1\r\n";
  assert.equal(
    addModel(compact, { model_name: "b", litellm_model: "x/y" }),
    compact.replace("z:", "- model_name: b\r\n  litellm_params:\r\n    model: x/y\r\nz:"),
  );
});

Deno.test("addModel() refuses a name that is taken and a variable's name that is none", () => {
  assert.equal(refusal(() => addModel(FILE, { ...NEW, model_name: "big" })), "duplicate");
  assert.equal(refusal(() => addModel(FILE, { ...NEW, api_key_env: "A B" })), "invalid");
});

Deno.test("addModel() writes any name and model so that they are read back the same", () => {
  const text = fc.string({ minLength: 1, unit: "grapheme" });
  fc.assert(
    fc.property(text, text, fc.boolean(), (name, model, flow) => {
      const before = flow
        ? "model_list: [{model_name: zz zz, litellm_params: {model: x}}]\n"
        : "model_list:\n- model_name: zz zz\n  litellm_params: {model: x}\n";
      fc.pre(name !== "zz zz");
      const list = parse(addModel(before, { model_name: name, litellm_model: model })).model_list;
      assert.deepEqual(list[1], { model_name: name, litellm_params: { model } });
    }),
  );
});
