import assert from "node:assert/strict";
import { ApiError } from "../../lib/http/error.ts";
import { missingVariable, resolveTarget } from "../../lib/providers/resolve.ts";
import { entryWith, namesAsValues, targetWith } from "./entry.ts";

const nothing = () => undefined;
const limits = { timeoutMs: 60_000, numRetries: 2, dropParams: false };

function refusal(params: Record<string, unknown>, secrets = namesAsValues): ApiError {
  try {
    targetWith(params, secrets);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

Deno.test("a missing key is a 401 that names the variable and the mend", () => {
  const error = refusal({ model: "groq/x", api_key: "os.environ/MY_KEY" }, nothing);
  assert.equal(error.status, 401);
  assert.equal(error.type, "authentication_error");
  assert.equal(error.code, "invalid_api_key");
  assert.match(error.message, /"it" needs the variable MY_KEY.*Set MY_KEY in \.env/);
  assert.match(refusal({ model: "groq/x" }, nothing).message, /GROQ_API_KEY/);
});

Deno.test("missingVariable() tells the variable, also one outside of the key", () => {
  const missing = (params: Record<string, unknown>) => missingVariable(entryWith(params), nothing);
  assert.equal(missing({ model: "groq/x" }), "GROQ_API_KEY");
  assert.equal(missing({ model: "openai/x", api_base: "os.environ/HERE" }), "HERE");
  assert.equal(missing({ model: "ollama/x" }), null);
  assert.equal(missing({ model: "demo/echo" }), null);
  assert.equal(missing({ model: "nowhere/x" }), null);
});

Deno.test("an entry that leads nowhere is a 500 that says what to write", () => {
  const error = refusal({ model: "azure/x" });
  assert.equal(error.status, 500);
  assert.equal(error.code, "model_misconfigured");
  assert.match(error.message, /Set litellm_params\.api_base/);
});

Deno.test("variables are read wherever they stand", () => {
  const values: Record<string, string> = {
    MODEL: "openai/gpt-x",
    BASE: "https://example.org/v1/",
    KEY: " sk-1\n",
    ORG: "org-1",
    TEAM: "blue",
  };
  const target = targetWith({
    model: "os.environ/MODEL",
    api_base: "os.environ/BASE",
    api_key: "os.environ/KEY",
    organization: "os.environ/ORG",
    extra_headers: { "X-Team": "os.environ/TEAM" },
    extra_body: { meta: { team: "os.environ/TEAM" } },
    user: "os.environ/TEAM",
  }, (name) => values[name]);
  assert.equal(target.model, "gpt-x");
  assert.equal(target.baseUrl, "https://example.org/v1");
  assert.equal(target.apiKey, "sk-1");
  assert.equal(target.apiKeyEnv, "KEY");
  assert.equal(target.organization, "org-1");
  assert.deepEqual(target.extraHeaders, { "X-Team": "blue" });
  assert.deepEqual(target.extraBody, { meta: { team: "blue" } });
  assert.deepEqual(target.defaults, { user: "blue" });
});

Deno.test("a key that no header can hold is refused without being quoted", () => {
  for (const key of ["sk secret", "sk-sécret", "sk-\nsecret"]) {
    const literal = refusal({ model: "openai/x", api_key: key });
    assert.equal(literal.status, 401);
    assert.doesNotMatch(literal.message, /s[eé]cret/);
    const named = refusal({ model: "openai/x" }, () => key);
    assert.match(named.message, /OPENAI_API_KEY, which holds spaces/);
    assert.doesNotMatch(named.message, /s[eé]cret/);
  }
});

Deno.test("a header that cannot be sent is refused without being quoted", () => {
  for (const value of ["a\nsecret", "sécret"]) {
    const places = [
      { extra_headers: { "X-A": value } },
      { organization: value },
      { extra_headers: { organization: value }, organization: "org-1" },
    ];
    for (const params of places) {
      const error = refusal({ model: "demo/echo", ...params });
      assert.match(error.message, /The header (X-A|organization) holds characters/);
      assert.doesNotMatch(error.message, /s[eé]cret/);
    }
  }
  const named = refusal({ model: "demo/echo", extra_headers: { "X A": "b" } });
  assert.match(named.message, /name that no header can have/);
});

Deno.test("the provider's key does not go to another site by itself", () => {
  const target = targetWith({ model: "openai/x", api_base: "http://localhost:8000/v1" });
  assert.equal(target.apiKey, null);
  const named = targetWith({
    model: "openai/x",
    api_base: "http://localhost:8000/v1",
    api_key: "os.environ/OPENAI_API_KEY",
  });
  assert.equal(named.apiKey, "value-of-OPENAI_API_KEY");
});

Deno.test("Azure's token is sent as bearer and never as a parameter", () => {
  const azure = { model: "azure/d", api_base: "https://r.openai.azure.com" };
  const token = targetWith({ ...azure, azure_ad_token: "os.environ/AD" });
  assert.deepEqual([token.auth, token.apiKey, token.apiKeyEnv], ["bearer", "value-of-AD", "AD"]);
  assert.deepEqual(token.defaults, {});
  const both = targetWith({ ...azure, azure_ad_token: "t", api_key: "k" });
  assert.deepEqual([both.auth, both.apiKey], ["api-key", "k"]);
  assert.deepEqual(both.defaults, {});
});

Deno.test("what only LiteLLM reads is no default parameter", () => {
  const target = targetWith({ model: "Qwen/q", custom_llm_provider: "groq", temperature: 0 });
  assert.equal(target.provider, "groq");
  assert.deepEqual(target.defaults, { temperature: 0 });
});

Deno.test("an entry's own limits win over those above it", () => {
  const above = targetWith({ model: "demo/echo" });
  assert.deepEqual([above.timeoutMs, above.streamTimeoutMs, above.numRetries, above.dropParams], [
    60_000,
    60_000,
    2,
    false,
  ]);
  const own = targetWith({
    model: "demo/echo",
    timeout: 30,
    stream_timeout: 0.5,
    num_retries: 0,
    drop_params: true,
  });
  assert.deepEqual([own.timeoutMs, own.streamTimeoutMs, own.numRetries, own.dropParams], [
    30_000,
    500,
    0,
    true,
  ]);
});

Deno.test("prices are looked up by base_model where there is one", () => {
  const params = { model: "azure/d", api_base: "https://r.openai.azure.com" };
  const entry = entryWith(params, { base_model: "azure/gpt-6-sol" });
  assert.equal(resolveTarget(entry, namesAsValues, limits).priceModel, "azure/gpt-6-sol");
  assert.equal(targetWith(params).priceModel, "d");
});
