import assert from "node:assert/strict";
import fc from "fast-check";
import { reportedCost, usageFromChat } from "../../../lib/protocols/openai-chat/usage.ts";
import { USAGE_CASES } from "./usage_cases.ts";
import type { JsonObject, JsonValue } from "../../../lib/types/json.ts";
import { completionTokens, promptTokens } from "../../../lib/types/usage.ts";

/** The buckets that are not zero. */
function buckets(raw: JsonValue): Record<string, number> {
  const { raw: kept, estimated, ...counts } = usageFromChat(raw) ?? assert.fail("no usage");
  assert.equal(kept, raw);
  assert.equal(estimated, false);
  return Object.fromEntries(Object.entries(counts).filter(([, tokens]) => tokens !== 0));
}

for (const [name, raw, expected] of USAGE_CASES) {
  Deno.test(`usageFromChat() reads ${name}`, () => assert.deepEqual(buckets(raw), expected));
}

Deno.test("usageFromChat() has null for what holds no counts", () => {
  const nothing: JsonValue[] = [null, "many", 7, [], {}, { prompt_tokens: "12" }, { cost: 1 }];
  for (const raw of nothing) assert.equal(usageFromChat(raw), null);
});

Deno.test("usageFromChat() keeps a usage that is all zeros: the provider said so", () => {
  assert.deepEqual(buckets({ prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }), {});
});

Deno.test("usageFromChat() cuts a part that is larger than its whole", () => {
  // Azure's Grok has been seen with more cached tokens than prompt tokens.
  const raw = {
    prompt_tokens: 250,
    completion_tokens: 4,
    total_tokens: 254,
    prompt_tokens_details: { cached_tokens: 376, audio_tokens: 9 },
  };
  assert.deepEqual(buckets(raw), { cacheRead: 250, output: 4 });
});

Deno.test("usageFromChat() counts every token once, whatever a provider sends", () => {
  const count = fc.oneof(
    fc.nat({ max: 1e6 }),
    fc.constantFrom<JsonValue>(null, -3, 1.5, "7", 1e300, {}),
  );
  const details = fc.record({
    cached_tokens: count,
    audio_tokens: count,
    reasoning_tokens: count,
    cache_write_tokens: count,
  }, { requiredKeys: [] });
  const anything = fc.record({
    prompt_tokens: count,
    completion_tokens: count,
    total_tokens: count,
    cached_tokens: count,
    cache_creation_input_tokens: count,
    prompt_tokens_details: fc.oneof(details, fc.constant(null)),
    completion_tokens_details: fc.oneof(details, fc.constant(null)),
  }, { requiredKeys: [] });
  fc.assert(fc.property(anything, (raw) => {
    const used = usageFromChat(raw as JsonObject);
    if (used === null) return;
    const { raw: _raw, estimated: _estimated, ...counts } = used;
    for (const tokens of Object.values(counts)) {
      assert.ok(Number.isSafeInteger(tokens) && tokens >= 0);
    }
    assert.ok(used.reasoning <= used.output);
    const stated = (value: unknown) =>
      typeof value === "number" && value > 0 && value < 1e15 ? Math.trunc(value) : 0;
    assert.ok(promptTokens(used) >= stated(raw.prompt_tokens));
    assert.ok(completionTokens(used) >= stated(raw.completion_tokens));
  }));
});

Deno.test("usageFromChat() leaves consistent counts as they are", () => {
  const part = fc.nat({ max: 100_000 });
  fc.assert(fc.property(part, part, part, part, (plain, cached, spoken, produced) => {
    const prompt = plain + cached + spoken;
    const raw = {
      prompt_tokens: prompt,
      completion_tokens: produced,
      total_tokens: prompt + produced,
      prompt_tokens_details: { cached_tokens: cached, audio_tokens: spoken },
    };
    const used = usageFromChat(raw);
    assert.deepEqual([used?.input, used?.cacheRead, used?.audioInput, used?.output], [
      plain,
      cached,
      spoken,
      produced,
    ]);
  }));
});

Deno.test("reportedCost() reads what providers say an exchange cost", () => {
  assert.equal(reportedCost({ cost: 0.00125, is_byok: false }), 0.00125);
  assert.equal(reportedCost({ cost: 0 }), 0);
  assert.equal(reportedCost({ cost: "0.0063" }), "0.0063");
  assert.equal(reportedCost({ cost: { total_cost: 0.55, output_tokens_cost: 0.1 } }), 0.55);
  assert.equal(reportedCost({ estimated_cost: 0.0002 }), 0.0002);
  assert.equal(reportedCost({ cost_in_usd_ticks: 1466250 }), 0.000146625);
});

Deno.test("reportedCost() adds what OpenRouter bills to the user's own provider key", () => {
  const raw = { cost: 0.1, is_byok: true, cost_details: { upstream_inference_cost: 0.2 } };
  assert.equal(reportedCost(raw), 0.3);
  assert.equal(reportedCost({ ...raw, is_byok: false }), 0.1);
});

Deno.test("reportedCost() has null for what is no statement of a cost", () => {
  const nothing: JsonValue[] = [
    null,
    "0.1",
    {},
    { cost: null },
    { cost: -1 },
    { cost: "cheap" },
    { cost: {} },
    { cost_in_usd_ticks: 0 },
  ];
  for (const raw of nothing) assert.equal(reportedCost(raw), null);
});
