import assert from "node:assert/strict";
import fc from "fast-check";
import { addModel, removeModel } from "../../lib/config/edit.ts";
import { EditError } from "../../lib/config/edit_error.ts";
import { parseConfig } from "../../lib/config/load.ts";

const FILE = `model_list:
  # --- all of them ---

  # about a
  # more about a
  - model_name: a
    litellm_params:
      model: x/a
    # enabled: false
  # about b
  - model_name: b   # b itself
    litellm_params: {model: x/b}

    # temperature: 1

  # - model_name: not yet

  - model_name: c
    litellm_params:
      model: x/c

# the settings
litellm_settings: {num_retries: 1}
`;

function withoutLines(text: string, from: number, to: number): string {
  const lines = text.split("\n");
  lines.splice(from - 1, to - from + 1);
  return lines.join("\n");
}

Deno.test("removeModel() takes an entry with its comments and leaves the neighbours'", () => {
  assert.equal(removeModel(FILE, "a"), withoutLines(FILE, 4, 9));
  assert.equal(removeModel(FILE, "b"), withoutLines(FILE, 10, 14));
  assert.equal(removeModel(FILE, "c"), withoutLines(FILE, 18, 21));
});

Deno.test("removeModel() keeps the heading of a group as long as the group has entries", () => {
  const entry = (name: string) => `  - model_name: ${name}\n    litellm_params: {model: x}\n`;
  const file = `model_list:\n  # first\n${entry("a")}${entry("b")}\n  # second\n${entry("c")}`;
  const rest = `model_list:\n  # first\n${entry("b")}\n  # second\n${entry("c")}`;
  assert.equal(removeModel(file, "a"), rest);
  assert.equal(removeModel(rest, "b"), `model_list:\n  # second\n${entry("c")}`);
  assert.equal(removeModel(file, "c"), file.slice(0, file.indexOf("  # second")));
});

Deno.test("removeModel() keeps CRLF", () => {
  const crlf = FILE.replaceAll("\n", "\r\n");
  assert.equal(removeModel(crlf, "b"), removeModel(FILE, "b").replaceAll("\n", "\r\n"));
});

Deno.test("removeModel() takes every entry of a name that stands several times", () => {
  const entry = (name: string) => `- model_name: ${name}\n  litellm_params: {model: x}\n`;
  const file = `model_list:\n${entry("a")}${entry("b")}${entry("a")}`;
  assert.equal(removeModel(file, "a"), `model_list:\n${entry("b")}`);
});

Deno.test("removeModel() leaves an empty list behind the last entry", () => {
  const file = "model_list:\n  - model_name: a\n    litellm_params: {model: x}\nz: 1\n";
  assert.equal(removeModel(file, "a"), "model_list: []\nz: 1\n");
  assert.equal(
    removeModel("model_list: [{model_name: a, litellm_params: {model: x}}] # flow\n", "a"),
    "model_list: [] # flow\n",
  );
});

Deno.test("removeModel() takes the comma along in flow style", () => {
  const item = (name: string) => `{model_name: ${name}, litellm_params: {model: x}}`;
  const file = `model_list: [${item("a")},\n  ${item("b")}, ${item("c")}]\n`;
  assert.equal(removeModel(file, "a"), `model_list: [${item("b")}, ${item("c")}]\n`);
  assert.equal(removeModel(file, "c"), `model_list: [${item("a")},\n  ${item("b")}]\n`);
});

Deno.test("removeModel() finds the dash on a line of its own and before an anchor", () => {
  const file = "model_list:\n  -\n    model_name: a\n    litellm_params: {model: x}\n" +
    "  - &b\n    model_name: b\n    litellm_params: {model: x}\n";
  assert.equal(removeModel(file, "a"), withoutLines(file, 2, 4));
  assert.equal(removeModel(file, "b"), withoutLines(file, 5, 7));
});

Deno.test("removeModel() refuses to take an anchor that others need, and an unknown alias", () => {
  const file = "model_list:\n- model_name: a\n  litellm_params: &p {model: x}\n" +
    "- model_name: b\n  litellm_params: *p\n";
  const reason = (reason: string) => (error: unknown) =>
    error instanceof EditError && error.reason === reason;
  assert.throws(() => removeModel(file, "a"), reason("not_editable"));
  assert.throws(() => removeModel(file, "c"), reason("unknown"));
  assert.doesNotThrow(() => removeModel(file, "b"));
});

Deno.test("removeModel() undoes addModel() byte for byte", () => {
  const eol = fc.constantFrom("\n", "\r\n");
  const name = fc.string({ minLength: 1 });
  fc.assert(fc.property(eol, name, (eol, model_name) => {
    const file = FILE.replaceAll("\n", eol);
    fc.pre(!["a", "b", "c"].includes(model_name));
    const added = addModel(file, { model_name, litellm_model: "demo/echo" });
    const config = parseConfig(added, "config.yaml");
    if (!model_name.includes("*")) assert.ok(config.aliases.has(model_name));
    assert.equal(removeModel(added, model_name), file);
  }));
});
