import assert from "node:assert/strict";
import { parseConfig } from "../../lib/config/load.ts";
import { obsidianExport } from "../../lib/models/export.ts";
import { keyProblems } from "../../lib/models/keys.ts";
import { knownModel } from "../../lib/models/known.ts";
import { listModels, openAiModels } from "../../lib/models/list.ts";

const AT = new Date("2026-11-01T00:00:00Z");
const configOf = (text: string) => parseConfig(text, "config.yaml");

const CONFIG = configOf(`model_list:
  - { model_name: b, litellm_params: { model: openai/gpt-4o-mini, api_key: os.environ/KEY_ONE } }
  - { model_name: a, litellm_params: { model: claude-haiku-4-5, api_key: os.environ/KEY_TWO } }
  - { model_name: c, litellm_params: { model: openai/gpt-4o, api_key: os.environ/KEY_ONE } }
  - { model_name: d, litellm_params: { model: demo/echo } }
  - { model_name: e, enabled: false, litellm_params: { model: demo/echo } }
`);

Deno.test("models are listed in the order of the file, with the provider inferred", () => {
  assert.deepEqual(
    listModels(CONFIG, AT).map(({ name, provider, enabled }) => [name, provider, enabled]),
    [
      ["b", "openai", true],
      ["a", "anthropic", true],
      ["c", "openai", true],
      ["d", "demo", true],
      ["e", "demo", false],
    ],
  );
});

Deno.test("an alias whose provider cannot be told is listed all the same", () => {
  const config = configOf(`model_list:
  - { model_name: odd, litellm_params: { model: who-knows } }
`);
  const [odd] = listModels(config, AT);
  assert.deepEqual([odd?.name, odd?.provider, odd?.input_cost_per_million], ["odd", null, null]);
  assert.equal(openAiModels(config, 7)[0]?.owned_by, "unknown");
});

Deno.test("a price of the configuration wins over the catalogue's", () => {
  const config = configOf(`model_list:
  - model_name: own
    litellm_params:
      model: openai/gpt-4o-mini
      input_cost_per_token: 0.000001
      output_cost_per_token: 0
`);
  const [own] = listModels(config, AT);
  assert.deepEqual([own?.input_cost_per_million, own?.output_cost_per_million], [1, 0]);
});

Deno.test("the catalogue's price is that of base_model where there is one, cached tokens included", () => {
  const config = configOf(`model_list:
  - { model_name: plain, litellm_params: { model: openai/gpt-4o-mini } }
  - model_name: deployed
    litellm_params: { model: azure/my-deployment, api_base: "https://x.openai.azure.com" }
    model_info: { base_model: gpt-4o-mini }
  - model_name: deployed without
    litellm_params: { model: azure/my-deployment, api_base: "https://x.openai.azure.com" }
`);
  const costs = listModels(config, AT).map((model) => [
    model.input_cost_per_million,
    model.output_cost_per_million,
    model.cached_input_cost_per_million,
  ]);
  assert.deepEqual(costs, [[0.15, 0.6, 0.075], [0.15, 0.6, 0.075], [null, null, null]]);
});

Deno.test("a model lists the default parameters that the playground shows, and no other", () => {
  const config = configOf(`model_list:
  - model_name: a
    litellm_params: { model: demo/echo, temperature: 0, top_p: 0.5, max_tokens: 7, stop: [x] }
  - { model_name: b, litellm_params: { model: demo/echo, timeout: 3, api_key: sk-mine } }
`);
  const [a, b] = listModels(config, AT);
  assert.deepEqual([a?.temperature, a?.top_p, a?.max_tokens], [0, 0.5, 7]);
  assert.ok(a && !("stop" in a));
  assert.deepEqual(["temperature", "top_p", "max_tokens"].filter((key) => b && key in b), []);
  assert.doesNotMatch(JSON.stringify(b), /sk-mine/);
});

Deno.test("OpenAI's list has the enabled aliases only", () => {
  assert.deepEqual(openAiModels(CONFIG, 7).map(({ id, created }) => [id, created]), [
    ["b", 7],
    ["a", 7],
    ["c", 7],
    ["d", 7],
  ]);
});

Deno.test("the export names the address of the server and no disabled alias", () => {
  const { base_url, models, exported_at } = obsidianExport(CONFIG, "http://localhost:4000", AT);
  assert.equal(base_url, "http://localhost:4000/v1");
  assert.deepEqual(models.map(({ id, name }) => [id, name]), [
    ["b", "b"],
    ["a", "a"],
    ["c", "c"],
    ["d", "d"],
  ]);
  assert.equal(exported_at, "2026-11-01T00:00:00.000Z");
});

Deno.test("aliases are sorted by the variable that they lack", () => {
  const entries = [...CONFIG.aliases.values()];
  assert.deepEqual(keyProblems(entries, () => undefined), {
    ready: ["d", "e"],
    withoutKey: [
      { variable: "KEY_ONE", aliases: ["b", "c"] },
      { variable: "KEY_TWO", aliases: ["a"] },
    ],
  });
  assert.deepEqual(keyProblems(entries, () => "set").withoutKey, []);
});

for (
  const [model, told] of [
    ["openai/gpt-4o-mini", null],
    ["claude-haiku-4-5", null],
    ["demo/echo", null],
    ["openai/gpt-99", /does not know "gpt-99" of OpenAI/],
    ["nobody/model", /nobody/],
    ["model", /model/],
  ] as const
) {
  Deno.test(`${model} ${told ? "is no model that can be added" : "can be added"}`, () => {
    const known = knownModel({ litellmModel: model, apiBase: null, allowUnpriced: false }, AT);
    if (told === null) assert.ok("address" in known);
    else assert.match("problem" in known ? known.problem : "", told);
  });
}
