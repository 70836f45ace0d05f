import assert from "node:assert/strict";
import { LATENCY_BOUNDS } from "../../../lib/store/rollups/measures.ts";
import { percentile } from "../../../lib/store/rollups/percentile.ts";

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
