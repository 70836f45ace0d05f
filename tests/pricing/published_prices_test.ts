import assert from "node:assert/strict";
import fc from "fast-check";
import { priceUsage } from "../../lib/pricing/mod.ts";
import { promptTokens, type Usage } from "../../lib/types/usage.ts";
import { question, usage } from "./fixtures.ts";
import { type PricedBucket, PUBLISHED, type Published } from "./published_prices.ts";

/** Buckets in the order of a cost's lines; the number is what the price is for. */
const PER: Readonly<Record<PricedBucket, bigint>> = {
  input: 1_000_000n,
  cacheRead: 1_000_000n,
  cacheReadAudio: 1_000_000n,
  cacheWrite5m: 1_000_000n,
  cacheWrite1h: 1_000_000n,
  audioInput: 1_000_000n,
  output: 1_000_000n,
  reasoning: 1_000_000n,
  imageOutput: 1_000_000n,
  audioOutput: 1_000_000n,
  webSearches: 1_000n,
  requests: 1_000n,
};
const BUCKETS = Object.keys(PER) as PricedBucket[];
type Amounts = Partial<Record<PricedBucket, number>>;

/** `amount × price` in nano-dollars, half up: the decimal's digits as a whole number, no code of ours. */
function nanosOf(bucket: PricedBucket, amount: number, price: string): bigint {
  const [whole = "", fraction = ""] = price.split(".");
  const denominator = 10n ** BigInt(fraction.length) * PER[bucket];
  const numerator = BigInt(amount) * BigInt(whole + fraction) * 1_000_000_000n;
  return (2n * numerator + denominator) / (2n * denominator);
}

/** So many tokens (or searches) of each bucket that the row prices, in a prompt of the row's size. */
function amountsFor({ prices, prompt }: Published, each: Record<PricedBucket, number>): Amounts {
  const amounts: Amounts = {};
  for (const bucket of BUCKETS) {
    if (prices[bucket] !== undefined) amounts[bucket] = bucket === "requests" ? 1 : each[bucket];
  }
  if (prompt === undefined) return amounts;
  return { ...amounts, input: prompt - promptTokens(usageOf({ ...amounts, input: 0 })) };
}

/** The usage with these amounts: parts are counted in their whole too. */
function usageOf(amounts: Amounts): Usage {
  const { requests: _fee, ...tokens } = amounts;
  const { cacheRead = 0, cacheReadAudio = 0, output = 0, reasoning = 0, imageOutput = 0 } = amounts;
  return usage({
    ...tokens,
    cacheRead: cacheRead + cacheReadAudio,
    output: output + reasoning + imageOutput,
  });
}

function check(row: Published, amounts: Amounts) {
  const { model, at, tier, raw = null, source, date } = row;
  const slash = model.indexOf("/");
  const asked = question(model.slice(0, slash), model.slice(slash + 1), {
    ...(at ? { at: new Date(at) } : {}),
    ...(tier ? { serviceTier: tier } : {}),
  });
  const cost = priceUsage({ ...usageOf(amounts), raw }, asked);
  assert.ok(cost, `no price; ${source} has one`);
  const expected = BUCKETS.flatMap((bucket) => {
    const price = row.prices[bucket];
    const amount = amounts[bucket] ?? 0;
    return price === undefined || amount === 0
      ? []
      : [{ bucket, amount, nanos: nanosOf(bucket, amount, price) }];
  });
  const booked = cost.lines.map(({ bucket, amount, nanos }) => ({
    bucket,
    amount,
    nanos: BigInt(nanos),
  }));
  assert.deepEqual(booked, expected, `${source} of ${date}`);
  assert.equal(BigInt(cost.nanos), expected.reduce((sum, { nanos }) => sum + nanos, 0n));
}

const everyBucket = (tokens: fc.Arbitrary<number>) =>
  fc.record(
    Object.fromEntries(BUCKETS.map((bucket) => [bucket, tokens])) as Record<
      PricedBucket,
      fc.Arbitrary<number>
    >,
  );
/** Few enough that no prompt gets into a dearer tier unless its row says so. */
const amounts = everyBucket(fc.nat({ max: 15_000 }));

for (const row of PUBLISHED) {
  const { model, tier, at, prompt, raw } = row;
  const terms = [tier, at, prompt && `${prompt} tokens`, ...Object.values(raw ?? {})];
  const condition = terms.filter(Boolean).join(", ");
  Deno.test(`${model}${condition && ` (${condition})`} costs what is published, to the digit`, () => {
    fc.assert(
      fc.property(amounts, (each) => check(row, amountsFor(row, each))),
      { numRuns: 20, examples: [[sameFor(1)], [sameFor(997)]] },
    );
  });
}

function sameFor(amount: number): Record<PricedBucket, number> {
  return Object.fromEntries(BUCKETS.map((bucket) => [bucket, amount])) as Record<
    PricedBucket,
    number
  >;
}

Deno.test("the table holds forty models of ten providers, each bucket and each condition", () => {
  const models = new Set(PUBLISHED.map(({ model }) => model));
  const providers = new Set(PUBLISHED.map(({ model }) => model.split("/")[0]));
  assert.ok(models.size >= 40, `${models.size} models`);
  assert.ok(providers.size >= 10, `${providers.size} providers`);
  const priced = new Set(PUBLISHED.flatMap(({ prices }) => Object.keys(prices)));
  assert.deepEqual([...priced].sort(), [...BUCKETS].sort());
  for (const tier of ["batch", "flex", "priority", "fast"]) {
    assert.ok(PUBLISHED.some((row) => row.tier === tier), tier);
  }
  for (const limit of [100_000, 128_000, 200_000, 272_000]) {
    assert.ok(PUBLISHED.some(({ prompt = 0 }) => prompt === limit + 1), `${limit} tokens`);
  }
  for (const term of ["speed", "inference_geo", "serviceTier", "search_context_size"]) {
    assert.ok(PUBLISHED.some(({ raw = {} }) => term in raw), term);
  }
});

Deno.test("each published price has its page and its day, and is a decimal", () => {
  for (const { source, date, prices, model } of PUBLISHED) {
    assert.match(source, /^https:\/\/[^ ]+$/);
    assert.match(date, /^20\d\d-\d\d-\d\d$/);
    assert.ok(Object.keys(prices).length > 0, model);
    for (const price of Object.values(prices)) assert.match(price, /^\d+(\.\d+)?$/, model);
  }
});

Deno.test("no two rows are for the same model under the same condition and bucket", () => {
  const keys = PUBLISHED.flatMap(({ model, prices, prompt, at, tier, raw }) =>
    Object.keys(prices).map((bucket) => JSON.stringify([model, bucket, prompt, at, tier, raw]))
  );
  assert.equal(new Set(keys).size, keys.length);
});
