import assert from "node:assert/strict";
import fc from "fast-check";
import { readUsage } from "../../../lib/protocols/gemini/usage.ts";
import { completionTokens, promptTokens } from "../../../lib/types/usage.ts";

Deno.test("readUsage() counts thoughts as output and tool prompts as input", () => {
  const raw = {
    promptTokenCount: 100,
    toolUsePromptTokenCount: 20,
    cachedContentTokenCount: 60,
    candidatesTokenCount: 7,
    thoughtsTokenCount: 13,
    totalTokenCount: 140,
  };
  assert.deepEqual(readUsage(raw, 2), {
    input: 60,
    cacheRead: 60,
    cacheReadAudio: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    audioInput: 0,
    output: 20,
    reasoning: 13,
    imageOutput: 0,
    audioOutput: 0,
    webSearches: 2,
    estimated: false,
    raw,
  });
});

Deno.test("readUsage() keeps audio apart, without the part of it that was cached", () => {
  const usage = readUsage({
    promptTokenCount: 100,
    cachedContentTokenCount: 40,
    promptTokensDetails: [
      { modality: "TEXT", tokenCount: 20 },
      { modality: "AUDIO", tokenCount: 80 },
    ],
    cacheTokensDetails: [{ modality: "AUDIO", tokenCount: 30 }],
    candidatesTokenCount: 9,
    candidatesTokensDetails: [{ modality: "AUDIO", tokenCount: 6 }],
  }, 0);
  assert.equal(usage?.audioInput, 50);
  assert.equal(usage?.input, 10);
  assert.equal(usage?.cacheRead, 40);
  assert.equal(usage?.cacheReadAudio, 30);
  assert.equal(usage?.audioOutput, 6);
  assert.equal(usage?.output, 3);
});

Deno.test("readUsage() tells produced images as a part of the output", () => {
  const usage = readUsage({
    promptTokenCount: 12,
    promptTokensDetails: [{ modality: "IMAGE", tokenCount: 10 }],
    candidatesTokenCount: 1300,
    candidatesTokensDetails: [
      { modality: "TEXT", tokenCount: 8 },
      { modality: "IMAGE", tokenCount: 1290 },
    ],
    thoughtsTokenCount: 30,
  }, 0);
  assert.deepEqual([usage?.output, usage?.imageOutput, usage?.reasoning], [1330, 1290, 30]);
  assert.equal(usage?.input, 12);
});

Deno.test("readUsage() is null without an object", () => {
  for (const nothing of [undefined, null, 7, []]) assert.equal(readUsage(nothing, 0), null);
});

Deno.test("readUsage() counts each token once and none below zero, whatever is reported", () => {
  const count = fc.oneof(fc.nat(5000), fc.constantFrom(-5, null, "7"));
  const details = fc.array(fc.record({
    modality: fc.constantFrom("TEXT", "AUDIO", "IMAGE"),
    tokenCount: count,
  }));
  const metadata = fc.record({
    promptTokenCount: count,
    toolUsePromptTokenCount: count,
    cachedContentTokenCount: count,
    candidatesTokenCount: count,
    thoughtsTokenCount: count,
    promptTokensDetails: details,
    cacheTokensDetails: details,
    candidatesTokensDetails: details,
  }, { requiredKeys: [] });
  const clean = (value: unknown) => typeof value === "number" && value > 0 ? value : 0;
  fc.assert(fc.property(metadata, (raw) => {
    const usage = readUsage(raw, 0);
    assert.ok(usage !== null);
    for (const [bucket, tokens] of Object.entries(usage)) {
      if (typeof tokens === "number") assert.ok(tokens >= 0, bucket);
    }
    assert.ok(usage.cacheReadAudio <= usage.cacheRead);
    assert.ok(usage.imageOutput <= usage.output);
    assert.equal(
      promptTokens(usage),
      clean(raw.promptTokenCount) + clean(raw.toolUsePromptTokenCount),
    );
    assert.equal(
      completionTokens(usage),
      clean(raw.candidatesTokenCount) + clean(raw.thoughtsTokenCount),
    );
  }));
});
