import type { Exchange } from "../../lib/types/exchange.ts";
import { NO_USAGE } from "../../lib/types/usage.ts";

let count = 0;

/** An exchange that went well, with the given facts different. */
export function exchange(facts: Partial<Exchange> = {}): Exchange {
  return {
    run: count + 1,
    requestId: `req-${++count}-${crypto.randomUUID()}`,
    startedAt: Date.parse("2026-03-04T12:00:00.500Z"),
    alias: "small",
    provider: "acme",
    upstreamModel: "acme-small-1",
    outcome: "ok",
    status: 200,
    stream: false,
    durationMs: 1000,
    firstByteMs: 120,
    attempts: [{
      number: 1,
      startedAt: Date.parse("2026-03-04T12:00:00.501Z"),
      durationMs: 998,
      waitedMs: 0,
      status: 200,
      error: null,
    }],
    usage: { ...NO_USAGE, input: 10, output: 5, raw: { prompt_tokens: 10, completion_tokens: 5 } },
    cost: costOf(2_000_000),
    finishReason: "stop",
    client: "tests/1.0",
    project: null,
    request: '{"model":"small","messages":[{"role":"user","content":"hello"}]}',
    response: '{"id":"x","choices":[]}',
    error: null,
    notes: null,
    ...facts,
  };
}

/** A cost of so many nano-dollars in one line. */
export function costOf(nanos: number): Exchange["cost"] {
  return {
    nanos,
    lines: [{ bucket: "input", amount: 10, price: "0.2", nanos }],
    source: "config",
    date: "2026-01-01",
    rule: null,
  };
}

/** Runs `body` with a path for a database in a folder of its own. */
export async function withPath(body: (path: string) => unknown): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "apantli-store-" });
  try {
    await body(`${folder}/requests.db`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
