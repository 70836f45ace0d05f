import assert from "node:assert/strict";
import { LATENCY_BOUNDS } from "../../../lib/store/rollups/measures.ts";
import { percentile } from "../../../lib/store/rollups/percentile.ts";
import { ZoneKeeper } from "../../../lib/store/zone_keeper.ts";

const row = (counts: Record<number, bigint>) =>
  Object.fromEntries(
    [...LATENCY_BOUNDS, Infinity].map((_, place) => [`latency_${place}`, counts[place] ?? 0n]),
  );

Deno.test("percentile() is within the bucket that holds the share", () => {
  const counts = row({ 0: 50n, 4: 40n, 19: 10n });
  assert.equal(percentile(counts, 0.25), 25);
  assert.equal(percentile(counts, 0.5), 50);
  assert.equal(percentile(counts, 0.7), 400);
  assert.equal(percentile(counts, 0.9), 500);
  assert.equal(percentile(counts, 0.99), 300_000, "what took longest is told by its least");
});

Deno.test("percentile() of nothing is 0", () => assert.equal(percentile(row({}), 0.5), 0));

Deno.test("a zone is made once, step by step, and one that fails is left", async () => {
  const calls: number[] = [];
  const keeper = new ZoneKeeper((offset) => {
    calls.push(offset);
    if (offset === 1) return Promise.reject(new Error("closed"));
    return Promise.resolve(calls.length >= 3);
  });
  await Promise.all([keeper.want(60), keeper.want(60)]);
  assert.deepEqual(calls, [60, 60, 60]);
  await keeper.want(1);
  await keeper.want(1);
  assert.deepEqual(calls, [60, 60, 60, 1]);
});
