/**
 * Whether requests notice a writer under a steady load: two servers, one with its ledger and one
 * without, take 2,000 exchanges/s each in turns of a minute, and are asked by a client meanwhile.
 *
 * Run: `deno run -A bench/sustained.ts [minutes of each] [exchanges/s]`
 */
import { startUpstream } from "./processes.ts";

const MINUTES = Number(Deno.args[0] ?? 10);
const RATE = Deno.args[1] ?? "2000";
/** A client that calls as people do: not as fast as it can. */
const PAUSE_MS = 15;
const WARM_UP_MS = 5000;

const BODY = JSON.stringify({
  model: "bench",
  messages: [{ role: "user", content: "lorem ipsum ".repeat(1000) }],
});

async function start(mode: string, upstream: string) {
  const process = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--quiet",
      `${import.meta.dirname}/sustained_server.ts`,
      mode,
      upstream,
      RATE,
    ],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const lines = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const input = process.stdin.getWriter();
  const url = `http://127.0.0.1:${Number((await lines.read()).value)}`;
  return {
    url,
    times: [] as number[],
    async turn(way: "on" | "off") {
      await input.write(new TextEncoder().encode(`${way}\n`));
      return (await lines.read()).value?.trim().split(" ").map(Number) ?? [];
    },
    async [Symbol.asyncDispose]() {
      await input.close();
      await process.status;
    },
  };
}

async function ask(url: string): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(`${url}/v1/chat/completions`, { method: "POST", body: BODY });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  return performance.now() - startedAt;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks for so long; the first seconds are not counted. */
async function sample(url: string, ms: number, into: number[]) {
  const from = performance.now();
  while (performance.now() - from < WARM_UP_MS + ms) {
    const time = await ask(url);
    if (performance.now() - from > WARM_UP_MS) into.push(time);
    await pause(PAUSE_MS);
  }
}

function percentile(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;
}

await using upstream = await startUpstream();
await using logged = await start("logged", upstream.url);
await using unlogged = await start("unlogged", upstream.url);
let seconds = 0;
let worst = 0;
for (let minute = 0; minute < MINUTES; minute++) {
  for (const side of minute % 2 ? [logged, unlogged] : [unlogged, logged]) {
    await side.turn("on");
    const from = performance.now();
    await sample(side.url, 60_000, side.times);
    const [, waiting = 0] = await side.turn("off");
    if (side !== logged) continue;
    seconds += (performance.now() - from) / 1000;
    worst = Math.max(worst, waiting);
  }
}
const [fed = 0] = await logged.turn("off");
console.log(`${fed} exchanges in ${Math.round(seconds)} s: ${Math.round(fed / seconds)}/s`);
console.log(`at most ${worst} on their way to the disk at the end of a minute`);
for (const share of [0.5, 0.9, 0.99, 0.999]) {
  const [one, other] = [percentile(unlogged.times, share), percentile(logged.times, share)];
  console.log(
    `  p${share * 100}: without ledger ${one.toFixed(2)} ms, with ${other.toFixed(2)} ms (${
      (other / one).toFixed(2)
    }×)`,
  );
}
