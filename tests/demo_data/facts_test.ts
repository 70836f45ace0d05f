import assert from "node:assert/strict";
import { MODELS } from "../../lib/demo_data/models.ts";
import { priceUsage } from "../../lib/pricing/mod.ts";
import { readUsage as anthropicUsage } from "../../lib/protocols/anthropic-messages/usage.ts";
import { readUsage as geminiUsage } from "../../lib/protocols/gemini/usage.ts";
import { reportedCost, usageFromChat } from "../../lib/protocols/openai-chat/usage.ts";
import { providerNamed } from "../../lib/providers/table.ts";
import type { Usage } from "../../lib/types/usage.ts";
import { counts, made, objectIn } from "./made.ts";

const EXCHANGES = made({ exchanges: 6000 });

Deno.test("each provider is one that the gateway has", () => {
  for (const { provider } of MODELS) assert.ok(providerNamed(provider), provider);
});

Deno.test("a cost is what lib/pricing gives for the usage, line by line", () => {
  for (const { provider, upstreamModel, usage, cost, startedAt, response } of EXCHANGES) {
    if (usage === null || provider === null || upstreamModel === null) {
      assert.equal(cost, null);
      continue;
    }
    const tier = objectIn(response).service_tier;
    const question = {
      provider,
      model: upstreamModel,
      prices: {},
      at: new Date(startedAt),
      serviceTier: typeof tier === "string" ? tier : null,
      reported: reportedCost(usage.raw),
    };
    assert.deepEqual(cost, priceUsage(usage, question));
  }
});

Deno.test("prices come from every source that a user may see, and some are not known", () => {
  const sources = counts(EXCHANGES.map(({ cost }) => cost?.source ?? null));
  for (const source of ["genai-prices", "overrides", "provider", "free"]) {
    assert.ok((sources.get(source) ?? 0) > 20, source);
  }
  const unpriced = EXCHANGES.filter(({ usage, cost }) => usage !== null && cost === null);
  assert.ok(unpriced.length > 5);
  assert.ok(EXCHANGES.some(({ cost }) => cost?.rule?.includes("flex")));
});

/** How the gateway reads the usage objects of a provider. */
function read(provider: string | null, usage: Usage): Usage | null {
  if (provider === "anthropic") return anthropicUsage(usage.raw);
  return provider === "gemini" ? geminiUsage(usage.raw, 0) : usageFromChat(usage.raw);
}

Deno.test("a usage is what the gateway reads from the provider's own object", () => {
  const seen = new Set<string | null>();
  for (const { provider, usage } of EXCHANGES) {
    if (usage === null || usage.estimated) continue;
    seen.add(provider);
    assert.deepEqual(usage, read(provider, usage));
  }
  assert.ok(seen.size >= 8, [...seen].join());
});

Deno.test("every bucket of tokens is used, and no token is counted twice", () => {
  const usages = EXCHANGES.flatMap(({ usage }) => usage === null ? [] : [usage]);
  const buckets = ["input", "cacheRead", "cacheWrite5m", "cacheWrite1h", "output", "reasoning"];
  for (const bucket of buckets) {
    assert.ok(usages.filter((usage) => Reflect.get(usage, bucket) > 0).length > 50, bucket);
  }
  assert.ok(usages.some(({ webSearches }) => webSearches > 0));
  assert.ok(usages.filter(({ estimated }) => estimated).length > 10);
  for (const usage of usages) {
    assert.ok(usage.reasoning <= usage.output);
    for (const value of Object.values(usage)) {
      if (typeof value === "number") assert.ok(Number.isSafeInteger(value) && value >= 0);
    }
  }
});

Deno.test("caches are counted in the providers' blocks, and kept for an hour where somebody wants it", () => {
  for (const [provider, block] of [["openai", 128], ["deepseek", 64]] as const) {
    const cached = EXCHANGES.filter((x) => x.provider === provider)
      .flatMap(({ usage }) => usage && usage.cacheRead > 0 ? [usage.cacheRead] : []);
    assert.ok(cached.length > 5, provider);
    assert.ok(cached.every((tokens) => tokens % block === 0), provider);
  }
  const projects = (bucket: "cacheWrite5m" | "cacheWrite1h") =>
    counts(EXCHANGES.filter(({ usage }) => (usage?.[bucket] ?? 0) > 0).map((x) => x.project));
  assert.deepEqual([...projects("cacheWrite1h").keys()], ["tide-data"]);
  assert.equal(projects("cacheWrite5m").has("tide-data"), false);
});

Deno.test("attempts follow one another and end with the exchange", () => {
  for (const { startedAt, durationMs, firstByteMs, attempts, outcome, status } of EXCHANGES) {
    let at = startedAt;
    for (const [place, attempt] of attempts.entries()) {
      assert.equal(attempt.number, place + 1);
      assert.ok(attempt.startedAt >= at + attempt.waitedMs);
      assert.equal(attempt.waitedMs > 0, place > 0);
      at = attempt.startedAt + attempt.durationMs;
      const isLast = place === attempts.length - 1;
      assert.equal(attempt.error === null, isLast && outcome === "ok");
    }
    assert.ok(at <= startedAt + durationMs);
    assert.ok(attempts.length <= 4);
    if (outcome === "ok") assert.equal(attempts.at(-1)?.status, 200);
    assert.equal(status === 200, outcome === "ok");
    if (firstByteMs !== null) assert.ok(firstByteMs > 0 && firstByteMs <= durationMs);
    assert.equal(firstByteMs === null, outcome === "failed");
  }
});

Deno.test("what failed has an error and no answer, what is well has both the other way round", () => {
  for (const { outcome, error, response, usage, finishReason, provider, attempts } of EXCHANGES) {
    assert.equal(error === null, outcome === "ok");
    assert.equal(response === null, outcome === "failed");
    assert.equal(usage === null, outcome === "failed");
    assert.equal(finishReason === null, outcome !== "ok");
    assert.equal(provider === null, attempts.length === 0);
  }
});

Deno.test("faster models answer faster", () => {
  const speed = (alias: string) => {
    const speeds = EXCHANGES.filter((x) => x.alias === alias && x.outcome === "ok" && x.stream)
      .map(({ usage, durationMs }) => (usage?.output ?? 0) / durationMs * 1000)
      .sort((a, b) => a - b);
    return speeds[Math.floor(speeds.length / 2)] ?? 0;
  };
  assert.ok(speed("groq-gpt-oss-120b") > 2 * speed("claude-sonnet"));
  assert.ok(speed("claude-sonnet") > speed("deepseek-chat"));
});
