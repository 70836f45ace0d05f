/**
 * How long the dashboard's pages take over few and many requests, each rendered by its server, in
 * turns; and whether somebody who looks at all of them over the many slows down requests that pass
 * through at the same time.
 *
 * Run: `deno run -A bench/pages.ts [1000 1000000] [--keep FOLDER]`
 */
import { fill } from "../lib/demo_data/fill.ts";
import { openForReading } from "../lib/store/open_database.ts";
import { SearchIndex } from "../lib/store/search/index.ts";
import { PAGES } from "./pages_looked_at.ts";
import { type Running, startServer, startUpstream } from "./processes.ts";

const ROUNDS = 15;
const REQUESTS = 1000;
const WARM_UP = 100;
const AIM = 3;

const kept = Deno.args.indexOf("--keep");
const folder = kept === -1
  ? await Deno.makeTempDir({ prefix: "apantli-bench-" })
  : Deno.args[kept + 1] ?? ".";
const given = Deno.args.filter((_, at) => kept === -1 || at < kept || at > kept + 1).map(Number);
const sizes = given.length === 0 ? [1000, 1_000_000] : given;

const BODY = JSON.stringify({
  model: "bench",
  messages: [{ role: "user", content: "lorem ipsum ".repeat(1000) }],
});

async function database(size: number): Promise<string> {
  const path = `${folder}/${size}.db`;
  const isThere = await Deno.stat(path).then(() => true, () => false);
  if (!isThere) await fill(path, { exchanges: size, lean: true });
  // Or the server would do it meanwhile.
  const db = openForReading(path);
  const index = new SearchIndex(db, `${path}-search`);
  while (index.catchUp(1000) > 0);
  index.close();
  db.close();
  return path;
}

async function timed(url: string, init: RequestInit = {}): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(url, init);
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  return performance.now() - startedAt;
}

const html = { headers: { accept: "text/html" } };
const ask = (url: string) => timed(`${url}/v1/chat/completions`, { method: "POST", body: BODY });

function percentile(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;
}

/** The median of each page on each server, in turns. */
async function comparePages(servers: readonly Running[]) {
  console.log(`| page | ${sizes.map((n) => n.toLocaleString("en")).join(" | ")} | ratio | |`);
  for (const { name, path } of PAGES) {
    const times = servers.map((): number[] => []);
    for (let round = -2; round < ROUNDS; round++) {
      for (const [place, { url }] of servers.entries()) {
        const ms = await timed(url + path, html);
        if (round >= 0) times[place]?.push(ms);
      }
    }
    const medians = times.map((list) => percentile(list, 0.5));
    const ratio = (medians.at(-1) ?? NaN) / (medians[0] ?? NaN);
    const cells = [name, ...medians.map((ms) => `${ms.toFixed(1)} ms`), `${ratio.toFixed(1)}×`];
    console.log(`| ${cells.join(" | ")} | ${ratio < AIM ? "" : "missed"} |`);
  }
}

/** Times straight and through the server, in turns. */
async function passThrough(upstream: string, server: string) {
  const times: { direct: number[]; through: number[] } = { direct: [], through: [] };
  for (let round = -WARM_UP; round < REQUESTS; round++) {
    const [direct, through] = [await ask(upstream), await ask(server)];
    if (round < 0) continue;
    times.direct.push(direct);
    times.through.push(through);
  }
  return times;
}

/** Somebody in a thread of their own who goes through all pages, until told to stop. */
function look(url: string): { stop: () => Promise<number> } {
  const worker = new Worker(new URL("./pages_worker.ts", import.meta.url), { type: "module" });
  worker.postMessage(url);
  return {
    stop: () =>
      new Promise((resolve) => {
        worker.onmessage = ({ data }) => {
          worker.terminate();
          resolve(data);
        };
        worker.postMessage("stop");
      }),
  };
}

async function compareRequests(upstream: string, server: string) {
  const alone = await passThrough(upstream, server);
  const looking = look(server);
  const beside = await passThrough(upstream, server);
  console.log(`\n${await looking.stop()} pages were looked at beside ${REQUESTS} requests.`);
  for (const share of [0.5, 0.9, 0.99]) {
    const added = [alone, beside].map(({ direct, through }) =>
      percentile(through, share) - percentile(direct, share)
    );
    const [one = NaN, other = NaN] = added;
    console.log(
      `  added, p${share * 100}: ${one.toFixed(2)} ms alone, ${other.toFixed(2)} ms beside (${
        (other / one).toFixed(1)
      }×); direct ${percentile(alone.direct, share).toFixed(2)} and ${
        percentile(beside.direct, share).toFixed(2)
      } ms`,
    );
  }
}

const paths: string[] = [];
for (const size of sizes) paths.push(await database(size));
{
  await using upstream = await startUpstream();
  await using servers = new AsyncDisposableStack();
  const running: Running[] = [];
  for (const path of paths) running.push(servers.use(await startServer(upstream.url, path)));
  await comparePages(running);
  const last = running.at(-1);
  if (last) await compareRequests(upstream.url, last.url);
}
if (kept === -1) await Deno.remove(folder, { recursive: true });
