/**
 * What the ledger costs a request: the main thread's share of `record()` and the time until the
 * exchange is committed, with 12 KB of request and 2 KB of response.
 *
 * Run: `deno run -A bench/store.ts [exchanges]`
 */
import { openStore } from "../lib/store/mod.ts";
import { redactSecrets } from "../lib/store/redact.ts";
import type { Exchange } from "../lib/types/exchange.ts";
import { NO_USAGE } from "../lib/types/usage.ts";

const COUNT = Number(Deno.args[0] ?? 5000);
const FOLDER = await Deno.makeTempDir({ prefix: "apantli-bench-" });
const words = (bytes: number) => 'The quick brown fox said "jump".\n'.repeat(bytes / 33);
const REQUEST = JSON.stringify({
  model: "m",
  messages: [{ role: "user", content: words(11_500) }],
});
const RESPONSE = JSON.stringify({ choices: [{ message: { content: words(1800) } }] });

function exchange(number: number): Exchange {
  return {
    run: 0,
    requestId: `bench-${number}`,
    startedAt: 1.77e12 + number,
    alias: "m",
    provider: "acme",
    upstreamModel: "m-1",
    outcome: "ok",
    status: 200,
    stream: true,
    durationMs: 900,
    firstByteMs: 200,
    attempts: [{
      number: 1,
      startedAt: 1.77e12 + number,
      durationMs: 899,
      waitedMs: 0,
      status: 200,
      error: null,
    }],
    usage: { ...NO_USAGE, input: 3000, output: 500, raw: { prompt_tokens: 3000 } },
    cost: { nanos: number, lines: [], source: "config", date: null, rule: null },
    finishReason: "stop",
    project: null,
    client: "bench",
    // A flat copy each, as text that came off the wire is.
    request: REQUEST.replace("fox", `fox ${number}`),
    response: RESPONSE,
    error: null,
    notes: null,
  };
}

function report(name: string, samples: number[]) {
  samples.sort((a, b) => a - b);
  const at = (share: number) =>
    ((samples[Math.floor(samples.length * share)] ?? 0) * 1000).toFixed(0);
  console.log(`${name}: p50 ${at(0.5)} µs, p99 ${at(0.99)} µs, worst ${at(0.99999)} µs`);
}

const opening = performance.now();
const store = await openStore({ path: `${FOLDER}/requests.db` });
console.log(`open: ${(performance.now() - opening).toFixed(1)} ms`);

/** Records with `concurrency` exchanges on their way at a time. */
async function run(concurrency: number, base: number) {
  const main: number[] = [];
  const latency: number[] = [];
  let next = 0;
  const started = performance.now();
  await Promise.all(Array.from({ length: concurrency }, async () => {
    while (next < COUNT) {
      const item = exchange(base + next++);
      const before = performance.now();
      const safe = store.record(item);
      main.push(performance.now() - before);
      await safe;
      latency.push(performance.now() - before);
    }
  }));
  const seconds = (performance.now() - started) / 1000;
  console.log(`\n${concurrency} at a time: ${(COUNT / seconds).toFixed(0)} exchanges/s`);
  report("  main thread, record()", main);
  report("  until committed", latency);
}

await run(1, 0);
await run(50, COUNT);

const reading = performance.now();
const { totals } = await store.read("stats", {});
console.log(
  `\nfirst report, its worker's start included, over ${totals.requests} rows: ${
    (performance.now() - reading).toFixed(1)
  } ms`,
);
await store.close();

const redacting = Array.from({ length: 2000 }, (_, number) => {
  const text = REQUEST + number;
  const before = performance.now();
  redactSecrets(text);
  return performance.now() - before;
});
report("redactSecrets() of 12 KB (in the worker)", redacting);
await Deno.remove(FOLDER, { recursive: true });
