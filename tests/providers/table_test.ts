import assert from "node:assert/strict";
import { providerAt, providerNamed, quirksOf } from "../../lib/providers/table.ts";

function limitOf(provider: string, model: string): string {
  const row = providerNamed(provider);
  if (!row) throw new Error(`no row ${provider}`);
  return quirksOf(row, model).maxTokens;
}

Deno.test("only OpenAI's reasoning models get max_completion_tokens for max_tokens", () => {
  for (
    const model of [
      "o1",
      "o3-mini",
      "o4-mini",
      "gpt-5",
      "gpt-5.1-chat-latest",
      "gpt-6-sol",
      "ft:gpt-5:me",
    ]
  ) {
    assert.equal(limitOf("openai", model), "max_completion_tokens", model);
  }
  for (
    const model of [
      "gpt-4o",
      "gpt-4.1-mini",
      "gpt-3.5-turbo",
      "gpt-5-chat-latest",
      "gpt-oss-120b",
      "olmo-2",
      "Qwen/o1-copy-of-mine/x",
    ]
  ) {
    assert.equal(limitOf("openai", model), "either", model);
  }
});

Deno.test("a model's quirks hold on each platform that only hosts it", () => {
  assert.equal(limitOf("azure", "gpt-5-mini"), "max_completion_tokens");
  assert.equal(limitOf("github", "openai/gpt-5-mini"), "max_completion_tokens");
  assert.equal(limitOf("openrouter", "openai/gpt-5-mini"), "either");
  assert.equal(limitOf("mistral", "o1"), "max_tokens");
});

Deno.test("a row's other quirks stay when a model has quirks of its own", () => {
  const row = providerNamed("github");
  assert.equal(row && quirksOf(row, "openai/o3").developerRole, false);
});

Deno.test("providerNamed() knows no names but those of the rows", () => {
  for (const name of ["", "OpenAI", "constructor", "__proto__", "bedrock"]) {
    assert.equal(providerNamed(name), undefined);
  }
});

Deno.test("providerAt() tells a provider by host and port", () => {
  assert.equal(providerAt("https://api.groq.com/whatever")?.name, "groq");
  assert.equal(providerAt("http://localhost:1234")?.name, "lm_studio");
  assert.equal(providerAt("http://localhost:1235"), undefined);
  assert.equal(providerAt("https://groq.com"), undefined);
  assert.equal(providerAt("not an address"), undefined);
  assert.equal(providerAt("demo:"), undefined);
});
