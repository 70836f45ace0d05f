import assert from "node:assert/strict";
import { endpointOf, headersOf } from "../../lib/providers/address.ts";
import { providerNamed, type ProviderRow } from "../../lib/providers/table.ts";
import { targetWith } from "./entry.ts";

function rowOf(name: string): ProviderRow {
  const row = providerNamed(name);
  if (!row) throw new Error(`no row ${name}`);
  return row;
}

function url(params: Record<string, unknown>): string {
  const target = targetWith(params);
  return endpointOf(target, rowOf(target.provider));
}

function headers(params: Record<string, unknown>): Record<string, string> {
  const target = targetWith(params);
  return headersOf(target, rowOf(target.provider));
}

const AZURE = "https://r.openai.azure.com";

for (
  const [what, params, wanted] of [
    [
      "a deployment with its version",
      { api_base: AZURE, api_version: "2024-02-01" },
      `${AZURE}/openai/deployments/d/chat/completions?api-version=2024-02-01`,
    ],
    [
      "a deployment without a version",
      { api_base: AZURE },
      `${AZURE}/openai/deployments/d/chat/completions?api-version=2024-10-21`,
    ],
    [
      "a base with the deployment in it",
      { api_base: `${AZURE}/openai/deployments/other`, api_version: "2024-02-01" },
      `${AZURE}/openai/deployments/other/chat/completions?api-version=2024-02-01`,
    ],
    [
      "the v1 API by its base, a dated version ignored",
      { api_base: `${AZURE}/openai/v1/`, api_version: "2024-02-01" },
      `${AZURE}/openai/v1/chat/completions`,
    ],
    [
      "the v1 API by its version",
      { api_base: AZURE, api_version: "preview" },
      `${AZURE}/openai/v1/chat/completions`,
    ],
    [
      "a whole URL",
      { api_base: `${AZURE}/openai/deployments/z/chat/completions?api-version=1` },
      `${AZURE}/openai/deployments/z/chat/completions?api-version=1`,
    ],
    [
      "a path before Azure's",
      { api_base: "https://gateway.example/azure", api_version: "2024-02-01" },
      "https://gateway.example/azure/openai/deployments/d/chat/completions?api-version=2024-02-01",
    ],
  ] as const
) {
  Deno.test(`Azure: ${what}`, () => assert.equal(url({ model: "azure/d", ...params }), wanted));
}

Deno.test("a name cannot leave its place in a URL", () => {
  const wild = "azure/../../x?y=$&#{api_version}";
  const { pathname, searchParams } = new URL(url({ model: wild, api_base: AZURE }));
  assert.match(pathname, /^\/openai\/deployments\/[^/]+\/chat\/completions$/);
  assert.deepEqual([...searchParams.keys()], ["api-version"]);
  const odd = url({ model: "azure/d", api_base: AZURE, api_version: "1&evil=2" });
  assert.equal(new URL(odd).searchParams.get("api-version"), "1&evil=2");
});

Deno.test("a base's path and query are kept", () => {
  assert.equal(
    url({ model: "openai/m", api_base: "http://h:1/case/x;k=v" }),
    "http://h:1/case/x;k=v/chat/completions",
  );
  const whole = "http://h:1/v1/chat/completions?tenant=1";
  assert.equal(url({ model: "openai/m", api_base: whole }), whole);
});

Deno.test("configured headers win over ours, whatever their case", () => {
  const sent = headers({
    model: "anthropic/c",
    extra_headers: { "Anthropic-Version": "2099-01-01", "X-Team": "blue" },
  });
  assert.equal(sent["anthropic-version"], "2099-01-01");
  assert.equal(sent["x-team"], "blue");
  assert.equal(sent["x-api-key"], "value-of-ANTHROPIC_API_KEY");
  assert.equal(Object.keys(sent).filter((name) => /version/i.test(name)).length, 1);
});

Deno.test("an organization is told to OpenAI", () => {
  const sent = headers({ model: "openai/m", organization: "org-1" });
  assert.equal(sent["openai-organization"], "org-1");
  assert.equal(headers({ model: "openai/m" })["openai-organization"], undefined);
});

Deno.test("a local server gets a key only where one is set", () => {
  assert.equal(headers({ model: "ollama/m" }).authorization, undefined);
  assert.equal(headers({ model: "ollama/m", api_key: "k" }).authorization, "Bearer k");
});

Deno.test("the demo gets no key even where one is set", () => {
  assert.equal(headers({ model: "demo/echo", api_key: "k" }).authorization, undefined);
});
