/**
 * What the gateway adds to a request, logging on: the same request straight to an upstream and through
 * the server, in turns, one at a time. Also start-up time and idle memory. `deno task bench`
 */
import { startServer, startUpstream } from "./processes.ts";

const WARM_UP = 200;
const ROUNDS = 2000;

const message = { role: "user", content: "lorem ipsum ".repeat(1000) };

async function time(url: string, model: string, stream: boolean): Promise<number> {
  const body = JSON.stringify({ model, messages: [message], stream });
  const startedAt = performance.now();
  const response = await fetch(`${url}/v1/chat/completions`, { method: "POST", body });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  return performance.now() - startedAt;
}

function percentile(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;
}

async function compare(direct: string, proxied: string, stream: boolean, rounds: number) {
  const times: { direct: number[]; proxied: number[] } = { direct: [], proxied: [] };
  for (let round = -WARM_UP; round < rounds; round++) {
    const one = await time(direct, "bench", stream);
    const other = await time(proxied, "bench", stream);
    if (round < 0) continue;
    times.direct.push(one);
    times.proxied.push(other);
  }
  for (const share of [0.5, 0.9, 0.99]) {
    const [one, other] = [percentile(times.direct, share), percentile(times.proxied, share)];
    console.log(
      `  p${share * 100}: direct ${one.toFixed(2)} ms, through ${other.toFixed(2)} ms, ` +
        `added ${(other - one).toFixed(2)} ms (${(other / one).toFixed(1)}×)`,
    );
  }
}

async function throughput(url: string, parallel: number, total: number): Promise<number> {
  let left = total;
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: parallel }, async () => {
    while (left-- > 0) await time(url, "bench", false);
  }));
  return total / (performance.now() - startedAt) * 1000;
}

/** Resident memory of a process tree in MB: the launcher and the server. */
async function memory(pid: number): Promise<string> {
  const { stdout } = await new Deno.Command("ps", { args: ["-e", "-o", "pid=,ppid=,rss="] })
    .output();
  const rows = new TextDecoder().decode(stdout).trim().split("\n").map((line) =>
    line.trim().split(/\s+/).map(Number)
  );
  const inTree = new Set([pid]);
  for (let size = 0; size !== inTree.size;) {
    size = inTree.size;
    for (const [child = 0, parent = 0] of rows) if (inTree.has(parent)) inTree.add(child);
  }
  return rows.filter(([child = 0]) => inTree.has(child))
    .map(([child, , rss = 0]) => `${child}: ${Math.round(rss / 1024)} MB`).join(", ");
}

await using upstream = await startUpstream();
await using server = await startServer(upstream.url);
console.log(`start to first answer: ${Math.round(server.startedInMs)} ms`);
console.log(`idle memory: ${await memory(server.pid)}`);
console.log("non-streamed, 12 KB request, 2 KB answer, one at a time:");
await compare(upstream.url, server.url, false, ROUNDS);
console.log("streamed, 400 chunks, one at a time:");
await compare(upstream.url, server.url, true, ROUNDS / 10);
const direct = await throughput(upstream.url, 32, 4000);
const proxied = await throughput(server.url, 32, 4000);
console.log(
  `32 at a time: direct ${Math.round(direct)}/s, through ${Math.round(proxied)}/s (${
    (proxied / direct).toFixed(2)
  }×)`,
);
console.log(`memory after the load: ${await memory(server.pid)}`);
