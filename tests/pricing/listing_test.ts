import assert from "node:assert/strict";
import { catalogue } from "../../lib/pricing/mod.ts";

const AT = new Date("2026-11-20T12:00:00Z");

Deno.test("catalogue() lists our providers with their names, popular ones first", () => {
  const { providers } = catalogue(AT);
  assert.deepEqual(
    providers.filter(({ popular }) => popular).map(({ name }) => name).sort(),
    ["anthropic", "deepseek", "gemini", "groq", "mistral", "openai", "openrouter", "xai"],
  );
  const first = providers.findIndex(({ popular }) => !popular);
  assert.ok(providers.slice(first).every(({ popular }) => !popular));
  assert.deepEqual(Object.keys(providers[0] ?? {}), [
    "name",
    "display_name",
    "model_count",
    "popular",
  ]);
});

Deno.test("catalogue() counts as many models as it lists, each under a name that finds its price", () => {
  const { providers, models } = catalogue(AT);
  for (const { name, model_count } of providers) {
    const list = models(name) ?? [];
    assert.equal(list.length, model_count, name);
    assert.ok(model_count > 0, name);
    for (const model of list) {
      assert.equal(model.litellm_id, `${name}/${model.model_id}`);
      assert.equal(typeof model.input_cost_per_million, "number", model.litellm_id);
    }
    assert.equal(new Set(list.map(({ model_id }) => model_id)).size, list.length);
  }
});

Deno.test("catalogue() gives a model in the contract's shape", () => {
  const model = catalogue(AT).models("anthropic")?.find(({ model_id }) =>
    model_id === "claude-haiku-4-5"
  );
  assert.deepEqual(model, {
    model_id: "claude-haiku-4-5",
    name: "Claude Haiku 4.5",
    input_cost_per_million: 1,
    output_cost_per_million: 5,
    max_tokens: 200000,
    litellm_id: "anthropic/claude-haiku-4-5",
  });
});

Deno.test("catalogue() offers what only our overrides know, and nothing that is retired", () => {
  const ids = (provider: string) => catalogue(AT).models(provider)?.map(({ model_id }) => model_id);
  assert.ok(ids("anthropic")?.includes("claude-haiku-5-5"));
  assert.ok(ids("openai")?.includes("gpt-6.1-sol"));
  assert.ok(ids("deepseek")?.includes("deepseek-flash"));
  assert.ok(!ids("deepseek")?.includes("deepseek-chat"));
  assert.ok(ids("mistral")?.includes("codestral-latest"));
  assert.ok(ids("openrouter")?.every((id) => id.includes("/")));
});

Deno.test("catalogue() has null for a provider that it does not know", () => {
  assert.equal(catalogue(AT).models("nobody"), null);
  assert.equal(catalogue(AT).models("__proto__"), null);
  assert.equal(catalogue(AT).models("huggingface"), null);
});
