import assert from "node:assert/strict";
import { listPrice, priceUsage } from "../../lib/pricing/mod.ts";
import { question, usage } from "./fixtures.ts";

const MILLION = 1_000_000;

Deno.test("prices of the config win over the table and over the provider's report", () => {
  const cost = priceUsage(
    usage({ input: MILLION, output: MILLION }),
    question("openai", "gpt-4o", {
      prices: { inputCostPerToken: 0.000001, outputCostPerToken: 1.5e-7 },
      reported: 99,
    }),
  );
  assert.deepEqual(cost?.lines.map(({ price }) => price), ["1", "0.15"]);
  assert.equal(cost?.source, "config");
  assert.equal(cost?.date, null);
  assert.equal(cost?.rule, null);
});

Deno.test("every price that a config can state has its bucket", () => {
  const cost = priceUsage(
    usage({
      input: MILLION,
      cacheRead: MILLION,
      cacheWrite5m: MILLION,
      cacheWrite1h: MILLION,
      audioInput: MILLION,
      output: 2 * MILLION,
      reasoning: MILLION,
      audioOutput: MILLION,
    }),
    question("openai", "my-own-model", {
      prices: {
        inputCostPerToken: 1e-6,
        cacheReadInputTokenCost: 2e-6,
        cacheCreationInputTokenCost: 3e-6,
        cacheCreationInputTokenCostAbove1hr: 4e-6,
        inputCostPerAudioToken: 5e-6,
        outputCostPerToken: 6e-6,
        outputCostPerReasoningToken: 7e-6,
        outputCostPerAudioToken: 8e-6,
      },
    }),
  );
  assert.deepEqual(cost?.lines.map(({ bucket, price }) => `${bucket} ${price}`), [
    "input 1",
    "cacheRead 2",
    "cacheWrite5m 3",
    "cacheWrite1h 4",
    "audioInput 5",
    "output 6",
    "reasoning 7",
    "audioOutput 8",
  ]);
});

Deno.test("what a config leaves out comes from the next source, and the rule says so", () => {
  const cost = priceUsage(
    usage({ input: MILLION, cacheRead: MILLION }),
    question("anthropic", "claude-haiku-4-5", {
      prices: { inputCostPerToken: 0.9e-6, outputCostPerToken: 4.5e-6 },
    }),
  );
  assert.deepEqual(cost?.lines.map(({ price }) => price), ["0.9", "0.1"]);
  assert.equal(cost?.rule, "cacheRead from genai-prices 2026-09-23");
});

Deno.test("a cached token never costs more than the config's input token", () => {
  const prices = { inputCostPerToken: 1e-7, outputCostPerToken: 1e-7 };
  const cost = priceUsage(usage({ cacheRead: MILLION }), question("openai", "gpt-4o", { prices }));
  assert.deepEqual(cost?.lines.map(({ price }) => price), ["0.1"]);
});

Deno.test("a config price of 0 makes its whole side free", () => {
  const prices = { inputCostPerToken: 0, outputCostPerToken: 0 };
  const used = usage({
    input: 10,
    cacheRead: 10,
    cacheReadAudio: 5,
    cacheWrite1h: 10,
    audioInput: 1,
    output: 10,
    imageOutput: 5,
  });
  for (
    const [provider, model] of [
      ["anthropic", "claude-haiku-4-5"],
      ["gemini", "gemini-2.5-flash"],
      ["gemini", "gemini-2.5-flash-image"],
    ] as const
  ) {
    const cost = priceUsage(used, question(provider, model, { prices }));
    assert.deepEqual([cost?.nanos, cost?.source], [0, "config"], model);
  }
});

Deno.test("a config that states text prices leaves images and sound at the published ones", () => {
  const prices = { inputCostPerToken: 0.05e-6, outputCostPerToken: 1e-6 };
  const priced = (model: string, buckets: Parameters<typeof usage>[0]) =>
    priceUsage(usage(buckets), question("gemini", model, { prices }))?.lines
      .map(({ bucket, price }) => `${bucket} ${price}`);
  assert.deepEqual(priced("gemini-2.5-flash-image", { output: 9, imageOutput: 8 }), [
    "output 1",
    "imageOutput 30",
  ]);
  // Never dearer than the config's own input token.
  assert.deepEqual(priced("gemini-2.5-flash", { cacheRead: 9, cacheReadAudio: 8 }), [
    "cacheRead 0.03",
    "cacheReadAudio 0.05",
  ]);
});

Deno.test("without any other source, cached and spoken tokens cost what plain ones cost", () => {
  const prices = { inputCostPerToken: 2e-6, outputCostPerToken: 3e-6 };
  const used = usage({
    cacheRead: 1,
    cacheWrite5m: 1,
    cacheWrite1h: 1,
    audioInput: 1,
    audioOutput: 1,
  });
  const cost = priceUsage(used, question("openai", "my-own-model", { prices }));
  assert.deepEqual(cost?.lines.map(({ price }) => price), ["2", "2", "2", "2", "3"]);
});

Deno.test("a config that states only one side leaves the other unpriced where nothing knows it", () => {
  const prices = { inputCostPerToken: 2e-6 };
  const asked = question("openai", "my-own-model", { prices });
  assert.equal(priceUsage(usage({ input: 1, output: 1 }), asked), null);
  assert.equal(priceUsage(usage({ input: 1 }), asked)?.nanos, 2_000);
  assert.equal(listPrice(asked)?.output, null);
});
