import assert from "node:assert/strict";
import fc from "fast-check";
import { referencedNames, resolveEnviron, variableIn } from "../../lib/config/environ.ts";
import { parseConfig } from "../../lib/config/load.ts";
import type { JsonValue } from "../../lib/types/json.ts";

const TEXT = `
model_list:
  - model_name: a
    litellm_params:
      model: os.environ/MODEL
      api_key: os.environ/KEY
      api_base: os.environ/BASE
      extra_headers: {X-Tenant: os.environ/TENANT}
      extra_body: {deep: [{er: os.environ/DEEP}]}
      metadata: {user: os.environ/USER_ID, text: see os.environ/NOT_THIS}
  - model_name: b
    litellm_params: {model: x, api_key: os.environ/KEY, note: os.environ/A B}
general_settings: {master_key: os.environ/MASTER}
`;

Deno.test("referencedNames() finds each os.environ/NAME once, however deep, in one entry or in all", () => {
  const config = parseConfig(TEXT, "c");
  assert.deepEqual(
    referencedNames(config),
    ["BASE", "DEEP", "KEY", "MASTER", "MODEL", "TENANT", "USER_ID"],
  );
  const entry = config.aliases.get("b");
  assert.deepEqual(entry && referencedNames(entry), ["KEY"]);
});

Deno.test("resolveEnviron() puts values in and reports what is missing once", () => {
  const secrets = (name: string) => ({ A: "1", B: "2" })[name];
  assert.deepEqual(
    resolveEnviron(
      { a: "os.environ/A", list: ["os.environ/B", "os.environ/C", { c: "os.environ/C" }], n: 1 },
      secrets,
    ),
    { value: { a: "1", list: ["2", null, { c: null }], n: 1 }, missing: ["C"] },
  );
  assert.deepEqual(resolveEnviron("plain", secrets), { value: "plain", missing: [] });
});

Deno.test("resolveEnviron() does not resolve what a variable holds", () => {
  const { value } = resolveEnviron("os.environ/A", () => "os.environ/B");
  assert.equal(value, "os.environ/B");
});

const NAMES: [text: string, name: string | undefined][] = [
  ["os.environ/KEY", "KEY"],
  [" os.environ/KEY\n", "KEY"],
  ["os.environ/_k.e-y9", "_k.e-y9"],
  ["os.environ/", undefined],
  ["os.environ/9", undefined],
  ["os.environ/A B", undefined],
  ["os.environ/A/B", undefined],
  ["os.environ/É", undefined],
  ["OS.ENVIRON/KEY", undefined],
  ["os_environ/KEY", undefined],
  ["see os.environ/KEY", undefined],
  ["os.environ/KEY, too", undefined],
];

for (const [text, name] of NAMES) {
  Deno.test(`${JSON.stringify(text)} names ${name === undefined ? "no variable" : name}`, () => {
    assert.equal(variableIn(text), name);
    const { value, missing } = resolveEnviron([{ text }], () => undefined);
    assert.deepEqual(missing, name === undefined ? [] : [name]);
    assert.deepEqual(value, [{ text: name === undefined ? text : null }]);
  });
}

Deno.test("resolveEnviron() puts in every variable that referencedNames() finds, and no other", () => {
  const leaf = fc.oneof(
    fc.constantFrom("os.environ/A", "os.environ/B", " os.environ/C ", "os.environ/", "A"),
    fc.jsonValue({ maxDepth: 0 }),
  );
  const { tree } = fc.letrec<{ tree: JsonValue }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf as fc.Arbitrary<JsonValue>,
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "__proto__", "os.environ/A"), tie("tree"), {
        maxKeys: 3,
      }),
    ),
  }));
  fc.assert(fc.property(tree, (value) => {
    const asked = new Set<string>();
    const { value: resolved, missing } = resolveEnviron(value, (name) => {
      asked.add(name);
      return name === "A" ? "os.environ/B" : name === "C" ? "c" : undefined;
    });
    const [entry] = parseConfig("model_list: [{model_name: a, litellm_params: {model: x}}]", "c")
      .aliases.values();
    assert.ok(entry !== undefined);
    const names = referencedNames({ ...entry, defaults: { value } });
    assert.deepEqual([...asked].sort(), names);
    assert.deepEqual(missing, names.filter((name) => name === "B"));
    const text = JSON.stringify(value).replaceAll(
      /"\s?os\.environ\/([ABC])\s?"(?!:)/g,
      (_, name) => name === "A" ? '"os.environ/B"' : name === "C" ? '"c"' : "null",
    );
    assert.deepEqual(resolved, JSON.parse(text));
  }));
});
