import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import { addModel, type ModelPatch, removeModel, updateModel } from "../../lib/config/edit.ts";

/** A file as people write one: entries in several styles, each with comments of its own. */
interface File {
  text: string;
  /** The comments of each entry, by its place. */
  comments: string[][];
}

const KEYS = ["temperature", "timeout", "max_tokens"] as const;

interface Written {
  style: "block" | "flow" | "lines";
  params: Partial<Record<typeof KEYS[number], number>>;
  isOff: boolean;
  isCommented: boolean;
  isSpaced: boolean;
}

const written: fc.Arbitrary<Written> = fc.record({
  style: fc.constantFrom("block", "flow", "lines"),
  params: fc.dictionary(fc.constantFrom(...KEYS), fc.integer({ min: 1, max: 9 })),
  isOff: fc.boolean(),
  isCommented: fc.boolean(),
  isSpaced: fc.boolean(),
});

function render(entry: Written, place: number, comments: string[]): string {
  const note = (what: string) => {
    if (!entry.isCommented) return "";
    comments.push(`# ${what} of ${place}.`);
    return ` # ${what} of ${place}.`;
  };
  const pairs = [["model", "x"], ...Object.entries(entry.params)].map(([key, value]) =>
    `${key}: ${value}`
  );
  const above = entry.isCommented ? `  ${note("above").trim()}\n` : "";
  const off = entry.isOff ? "    enabled: false\n" : "";
  const begin = `${entry.isSpaced && place > 0 ? "\n" : ""}${above}  - model_name: m${place}${
    note("name")
  }\n${off}`;
  if (entry.style === "flow") {
    return `${begin}    litellm_params: { ${pairs.join(", ")} }${note("line")}\n`;
  }
  if (entry.style === "lines") {
    const lines = pairs.map((pair, n) => `      ${pair},${note(`line ${n}`)}\n`);
    return `${begin}    litellm_params: {\n${lines.join("")}    }\n`;
  }
  const lines = pairs.map((pair, n) => `      ${pair}${note(`line ${n}`)}\n`);
  return `${begin}    litellm_params:${note("params")}\n${lines.join("")}`;
}

const file: fc.Arbitrary<File> = fc.record({
  entries: fc.array(written, { minLength: 1, maxLength: 4 }),
  eol: fc.constantFrom("\n", "\r\n"),
  mark: fc.constantFrom("", "\uFEFF"),
  tail: fc.constantFrom("", "\n# end\n", "z: 1\n", "\n\nz:\n  - model_name: m0\n"),
  isCut: fc.boolean(),
}).map(({ entries, eol, mark, tail, isCut }) => {
  const comments: string[][] = entries.map(() => []);
  const list = entries.map((entry, place) => render(entry, place, comments[place] ?? []));
  const text = `${mark}# begin\nmodel_list:\n${list.join("")}${tail}`.replaceAll("\n", eol);
  return { text: isCut ? text.slice(0, -eol.length) : text, comments };
});

const place = fc.nat({ max: 3 });
const number = fc.option(fc.constantFrom(0, 1, 0.25, 30, 1e-7), { nil: null });

function filled(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== "");
}

function has(text: string, comments: readonly string[]): void {
  for (const comment of comments) assert.ok(text.includes(comment), `${comment} is lost`);
}

Deno.test("updateModel() changes what it is told and no other value, comment, line break or mark", () => {
  const patch = fc.record({ timeout: number, temperature: number, enabled: fc.boolean() }, {
    requiredKeys: [],
  });
  fc.assert(fc.property(file, place, patch, ({ text, comments }, n, patch) => {
    const index = n % comments.length;
    const after = updateModel(text, `m${index}`, patch);
    const expected = parse(text);
    const { enabled, ...params } = patch;
    if (enabled !== undefined) expected.model_list[index].enabled = enabled;
    for (const [key, value] of Object.entries(params)) {
      if (value === null) delete expected.model_list[index].litellm_params[key];
      else expected.model_list[index].litellm_params[key] = value;
    }
    assert.deepEqual(parse(after), expected);
    has(after, comments.filter((_, other) => other !== index).flat());
    // A key that goes takes the comment on its line along.
    if (!Object.values(patch).includes(null)) has(after, comments.flat());
    assert.equal(after.startsWith("\uFEFF"), text.startsWith("\uFEFF"));
    assert.equal(after.includes("\r\n"), text.includes("\r\n"));
    assert.equal(/(^|[^\r])\n/.test(after), /(^|[^\r])\n/.test(text));
    assert.equal(after.endsWith("\n"), text.endsWith("\n"));
  }));
});

Deno.test("updateModel() changes nothing when it sets what is set, and undoes what it added", () => {
  fc.assert(fc.property(file, place, ({ text, comments }, n) => {
    const index = n % comments.length;
    const alias = `m${index}`;
    const { litellm_params: params } = parse(text).model_list[index];
    const same: ModelPatch = Object.fromEntries(KEYS.map((key) => [key, params[key] ?? null]));
    assert.equal(updateModel(text, alias, same), text);
    const added = updateModel(text, alias, { top_p: 0.5 });
    assert.notEqual(added, text);
    const undone = updateModel(added, alias, { top_p: null });
    assert.equal(undone.trimEnd(), text.trimEnd());
  }));
});

const WORDS =
  "true null ~ 1 0x10 1e3 .inf .nan 2026-01-01 yes - ? : & *a !b | > @ ` % # a:b a# << {} [] '' \\";

Deno.test("addModel() writes names that YAML would take for something else as text", () => {
  for (const model_name of WORDS.split(" ")) {
    for (const text of ["", "model_list: [{model_name: z}]\n", "model_list:\n- model_name: z\n"]) {
      const added = addModel(text, { model_name, litellm_model: model_name });
      const list = parse(added).model_list;
      assert.deepEqual(list.at(-1), { model_name, litellm_params: { model: model_name } });
    }
  }
});

Deno.test("removeModel() takes one entry and leaves the values and comments of all others", () => {
  fc.assert(fc.property(file, place, ({ text, comments }, n) => {
    const index = n % comments.length;
    const after = removeModel(text, `m${index}`);
    const expected = parse(text);
    expected.model_list.splice(index, 1);
    assert.deepEqual(parse(after), expected);
    has(after, comments.filter((_, other) => other !== index).flat());
    const own = comments[index]?.filter((comment) => !comment.includes("above")) ?? [];
    for (const comment of own) assert.ok(!after.includes(comment), `${comment} is left over`);
  }));
});

Deno.test("addModel() leaves every line as it is, and removeModel() gives back all but empty lines", () => {
  fc.assert(fc.property(file, ({ text, comments }) => {
    const after = addModel(text, { model_name: "new", litellm_model: "demo/echo", timeout: 1 });
    const expected = parse(text);
    expected.model_list.push({
      model_name: "new",
      litellm_params: { model: "demo/echo", timeout: 1 },
    });
    assert.deepEqual(parse(after), expected);
    has(after, comments.flat());
    const lines = after.split("\n");
    let at = 0;
    for (const line of text.split("\n")) {
      const found = lines.findIndex((other, n) => n >= at && other.trimEnd() === line.trimEnd());
      assert.ok(found >= 0, `${JSON.stringify(line)} is lost or has moved`);
      at = found + 1;
    }
    assert.deepEqual(filled(removeModel(after, "new")), filled(text));
  }));
});
