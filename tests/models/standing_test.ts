import assert from "node:assert/strict";
import { parseConfig } from "../../lib/config/load.ts";
import { addable } from "../../lib/models/addable.ts";
import { standings } from "../../lib/models/standing.ts";
import { ROWS } from "../../lib/providers/rows.ts";

const AT = new Date("2026-11-01T00:00:00Z");
const CONFIG = parseConfig(
  `model_list:
  - model_name: haiku
    litellm_params:
      model: anthropic/claude-haiku-4-5
      api_key: os.environ/KEY_ONE
      temperature: 0.5
      timeout: 30
      num_retries: 0
      stop: [x]
  - { model_name: groq, litellm_params: { model: groq/llama-3.3-70b-versatile } }
  - { model_name: literal, litellm_params: { model: openai/gpt-4o, api_key: sk-mine-and-secret } }
  - { model_name: demo, enabled: false, litellm_params: { model: demo/echo } }
  - { model_name: nowhere, litellm_params: { model: azure/x, api_key: k } }
  - model_name: deployed
    litellm_params: { model: azure/y, api_base: "https://y.openai.azure.com", api_key: k }
    model_info: { base_model: gpt-4o }
  - { model_name: written, litellm_params: { model: demo/echo, top_p: os.environ/TOP } }
`,
  "config.yaml",
);
const standing = (secrets: Record<string, string>) =>
  new Map(standings(CONFIG, (name) => secrets[name], AT).map((one) => [one.name, one]));

Deno.test("a model says whether its key is there and which variable is missing, never the key", () => {
  const keys = (secrets: Record<string, string>) =>
    [...standing(secrets).values()].map(({ name, key }) => [
      name,
      key.state === "missing" ? key.variable : key.state,
    ]);
  assert.deepEqual(keys({ KEY_ONE: "sk-one-secret" }), [
    ["haiku", "set"],
    ["groq", "GROQ_API_KEY"],
    ["literal", "set"],
    ["demo", "not needed"],
    ["nowhere", "set"],
    ["deployed", "set"],
    ["written", "TOP"],
  ]);
  assert.equal(keys({})[0]?.[1], "KEY_ONE");
  assert.doesNotMatch(
    JSON.stringify([...standing({ KEY_ONE: "sk-one-secret" }).values()]),
    /secret/,
  );
});

Deno.test("a model that leads nowhere says why and how to mend it", () => {
  const problems = [...standing({}).values()].filter(({ problem }) => problem !== null);
  assert.deepEqual(problems.map(({ name }) => name), ["nowhere"]);
  assert.match(problems[0]?.problem ?? "", /Set litellm_params\.api_base/);
});

Deno.test("a model has what can be edited of it, the names of the rest, and its line", () => {
  const models = standing({});
  const { params, otherParams, line } = models.get("haiku") ?? {};
  assert.deepEqual(params, { temperature: 0.5, timeout: 30, num_retries: 0 });
  assert.deepEqual([otherParams, line], [["stop"], 2]);
  assert.deepEqual(models.get("written")?.params, { top_p: "os.environ/TOP" });
  assert.deepEqual(models.get("groq")?.params, {});
});

Deno.test("a model knows how much it takes at once, by its base model where there is one", () => {
  const models = standing({});
  const windows = ["haiku", "deployed", "demo", "nowhere"]
    .map((name) => models.get(name)?.contextWindow);
  assert.deepEqual(windows, [200_000, 128_000, null, null]);
});

Deno.test({
  name: "an enabled model says which host the server was started without",
  permissions: { env: ["LOG_TOKENS", "LOG_STREAM"], net: ["api.groq.com:443"] },
  fn: () => {
    const beyond = [...standing({}).values()].map(({ name, beyond }) => [name, beyond]);
    assert.deepEqual(beyond, [
      ["haiku", "api.anthropic.com:443"],
      ["groq", null],
      ["literal", "api.openai.com:443"],
      ["demo", null],
      ["nowhere", null],
      ["deployed", "y.openai.azure.com:443"],
      ["written", null],
    ]);
  },
});

Deno.test("every provider can be added, popular ones first, those on one's own machine last", () => {
  const all = addable((name) => name === "GROQ_API_KEY" ? "gsk-secret" : undefined);
  assert.equal(all.length, ROWS.length);
  const groups = all.map(({ group }) => group);
  assert.deepEqual([...new Set(groups)], ["popular", "more", "own machine"]);
  assert.deepEqual(groups, groups.toSorted((a, b) => groups.indexOf(a) - groups.indexOf(b)));
  const byName = new Map(all.map((one) => [one.name, one]));
  assert.deepEqual([byName.get("groq")?.keyEnv, byName.get("groq")?.keySet], [
    "GROQ_API_KEY",
    true,
  ]);
  assert.equal(byName.get("openai")?.keySet, false);
  assert.deepEqual([byName.get("ollama")?.keyEnv, byName.get("ollama")?.models], [null, 0]);
  assert.match(byName.get("azure")?.baseExample ?? "", /^https:/);
  assert.equal(byName.get("openai")?.baseExample, null);
  assert.doesNotMatch(JSON.stringify(all), /secret/);
});
