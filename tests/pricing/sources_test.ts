import assert from "node:assert/strict";
import { calcPrice, waitForUpdate } from "@pydantic/genai-prices";
import { CATALOGUE_DATE, fromCatalogue } from "../../lib/pricing/catalogue_prices.ts";
import { fromOverrides } from "../../lib/pricing/override_prices.ts";
import { PRICE_OVERRIDES } from "../../lib/pricing/overrides.ts";
import { SERVED_BY_HOSTS } from "../../lib/pricing/served_hosts.ts";
import { SERVED_BY_OPENAI } from "../../lib/pricing/served_openai.ts";
import { catalogueKeys, PRICED_PROVIDERS } from "../../lib/pricing/names.ts";
import { priceUsage } from "../../lib/pricing/mod.ts";
import { question, usage } from "./fixtures.ts";

const AT = new Date("2026-11-20T12:00:00Z");

Deno.test("the date of the catalogue is that of the pinned release", async () => {
  const text = await Deno.readTextFile(new URL("../../deno.json", import.meta.url));
  assert.match(text, /genai-prices@0\.1\.8"/, "Change CATALOGUE_DATE with the release.");
  assert.equal(CATALOGUE_DATE, "2026-09-23");
});

Deno.test("every catalogue that a provider is mapped to exists", async () => {
  const ids = new Set((await waitForUpdate())?.map(({ id }) => id));
  for (const { name, catalogue } of PRICED_PROVIDERS) {
    if (catalogue !== null) assert.ok(ids.has(catalogue), `${name} → ${catalogue}`);
  }
  for (const { id } of catalogueKeys("vercel_ai_gateway", "xai/grok-4")) assert.ok(ids.has(id));
  for (const { id } of catalogueKeys("huggingface", "a/b:groq")) assert.ok(ids.has(id));
});

Deno.test("our sum equals genai-prices' own for each of its OpenAI, Anthropic and Google models", async () => {
  const used = usage({ input: 1_000, cacheRead: 2_000, output: 3_000 });
  const theirs = { input_tokens: 3_000, cache_read_tokens: 2_000, output_tokens: 3_000 };
  let compared = 0;
  for (const provider of ["openai", "anthropic", "gemini"]) {
    const [key] = catalogueKeys(provider, "");
    const known = (await waitForUpdate())?.find(({ id }) => id === key?.id);
    for (const { id } of known?.models ?? []) {
      if (!fromCatalogue({ provider, model: id, at: AT, promptTokens: 3_000 })?.sheet.output) {
        continue;
      }
      const lookup = question(provider, id);
      if (fromOverrides({ ...lookup, promptTokens: 3_000 })) continue;
      const expected = calcPrice(theirs, id, { providerId: key?.id ?? "", timestamp: AT });
      const usd = (priceUsage(used, lookup)?.nanos ?? -1) / 1e9;
      assert.ok(Math.abs(usd - (expected?.total_price ?? 0)) < 1e-9, `${provider}/${id}`);
      compared++;
    }
  }
  assert.ok(compared > 100, `${compared} models compared`);
});

Deno.test("names are found the way that each provider and LiteLLM write them", () => {
  const names: [string, string, string][] = [
    ["openai", "gpt-4o-2024-08-06", "2.5"],
    ["openai", "GPT-4o", "2.5"],
    ["openrouter", "openai/gpt-4o", "2.5"],
    ["azure", "azure/gpt-4o", "2.5"],
    ["azure", "azure/global/gpt-4o-2024-11-20", "2.5"],
    ["azure", "gpt-35-turbo", "0.5"],
    ["gemini", "models/gemini-2.5-flash", "0.3"],
    ["anthropic", "claude-sonnet-5-5-20260928", "2"],
    ["anthropic", "claude-haiku-5-5-20261007", "0.1"],
    ["fireworks_ai", "qwen3p7-plus", "0.4"],
    ["fireworks_ai", "accounts/fireworks/models/qwen3p7-plus", "0.4"],
    ["huggingface", "openai/gpt-oss-120b:groq", "0.15"],
    ["vercel_ai_gateway", "anthropic/claude-haiku-4.5", "1"],
    ["together_ai", "upstage/SOLAR-10.7B-Instruct-v1.0", "0.3"],
  ];
  for (const [provider, model, input] of names) {
    const cost = priceUsage(usage({ input: 1 }), question(provider, model));
    assert.equal(cost?.lines[0]?.price, input, `${provider}/${model}`);
  }
});

Deno.test("a name that leaves the partner open has no price", () => {
  const used = usage({ input: 1 });
  assert.equal(priceUsage(used, question("huggingface", "openai/gpt-oss-120b")), null);
  assert.equal(priceUsage(used, question("vercel_ai_gateway", "unknown/claude-haiku-4.5")), null);
});

Deno.test("each override has a source, a date and prices, and a model's rows stand in order", () => {
  const last = new Map<string, string>();
  for (const row of PRICE_OVERRIDES) {
    assert.match(row.source, /^https:\/\//);
    assert.match(row.checked, /^20\d\d-\d\d-\d\d$/);
    assert.ok(row.prices.input !== undefined && row.prices.output !== undefined);
    for (const model of row.models) {
      const key = `${row.provider}/${model}`;
      assert.ok((last.get(key) ?? "") < row.from, `${key} from ${row.from}`);
      last.set(key, row.from);
    }
  }
});

Deno.test("each price of a service tier has a page, a day, and a provider that we price", () => {
  const providers = new Set(PRICED_PROVIDERS.map(({ name }) => name));
  for (const row of [...SERVED_BY_OPENAI, ...SERVED_BY_HOSTS]) {
    assert.match(row.source, /^https:\/\//);
    assert.match(row.checked, /^20\d\d-\d\d-\d\d$/);
    assert.ok(providers.has(row.provider), row.provider);
    assert.ok(row.factor === null || Number(row.factor) > 0);
  }
});

Deno.test("an override holds from its moment until the next one", () => {
  const cacheRead = (at: string) =>
    fromOverrides({
      provider: "deepseek",
      model: "deepseek-v4-flash",
      at: new Date(at),
      promptTokens: 1,
    })?.sheet.cacheRead;
  assert.equal(cacheRead("2026-04-23T23:59:59Z"), undefined);
  assert.equal(cacheRead("2026-04-26T12:14:59Z"), "0.028");
  assert.equal(cacheRead("2026-04-26T12:15:00Z"), "0.0028");
  assert.equal(cacheRead("2026-09-10T03:59:59Z"), "0.014"); // a Thursday, peak
  assert.equal(cacheRead("2026-09-10T04:00:00Z"), "0.003");
});

Deno.test("DeepSeek's peak hours are those of Beijing's offices, on weekdays since late August", () => {
  const rule = (at: string) =>
    priceUsage(usage({ input: 1 }), question("deepseek", "deepseek-v4-pro", { at: new Date(at) }))
      ?.rule;
  assert.equal(rule("2026-11-20T00:59:59Z"), "off-peak hours");
  assert.equal(rule("2026-11-20T01:00:00Z"), "peak hours");
  assert.equal(rule("2026-11-20T04:00:00Z"), "off-peak hours");
  assert.equal(rule("2026-11-20T06:00:00Z"), "peak hours");
  assert.equal(rule("2026-11-22T06:00:00Z"), "off-peak hours"); // Sunday
  assert.equal(rule("2026-08-22T06:00:00Z"), "peak hours"); // Saturday, before the change
  assert.equal(rule("2026-07-01T06:00:00Z"), null);
});
