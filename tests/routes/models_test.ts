import assert from "node:assert/strict";
import { type RunningApp, startApp } from "../harness/app.ts";

const CONFIG = `# my models
model_list:
  - model_name: small # the cheap one
    litellm_params:
      model: openai/gpt-4o-mini
      api_key: os.environ/OPENAI_API_KEY
      temperature: 0.5
      top_p: 0.9
      max_tokens: 100
  - model_name: vendor/model
    litellm_params: { model: demo/echo }
  - model_name: off
    enabled: false
    litellm_params: { model: demo/story }
  - model_name: unpriced
    litellm_params: { model: openai/my-own-model, api_base: "http://127.0.0.1:1/v1" }
`;

async function get(app: RunningApp, path: string) {
  const response = await fetch(app.url + path);
  assert.match(response.headers.get("content-type") ?? "", /^application\/json/, path);
  return { status: response.status, body: await response.json() };
}

const SMALL = {
  name: "small",
  litellm_model: "openai/gpt-4o-mini",
  provider: "openai",
  enabled: true,
  input_cost_per_million: 0.15,
  output_cost_per_million: 0.6,
  cached_input_cost_per_million: 0.075,
  temperature: 0.5,
  top_p: 0.9,
  max_tokens: 100,
};

Deno.test("GET /models lists every alias with numbers as costs, null where no price is known", async () => {
  await using app = await startApp(CONFIG);
  const { status, body } = await get(app, "/models");
  assert.equal(status, 200);
  const [small, slashed, off, unpriced] = body.models;
  assert.deepEqual(small, SMALL);
  assert.deepEqual([slashed.name, slashed.provider, slashed.enabled], [
    "vendor/model",
    "demo",
    true,
  ]);
  assert.deepEqual([off.name, off.enabled], ["off", false]);
  assert.ok(!("temperature" in off) && !("top_p" in off) && !("max_tokens" in off));
  assert.deepEqual([unpriced.input_cost_per_million, unpriced.output_cost_per_million], [
    null,
    null,
  ]);
  assert.equal(body.models.length, 4);
});

Deno.test("GET /v1/models is OpenAI's list of the aliases that can be called", async () => {
  await using app = await startApp(CONFIG);
  const { body } = await get(app, "/v1/models");
  assert.deepEqual(Object.keys(body).sort(), ["data", "object"]);
  assert.equal(body.object, "list");
  assert.deepEqual(body.data.map(({ id }: { id: string }) => id), [
    "small",
    "vendor/model",
    "unpriced",
  ]);
  const [first] = body.data;
  assert.deepEqual(Object.keys(first), ["id", "object", "created", "owned_by"]);
  assert.deepEqual([first.object, first.owned_by], ["model", "openai"]);
  assert.ok(Number.isInteger(first.created) && first.created > 1.6e9);
});

for (const path of ["/v1/models/vendor/model", "/v1/models/vendor%2Fmodel"]) {
  Deno.test(`GET ${path} finds an alias with a slash`, async () => {
    await using app = await startApp(CONFIG);
    const { status, body } = await get(app, path);
    assert.equal(status, 200);
    assert.deepEqual([body.id, body.object, body.owned_by], ["vendor/model", "model", "demo"]);
  });
}

for (const alias of ["nope", "off", "bad%escape", "%25"]) {
  Deno.test(`GET /v1/models/${alias} is 404 model_not_found`, async () => {
    await using app = await startApp(CONFIG);
    const { status, body } = await get(app, `/v1/models/${alias}`);
    assert.equal(status, 404);
    assert.equal(body.error.code, "model_not_found");
  });
}

for (const path of ["//models", "//v1//models"]) {
  Deno.test(`GET ${path}, from a base URL that ends with a slash, is answered`, async () => {
    await using app = await startApp(CONFIG);
    const { status, body } = await get(app, path);
    assert.equal(status, 200, JSON.stringify(body));
    assert.ok((body.models ?? body.data).length > 0);
  });
}

Deno.test("GET /api/providers lists the price catalogue's providers", async () => {
  await using app = await startApp(CONFIG);
  const { body } = await get(app, "/api/providers");
  assert.deepEqual(Object.keys(body), ["providers"]);
  for (const provider of body.providers) {
    assert.deepEqual(Object.keys(provider).sort(), [
      "display_name",
      "model_count",
      "name",
      "popular",
    ]);
    assert.ok(provider.model_count > 0, provider.name);
    assert.equal(typeof provider.popular, "boolean");
  }
  const openai = body.providers.find(({ name }: { name: string }) => name === "openai");
  assert.deepEqual([openai.display_name, openai.popular], ["OpenAI", true]);
});

Deno.test("GET /api/providers/{provider}/models lists its models, each of which can be added", async () => {
  await using app = await startApp(CONFIG);
  const { body } = await get(app, "/api/providers/anthropic/models");
  assert.deepEqual(Object.keys(body).sort(), ["count", "models", "provider"]);
  assert.equal(body.provider, "anthropic");
  assert.equal(body.count, body.models.length);
  for (const model of body.models) {
    assert.deepEqual(Object.keys(model).sort(), [
      "input_cost_per_million",
      "litellm_id",
      "max_tokens",
      "model_id",
      "name",
      "output_cost_per_million",
    ]);
    assert.equal(model.litellm_id, `anthropic/${model.model_id}`);
  }
  const added = await app.post("/api/models", {
    model_name: "from-catalogue",
    litellm_model: body.models[0].litellm_id,
    api_key_env: "ANTHROPIC_API_KEY",
  });
  assert.equal(added.status, 201, await added.text());
});

Deno.test("GET /api/providers/{provider}/models of an unknown provider is 404", async () => {
  await using app = await startApp(CONFIG);
  const { status, body } = await get(app, "/api/providers/nope/models");
  assert.deepEqual([status, body.error.code], [404, "provider_not_found"]);
});

Deno.test("GET /api/export/obsidian gives the enabled models and the address to enter", async () => {
  await using app = await startApp(CONFIG);
  const { body } = await get(app, "/api/export/obsidian");
  const { models, exported_at, note, version, exported_from, ...rest } = body;
  assert.deepEqual(rest, { client: "obsidian-copilot", base_url: `${app.url}/v1` });
  const { enabled: _, ...small } = SMALL;
  assert.deepEqual(models[0], { id: "small", ...small });
  assert.deepEqual(models.map(({ id }: { id: string }) => id), [
    "small",
    "vendor/model",
    "unpriced",
  ]);
  assert.equal(new Date(exported_at).toISOString(), exported_at);
  for (const text of [note, version, exported_from]) assert.equal(typeof text, "string");
});
