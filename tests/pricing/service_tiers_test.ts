import assert from "node:assert/strict";
import { priceUsage } from "../../lib/pricing/mod.ts";
import { question, usage } from "./fixtures.ts";

const used = usage({ input: 1_000, webSearches: 1 });

function prices(provider: string, model: string, serviceTier: string | null) {
  const cost = priceUsage(used, question(provider, model, { serviceTier }));
  return cost && [cost.lines.map(({ price }) => price).join(" "), cost.rule];
}

Deno.test("flex costs half, a web search in it costs the same, and the rule says so", () => {
  const rule = "service tier flex at 0.5× the standard price";
  assert.deepEqual(prices("openai", "gpt-5", "flex"), ["0.625 10", rule]);
});

Deno.test("priority costs what it does for each model that it is published for", () => {
  assert.equal(prices("openai", "gpt-5.5", "priority")?.[0]?.split(" ")[0], "12.5");
  assert.equal(prices("openai", "gpt-5-mini", "priority")?.[0]?.split(" ")[0], "0.45");
  assert.equal(prices("openai", "gpt-5.4-mini", "fast")?.[0]?.split(" ")[0], "1.5");
  assert.equal(prices("gemini", "gemini-3.8-flash", "priority")?.[0]?.split(" ")[0], "1.35");
});

Deno.test("a tier known to cost something else, and not known what, leaves the exchange unpriced", () => {
  assert.equal(prices("openai", "gpt-5.3", "priority"), null);
  assert.equal(prices("openai", "gpt-5.5-pro", "priority"), null);
  assert.equal(prices("openai", "gpt-4o", "priority"), null);
  assert.equal(prices("anthropic", "claude-haiku-4-5", "priority"), null);
});

Deno.test("the usual tiers cost the standard price", () => {
  for (const tier of [null, "", "default", "standard", "auto", "on_demand"]) {
    assert.deepEqual(prices("openai", "gpt-5", tier), ["1.25 10", null]);
  }
  assert.equal(prices("groq", "llama-3.1-8b-instant", "on_demand")?.[0], "0.05");
});

Deno.test("prices of the config are the user's own: no tier changes them", () => {
  const cost = priceUsage(
    usage({ input: 1_000_000 }),
    question("openai", "gpt-5", { serviceTier: "flex", prices: { inputCostPerToken: 1e-6 } }),
  );
  assert.equal(cost?.nanos, 1_000_000_000);
});
