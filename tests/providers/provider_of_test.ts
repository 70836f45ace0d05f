import assert from "node:assert/strict";
import fc from "fast-check";
import { FOREIGN_PREFIXES } from "../../lib/providers/foreign.ts";
import { providerOf } from "../../lib/providers/provider_of.ts";
import { entryWith } from "./entry.ts";

function told(params: Record<string, unknown>): string {
  const found = providerOf(entryWith(params));
  return "problem" in found ? found.problem : `${found.provider.name}: ${found.model}`;
}

for (
  const [model, wanted] of [
    ["gpt-4o", "openai: gpt-4o"],
    ["o1-preview", "openai: o1-preview"],
    ["o3", "openai: o3"],
    ["o4-mini", "openai: o4-mini"],
    ["chatgpt-4o-latest", "openai: chatgpt-4o-latest"],
    ["ft:gpt-4o:me", "openai: ft:gpt-4o:me"],
    ["claude-haiku-4-5", "anthropic: claude-haiku-4-5"],
    ["gemini-3.8-flash", "gemini: gemini-3.8-flash"],
    ["mistral-small-latest", "mistral: mistral-small-latest"],
    ["llama-4-scout", "meta_llama: llama-4-scout"],
    ["anthropic/claude-haiku-4-5", "anthropic: claude-haiku-4-5"],
    ["google/gemini-3.8-flash", "gemini: gemini-3.8-flash"],
    ["openrouter/z-ai/glm-5.2", "openrouter: z-ai/glm-5.2"],
    ["together/Qwen/Qwen3", "together_ai: Qwen/Qwen3"],
    ["hosted_vllm/Qwen/Qwen3", "vllm: Qwen/Qwen3"],
    ["ollama_chat/qwen3:8b", "ollama: qwen3:8b"],
  ] as const
) {
  Deno.test(`${model} is answered by ${wanted}`, () => assert.equal(told({ model }), wanted));
}

Deno.test("with api_base an unknown prefix is a part of the model's name", () => {
  const model = "Qwen/Qwen3-32B";
  assert.equal(told({ model, api_base: "http://localhost:9999/v1" }), `openai: ${model}`);
  assert.equal(told({ model: "mine", api_base: "http://localhost:9999/v1" }), "openai: mine");
});

Deno.test("with api_base on a provider's host that provider answers", () => {
  const model = "Qwen/Qwen3-32B";
  assert.equal(told({ model, api_base: "https://api.groq.com/openai/v1" }), `groq: ${model}`);
  assert.equal(told({ model, api_base: "http://localhost:11434" }), `ollama: ${model}`);
});

Deno.test("custom_llm_provider names the provider, whatever the model is called", () => {
  const custom = (model: string, custom_llm_provider: string) =>
    told({ model, custom_llm_provider });
  assert.equal(custom("Qwen/Qwen3", "openai"), "openai: Qwen/Qwen3");
  assert.equal(custom("openai/gpt-oss-120b", "groq"), "groq: openai/gpt-oss-120b");
  assert.equal(custom("openai/gpt-4o", "openai"), "openai: gpt-4o");
  assert.match(custom("x/y", "bedrock"), /no provider "bedrock".*openai\/x\/y/);
});

Deno.test("a name that leads nowhere is told with its mend", () => {
  assert.match(told({ model: "Qwen/Qwen3-32B" }), /names no provider\. Write provider\/model/);
  assert.match(told({ model: "unheard-of" }), /names no provider/);
  assert.match(told({ model: "openai/" }), /names no model/);
});

Deno.test("a prefix of LiteLLM without a row is never taken for a part of a name", () => {
  for (const prefix of FOREIGN_PREFIXES) {
    const said = told({ model: `${prefix}/m`, api_base: "https://example.org/v1" });
    assert.match(said, /write openai\/m and set api_base/);
    assert.match(said, new RegExp(`no provider "${prefix}"`));
  }
});

Deno.test("every name leads to a provider or to a sentence", () => {
  fc.assert(fc.property(
    fc.string({ minLength: 1 }).filter((model) => !model.includes("*")),
    fc.option(fc.webUrl(), { nil: undefined }),
    (model, api_base) => {
      assert.notEqual(told({ model, api_base }), "");
    },
  ));
});
