import assert from "node:assert/strict";
import { referencedNames, resolveEnviron } from "../../lib/config/environ.ts";
import { parseConfig } from "../../lib/config/load.ts";

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
