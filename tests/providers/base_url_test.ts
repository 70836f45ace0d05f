import assert from "node:assert/strict";
import { baseUrlOf } from "../../lib/providers/base_url.ts";
import { entryWith } from "./entry.ts";

function address(model: string, api_base?: string) {
  const found = baseUrlOf(entryWith({ model, api_base }));
  return "problem" in found ? { problem: found.problem } : {
    baseUrl: found.baseUrl,
    keyEnv: found.keyEnv,
    model: found.model,
  };
}

const CF = "https://api.cloudflare.com/client/v4/accounts/a1";
const SNOW = "https://a.snowflakecomputing.com";

for (
  const [model, written, baseUrl] of [
    ["openai/m", "http://localhost:9/deep/path/", "http://localhost:9/deep/path"],
    ["openai/m", " https://example.org/v1// ", "https://example.org/v1"],
    ["ollama/m", "http://localhost:11434", "http://localhost:11434/v1"],
    ["ollama/m", "http://localhost:11434/", "http://localhost:11434/v1"],
    ["ollama_chat/m", "http://box:11434/api", "http://box:11434/v1"],
    ["ollama/m", "http://box:11434/v1", "http://box:11434/v1"],
    ["mistral/m", "https://api.mistral.ai", "https://api.mistral.ai/v1"],
    ["mistral/m", "https://proxy.example/mistral/v1", "https://proxy.example/mistral/v1"],
    ["cloudflare/@cf/m", CF, `${CF}/ai/v1`],
    ["cloudflare/@cf/m", `${CF}/ai/run`, `${CF}/ai/v1`],
    ["cloudflare/@cf/m", `${CF}/ai/v1`, `${CF}/ai/v1`],
    ["snowflake/m", SNOW, `${SNOW}/api/v2/cortex/v1`],
    ["snowflake/m", `${SNOW}/api/v2`, `${SNOW}/api/v2/cortex/v1`],
    ["snowflake/m", `${SNOW}/api/v2/cortex/v1`, `${SNOW}/api/v2/cortex/v1`],
    ["snowflake/m", `${SNOW}/api/v2/cortex/inference:complete`, `${SNOW}/api/v2/cortex/v1`],
    ["databricks/m", "https://w.databricks.com", "https://w.databricks.com/serving-endpoints"],
    ["databricks/m", "https://w.databricks.com/gateway/v1", "https://w.databricks.com/gateway/v1"],
    ["azure/m", "https://r.openai.azure.com/openai/", "https://r.openai.azure.com"],
    ["azure/m", "https://r.openai.azure.com/openai/v1/", "https://r.openai.azure.com/openai/v1"],
    ["ollama/m", "http://box/v1/chat/completions", "http://box/v1/chat/completions"],
  ] as const
) {
  Deno.test(`${model} with api_base ${written} goes to ${baseUrl}`, () => {
    const found = address(model, written);
    assert.equal(found.baseUrl, baseUrl);
  });
}

Deno.test("base_url means what api_base means", () => {
  const found = baseUrlOf(entryWith({ model: "openai/m", base_url: "http://localhost:9/v1" }));
  assert.ok("baseUrl" in found);
  assert.equal(found.baseUrl, "http://localhost:9/v1");
});

Deno.test("a provider with an address per account asks for api_base with an example", () => {
  for (const name of ["azure", "databricks", "snowflake", "cloudflare"]) {
    assert.match(address(`${name}/m`).problem ?? "", /Set litellm_params\.api_base.*https:/);
  }
});

Deno.test("a base that is no http address is refused without being quoted", () => {
  for (const base of ["sk-secret", "ftp://sk-secret/", "file:///sk-secret", "localhost:8000/v1"]) {
    const { problem } = address("openai/m", base);
    assert.match(problem ?? "", /Write it as https:\/\/host\/path/);
    assert.doesNotMatch(problem ?? "", /sk-secret/);
  }
});

Deno.test("a base with a password is refused without being quoted", () => {
  const { problem } = address("openai/m", "https://me:sk-secret@example.org/v1");
  assert.match(problem ?? "", /set api_key/);
  assert.doesNotMatch(problem ?? "", /sk-secret/);
});

Deno.test("a provider's own variable is used for the provider's own site only", () => {
  assert.equal(address("openai/m").keyEnv, "OPENAI_API_KEY");
  assert.equal(address("openai/m", "https://eu.api.openai.com/v1").keyEnv, "OPENAI_API_KEY");
  assert.equal(address("openai/m", "http://localhost:8000/v1").keyEnv, null);
  assert.equal(address("openai/m", "https://notopenai.com/v1").keyEnv, null);
  assert.equal(address("openai/m", "https://api.openai.com.evil.example/v1").keyEnv, null);
  assert.equal(address("azure/m", "https://r.openai.azure.com").keyEnv, "AZURE_API_KEY");
});

Deno.test("a bare Fireworks model gets its account, a whole one stays", () => {
  assert.equal(address("fireworks_ai/glm-5").model, "accounts/fireworks/models/glm-5");
  assert.equal(address("fireworks_ai/accounts/me/models/x").model, "accounts/me/models/x");
});

Deno.test("the demo stays in this process whatever api_base says", () => {
  assert.equal(address("demo/echo", "https://example.org").baseUrl, "demo:");
});
