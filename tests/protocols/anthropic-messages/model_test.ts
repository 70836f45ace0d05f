import assert from "node:assert/strict";
import { traitsOf } from "../../../lib/protocols/anthropic-messages/model.ts";

const ROWS: readonly [name: string, maxTokens: number, thinking: string, sampling: string][] = [
  ["claude-instant-1.2", 4096, "none", "any"],
  ["anthropic.claude-v2:1", 4096, "none", "any"],
  ["claude-2.1", 4096, "none", "any"],
  ["claude-3-haiku-20240307", 4096, "none", "any"],
  ["claude-3-5-sonnet-20241022", 8192, "none", "any"],
  ["claude-3-7-sonnet-latest", 64_000, "budget", "any"],
  ["claude-sonnet-4-20250514", 64_000, "budget", "any"],
  ["claude-opus-4@20250514", 32_000, "budget", "any"],
  ["claude-opus-4-1-20250805", 32_000, "budget", "one"],
  ["us.anthropic.claude-haiku-4-5-20251001-v1:0", 64_000, "budget", "one"],
  ["claude-sonnet-4.6", 64_000, "adaptive", "one"],
  ["claude-opus-4-6", 128_000, "adaptive", "one"],
  ["claude-opus-4-7", 128_000, "adaptive", "fixed"],
  ["claude-opus-4-8", 128_000, "adaptive", "fixed"],
  ["claude-sonnet-5", 128_000, "adaptive", "fixed"],
  ["claude-fable-5-1", 128_000, "always", "fixed"],
  ["claude-sonnet-latest", 128_000, "adaptive", "fixed"],
  ["a-model-of-another-maker", 8192, "budget", "any"],
];

for (const [name, maxTokens, thinking, sampling] of ROWS) {
  Deno.test(`${name} thinks "${thinking}" and is limited to ${maxTokens} tokens`, () => {
    const traits = traitsOf(name);
    assert.deepEqual(
      [traits.maxTokens, traits.thinking, traits.sampling],
      [maxTokens, thinking, sampling],
    );
  });
}

Deno.test("only Opus from 4.8 on takes system messages between the turns", () => {
  assert.equal(traitsOf("claude-opus-4-8").systemTurns, true);
  assert.equal(traitsOf("claude-opus-5").systemTurns, true);
  assert.equal(traitsOf("claude-opus-4-7").systemTurns, false);
  assert.equal(traitsOf("claude-sonnet-5").systemTurns, false);
});

Deno.test("schemas are known from Opus 4.1 and from 4.5 on", () => {
  const known = ["claude-opus-4-1", "claude-haiku-4-5", "claude-sonnet-5"];
  const unknown = ["claude-sonnet-4-0", "claude-3-7-sonnet-20250219", "kimi-k2"];
  assert.deepEqual(known.map((name) => traitsOf(name).schema), [true, true, true]);
  assert.deepEqual(unknown.map((name) => traitsOf(name).schema), [false, false, false]);
});
