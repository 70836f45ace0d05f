import assert from "node:assert/strict";
import { removeModel, updateModel } from "../../lib/config/edit.ts";

/** Edits of a file whose last line has no line break: what it says, and what it says afterwards. */
const CASES: [what: string, edit: (text: string) => string, before: string, after: string][] = [
  [
    "the last key of the file",
    (text) => updateModel(text, "a", { timeout: null }),
    "model_list:\n- model_name: a\n  litellm_params:\n    model: x\n    timeout: 1",
    "model_list:\n- model_name: a\n  litellm_params:\n    model: x",
  ],
  [
    "the last key behind an empty line",
    (text) => updateModel(text, "a", { timeout: null }),
    "model_list:\n- model_name: a\n  litellm_params:\n    model: x # c\n\n  \n    timeout: 1",
    "model_list:\n- model_name: a\n  litellm_params:\n    model: x # c",
  ],
  [
    "the last two keys",
    (text) => updateModel(text, "a", { timeout: null, top_p: null }),
    "model_list:\n- model_name: a\n  litellm_params:\n    model: x\n    top_p: 1\n    timeout: 1",
    "model_list:\n- model_name: a\n  litellm_params:\n    model: x",
  ],
  [
    "the last key behind a block of text, whose own last line break stays",
    (text) => updateModel(text, "a", { timeout: null }),
    "model_list:\n- model_name: a\n  litellm_params:\n    user: |\n      me\n    timeout: 1",
    "model_list:\n- model_name: a\n  litellm_params:\n    user: |\n      me",
  ],
  [
    "a key with others behind it",
    (text) => updateModel(text, "a", { timeout: null }),
    "model_list:\n- model_name: a\n  litellm_params:\n    timeout: 1\n    model: x",
    "model_list:\n- model_name: a\n  litellm_params:\n    model: x",
  ],
  [
    "the last entry",
    (text) => removeModel(text, "b"),
    "model_list:\n- model_name: a\n\n# about b\n- model_name: b\n  litellm_params: {model: y}",
    "model_list:\n- model_name: a",
  ],
  [
    "the last entry, whose comment heads a group",
    (text) => removeModel(text, "b"),
    "model_list:\n\n# group\n- model_name: b\n- model_name: a",
    "model_list:\n\n# group\n- model_name: a",
  ],
  [
    "the only entry",
    (text) => removeModel(text, "a"),
    "# begin\nmodel_list:\n- model_name: a\n  litellm_params: {model: x}",
    "# begin\nmodel_list: []",
  ],
];

for (const [what, edit, before, after] of CASES) {
  for (const eol of ["\n", "\r\n"]) {
    Deno.test(`a file without a last line break keeps to it without ${what} (${JSON.stringify(eol)})`, () => {
      assert.equal(edit(before.replaceAll("\n", eol)), after.replaceAll("\n", eol));
      const closed = edit(before.replaceAll("\n", eol) + eol);
      assert.ok(closed.endsWith(eol), "a last line break that was there is lost");
    });
  }
}
