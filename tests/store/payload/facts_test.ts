import assert from "node:assert/strict";
import { storedFacts } from "../../../lib/store/payload/facts.ts";
import { Redaction } from "../../../lib/store/payload/redaction.ts";
import type { Capture, PayloadRule } from "../../../lib/types/payloads.ts";
import { NO_USAGE } from "../../../lib/types/usage.ts";
import { exchange } from "../exchange.ts";

const rule = (capture: Capture, redact: string[] = []): PayloadRule => ({
  capture,
  redact,
  maxMediaBytes: 1e7,
});

Deno.test("the facts of an exchange that is stored in full stay as they are", () => {
  for (const one of [exchange(), exchange({ payload: rule("full") })]) {
    assert.equal(storedFacts(one), one);
  }
});

for (const capture of ["metadata", "off"] as const) {
  Deno.test(`${capture}: counts stay, words that somebody wrote do not`, () => {
    const raw = { prompt_tokens: 7, service_tier: "flex", note: "word", cost: 0.5 };
    const facts = storedFacts(exchange({
      payload: rule(capture),
      usage: { ...NO_USAGE, input: 7, raw },
      finishReason: "because",
      notes: { dropped: ["temperature", "my word"], payload: "SQLite refused it", more: "word" },
    }));
    assert.deepEqual(facts.usage, {
      ...NO_USAGE,
      input: 7,
      raw: { prompt_tokens: 7, service_tier: "flex", cost: 0.5 },
    });
    assert.equal(facts.finishReason, "[7 characters]");
    assert.deepEqual(facts.notes, {
      capture,
      dropped: ["temperature", "[7 characters]"],
      payload: "SQLite refused it",
    });
    assert.equal(storedFacts(exchange({ payload: rule(capture) })).finishReason, "stop");
  });
}

const patterns = { payload: rule("full", ["word"]) };
const failing = new Redaction({ scrub: () => Promise.resolve(null) });
const attempts = exchange().attempts.map((attempt) => ({ ...attempt, error: "a word" }));

Deno.test("where patterns fail nothing of the texts is left, and the exchange is booked", async () => {
  const one = exchange({
    ...patterns,
    error: "a word",
    attempts,
    project: "word",
    outcome: "failed",
  });
  const bare = await failing.record(one);
  const { payload: _, ...left } = bare;
  assert.ok(!JSON.stringify({ ...left, usage: null }).includes("word"), JSON.stringify(left));
  assert.match(JSON.stringify(bare.notes), /took too long/);
  assert.equal(bare.payload?.capture, "off");
  assert.deepEqual([bare.usage, bare.cost, bare.status], [one.usage, one.cost, one.status]);
});

Deno.test("an exchange whose beginning failed has no texts at its end either", async () => {
  let isFailing = true;
  const redaction = new Redaction({
    scrub: ({ payloads, texts }) => Promise.resolve(isFailing ? null : { payloads, texts }),
  });
  const one = exchange(patterns);
  const { run, requestId, startedAt, alias, stream, client, project, request } = one;
  const begun = { run, requestId, startedAt, alias, stream, client, project, request, ...patterns };
  const beginning = await redaction.begin({ ...begun, provider: "acme", upstreamModel: "up" });
  assert.deepEqual([beginning.request, beginning.client], ["", null]);
  isFailing = false;
  assert.equal((await redaction.record(one)).response, null);
  assert.equal((await redaction.record(exchange(patterns))).response, one.response, "others do");
});

Deno.test("without patterns nobody is asked", async () => {
  const one = exchange({ payload: rule("metadata") });
  assert.equal(await failing.record(one), one);
});
