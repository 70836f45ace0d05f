import assert from "node:assert/strict";
import { priceUsage } from "../../lib/pricing/mod.ts";
import type { Usage } from "../../lib/types/usage.ts";
import { question, usage } from "./fixtures.ts";
import { PUBLISHED } from "./published.ts";

const MILLION = 1_000_000;

/** A usage of a million units of one bucket in a prompt of a given size. */
function millionOf(bucket: keyof Usage, prompt: number): { usage: Usage; amount: number } {
  const amount = bucket === "webSearches"
    ? 1_000
    : bucket.match(/output|Output/)
    ? MILLION
    : prompt;
  const filler = amount === prompt ? {} : { input: prompt };
  return { usage: usage({ ...filler, [bucket]: amount }), amount };
}

for (const row of PUBLISHED) {
  const { provider, model, at, tier, prompt = 1_000 } = row;
  const condition = [tier, at, row.prompt && `${row.prompt} tokens`].filter(Boolean).join(", ");
  Deno.test(`${provider}/${model}${condition && ` (${condition})`} costs what is published`, () => {
    for (const [bucket, price] of Object.entries(row.prices)) {
      const { usage: used, amount } = millionOf(bucket as keyof Usage, prompt);
      const cost = priceUsage(
        used,
        question(provider, model, {
          ...(at ? { at: new Date(at) } : {}),
          ...(tier ? { serviceTier: tier } : {}),
        }),
      );
      assert.ok(cost, `${bucket} has a price`);
      const line = cost.lines.find((line) => line.bucket === bucket);
      const perUnit = bucket === "webSearches" ? 1e6 : 1e3;
      assert.equal(line?.nanos, Math.round(amount * price * perUnit), `${bucket} of ${row.source}`);
    }
  });
}

Deno.test("the table of published prices covers what it has to", () => {
  const models = new Set(PUBLISHED.map(({ provider, model }) => `${provider}/${model}`));
  assert.ok(models.size >= 40, `${models.size} models`);
  const buckets = new Set(PUBLISHED.flatMap(({ prices }) => Object.keys(prices)));
  assert.deepEqual(
    [...buckets].sort(),
    [
      "audioInput",
      "audioOutput",
      "cacheRead",
      "cacheWrite1h",
      "cacheWrite5m",
      "input",
      "output",
      "webSearches",
    ],
  );
  assert.ok(PUBLISHED.some(({ prompt = 0 }) => prompt > 200_000));
  assert.deepEqual(
    ["batch", "flex", "priority"].filter((tier) => !PUBLISHED.some((row) => row.tier === tier)),
    [],
  );
  assert.ok(PUBLISHED.filter(({ date }) => date !== null).length >= 40);
  for (const { source, date } of PUBLISHED) {
    assert.match(source, /^https:\/\//);
    assert.match(date ?? "2026-11-23", /^20\d\d-\d\d-\d\d$/);
  }
});
