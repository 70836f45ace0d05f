import assert from "node:assert/strict";
import fc from "fast-check";
import { OTHERS, providerColors } from "../../../lib/ui/chart/colors.ts";

/** Those that have a colour of their own, twice the same among them, and some that have none. */
const NAMES = [
  ...["openai", "anthropic", "gemini", "google", "mistral", "groq", "deepseek", "openrouter"],
  ...["ollama", "acme", "bolt", "clay", "dune", "", "constructor"],
];

Deno.test("a provider that many have keeps its colour, whoever stands beside it", () => {
  const [alone] = providerColors(["anthropic"]);
  assert.deepEqual(providerColors(["acme", "anthropic", null])[1], alone);
  assert.notEqual(providerColors(["openai"])[0], alone);
  assert.deepEqual(providerColors(["google"]), providerColors(["gemini"]));
});

Deno.test("no two of seven providers look alike, nor like all others together", () => {
  fc.assert(fc.property(fc.shuffledSubarray(NAMES, { maxLength: 7 }), (names) => {
    const colors = providerColors(names);
    assert.equal(new Set([...colors, OTHERS]).size, names.length + 1, `${names}: ${colors}`);
    assert.ok(colors.every((color) => color >= 0 && color <= 7));
  }));
});

Deno.test("more providers than colours have one each all the same", () => {
  const colors = providerColors(Array.from({ length: 20 }, (_, place) => `p${place}`));
  assert.equal(colors.length, 20);
  assert.ok(colors.every((color) => Number.isInteger(color) && color >= 0 && color <= 7));
});
