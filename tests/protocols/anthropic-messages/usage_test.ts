import assert from "node:assert/strict";
import { mergeUsage, readUsage } from "../../../lib/protocols/anthropic-messages/usage.ts";
import { NO_USAGE } from "../../../lib/types/usage.ts";

Deno.test("each token is counted in one bucket, and the raw object is kept", () => {
  const raw = {
    input_tokens: 4,
    cache_creation_input_tokens: 30,
    cache_read_input_tokens: 100,
    cache_creation: { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 20 },
    output_tokens: 25,
    output_tokens_details: { thinking_tokens: 7 },
    server_tool_use: { web_search_requests: 2, web_fetch_requests: 1 },
  };
  assert.deepEqual(readUsage(raw), {
    ...NO_USAGE,
    input: 4,
    cacheRead: 100,
    cacheWrite5m: 10,
    cacheWrite1h: 20,
    output: 25,
    reasoning: 7,
    webSearches: 2,
    raw,
  });
});

Deno.test("cache writes that nobody divides live five minutes", () => {
  const usage = readUsage({ input_tokens: 1, cache_creation_input_tokens: 9, output_tokens: 1 });
  assert.deepEqual([usage?.cacheWrite5m, usage?.cacheWrite1h], [9, 0]);
});

Deno.test("a division without a total is the total", () => {
  const usage = readUsage({ cache_creation: { ephemeral_1h_input_tokens: 8 } });
  assert.deepEqual([usage?.cacheWrite5m, usage?.cacheWrite1h], [0, 8]);
});

Deno.test("the compaction of the context is counted, the answer not twice", () => {
  const usage = readUsage({
    input_tokens: 10,
    output_tokens: 5,
    iterations: [
      { type: "compaction", input_tokens: 900, output_tokens: 80, cache_read_input_tokens: 3 },
      { type: "message", input_tokens: 10, output_tokens: 5 },
    ],
  });
  assert.deepEqual([usage?.input, usage?.cacheRead, usage?.output], [910, 3, 85]);
});

Deno.test("later counts replace earlier ones, nulls and absences do not", () => {
  const start = { input_tokens: 10, cache_read_input_tokens: 5, output_tokens: 1 };
  const merged = mergeUsage(start, {
    input_tokens: 2010,
    cache_read_input_tokens: null,
    output_tokens: 40,
  });
  assert.deepEqual(merged, { input_tokens: 2010, cache_read_input_tokens: 5, output_tokens: 40 });
  assert.equal(mergeUsage(start, undefined), start);
  assert.equal(mergeUsage(null, null), null);
});

Deno.test("counts that are no counts are 0, and no usage is null", () => {
  const usage = readUsage({ input_tokens: "7", output_tokens: -3, cache_creation: [] });
  assert.deepEqual([usage?.input, usage?.output], [0, 0]);
  assert.equal(readUsage(undefined), null);
  assert.equal(readUsage("usage"), null);
});
