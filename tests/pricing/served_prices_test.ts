import assert from "node:assert/strict";
import { priceUsage } from "../../lib/pricing/mod.ts";
import type { JsonObject } from "../../lib/types/json.ts";
import { question, usage } from "./fixtures.ts";

const used = usage({ input: 1_000, webSearches: 1 });

/** The prices that apply, in the order of a cost's lines, and the rule. */
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
  assert.equal(prices("openai", "gpt-4o-audio-preview", "priority"), null);
  assert.equal(prices("azure", "gpt-5", "priority"), null);
  assert.equal(prices("fireworks_ai", "glm-5p1", "priority"), null);
  assert.equal(prices("anthropic", "claude-haiku-4-5", "priority"), null);
});

Deno.test("a fast prompt longer than the tier is sold for is unpriced, a standard one is not", () => {
  const long = usage({ input: 300_000 });
  const priced = (serviceTier: string) =>
    priceUsage(long, question("openai", "gpt-5.4", { serviceTier }))?.lines[0]?.price;
  assert.deepEqual([priced("priority"), priced("default")], [undefined, "5"]);
});

Deno.test("the usage object tells the tier where the answer does not", () => {
  const rule = (provider: string, model: string, raw: JsonObject) =>
    priceUsage({ ...used, raw }, question(provider, model))?.rule;
  const half = "at 0.5× the standard price";
  assert.equal(
    rule("gemini", "gemini-3-flash-preview", { serviceTier: "flex" })?.includes(half),
    true,
  );
  assert.equal(
    rule("anthropic", "claude-haiku-4-5", { service_tier: "batch" })?.includes(half),
    true,
  );
  assert.equal(rule("anthropic", "claude-haiku-4-5", { service_tier: "standard" }), null);
});

Deno.test("Anthropic's speed and geography add up, and a search costs the same", () => {
  const cost = (model: string, raw: JsonObject) => {
    const found = priceUsage({ ...used, raw }, question("anthropic", model));
    return found && [found.lines.map(({ price }) => price).join(" "), found.rule];
  };
  assert.deepEqual(cost("claude-opus-5-5", { speed: "fast", inference_geo: "us" }), [
    "8.8 10",
    "speed fast at 2× the standard price; inference geography us at 1.1× the standard price",
  ]);
  assert.deepEqual(cost("claude-opus-4-6", { speed: "fast" })?.[0], "30 10");
  assert.deepEqual(cost("claude-opus-5", { speed: "standard", inference_geo: "global" }), [
    "5 10",
    null,
  ]);
  assert.deepEqual(cost("claude-haiku-4-5", { inference_geo: "us" }), ["1 10", null]);
  assert.equal(cost("claude-sonnet-5", { speed: "fast" }), null);
});

Deno.test("a fee for the request is no dearer in a dearer tier", () => {
  const cost = priceUsage(
    usage({ input: 1_000_000 }),
    question("openai", "gpt-5-search-api", { serviceTier: "flex" }),
  );
  assert.deepEqual(cost?.lines.map(({ bucket, price }) => `${bucket} ${price}`), [
    "input 0.625",
    "requests 10",
  ]);
});

Deno.test("what one provider calls its terms means nothing to another", () => {
  const raw = { speed: "fast", inference_geo: "us", search_context_size: "high" };
  const cost = priceUsage({ ...used, raw }, question("openai", "gpt-5"));
  assert.deepEqual([cost?.lines[0]?.price, cost?.rule], ["1.25", null]);
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
