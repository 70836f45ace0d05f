import assert from "node:assert/strict";
import { priceUsage } from "../../lib/pricing/mod.ts";
import { question, usage } from "./fixtures.ts";

Deno.test("priceUsage() charges thinking apart only where it has a price of its own", () => {
  const used = usage({ input: 19, output: 1_000, reasoning: 900 });
  const apart = priceUsage(used, question("perplexity", "sonar-deep-research"));
  assert.deepEqual(apart?.lines.map(({ bucket, amount }) => [bucket, amount]), [
    ["input", 19],
    ["output", 100],
    ["reasoning", 900],
  ]);
  const inside = priceUsage(used, question("openai", "o3"));
  assert.deepEqual(inside?.lines.map(({ bucket, amount }) => [bucket, amount]), [
    ["input", 19],
    ["output", 1_000],
  ]);
});

Deno.test("priceUsage() charges produced images and cached sound at their own prices", () => {
  const lines = (provider: string, model: string) =>
    priceUsage(
      usage({
        cacheRead: 1_000,
        cacheReadAudio: 600,
        output: 1_400,
        reasoning: 100,
        imageOutput: 1_290,
      }),
      question(provider, model),
    )?.lines.map(({ bucket, amount, price }) => `${bucket} ${amount} ${price}`);
  assert.deepEqual(lines("gemini", "gemini-3-pro-image-preview"), [
    "cacheRead 1000 2",
    "output 110 12",
    "imageOutput 1290 120",
  ]);
  assert.deepEqual(lines("gemini", "gemini-2.5-flash"), [
    "cacheRead 400 0.03",
    "cacheReadAudio 600 0.1",
    "output 1400 2.5",
  ]);
  assert.deepEqual(lines("openai", "gpt-5.4"), ["cacheRead 1000 0.25", "output 1400 15"]);
});

Deno.test("priceUsage() never charges more of the parts than there is of their whole", () => {
  const used = usage({ output: 10, imageOutput: 12 });
  const cost = priceUsage(used, question("gemini", "gemini-2.5-flash-image"));
  assert.deepEqual(cost?.lines.map(({ bucket, amount }) => [bucket, amount]), [
    ["imageOutput", 10],
  ]);
});

Deno.test("priceUsage() is null where tokens cost apart that no usage tells apart", () => {
  const used = usage({ input: 10, output: 1290 });
  for (const model of ["gpt-image-1.5", "gpt-realtime"]) {
    assert.equal(priceUsage(used, question("openai", model)), null, model);
  }
  assert.equal(priceUsage(used, question("gemini", "gemini-omni-flash-preview")), null);
});
