/**
 * How long reports and searches take over many exchanges, by how many there are: three years of
 * invented requests with short texts, in temporary files, all measured in turns in one run.
 *
 * Run: `deno run -A bench/scale.ts 100000 1000000 [--keep FOLDER]`; 10,000,000 need 10 GB and an
 * hour. With `--keep` the files stay and are used again.
 */
import type { DatabaseSync } from "node:sqlite";
import { fill } from "../lib/demo_data/fill.ts";
import { openDatabase, openForReading } from "../lib/store/open_database.ts";
import { requests } from "../lib/store/queries/requests.ts";
import { select } from "../lib/store/queries/select.ts";
import { fillZones } from "../lib/store/rollups/fill.ts";
import { SearchIndex } from "../lib/store/search/index.ts";
import { searcherOf } from "../lib/store/search/searcher.ts";
import { type Report, REPORTS } from "./scale_reports.ts";

const UNTIL = Date.UTC(2026, 10, 1);
const ROUNDS = 7;
const SEARCHES = 100;

const kept = Deno.args.indexOf("--keep");
const folder = kept === -1
  ? await Deno.makeTempDir({ prefix: "apantli-bench-" })
  : Deno.args[kept + 1] ?? ".";
const given = Deno.args.filter((_, at) => kept === -1 || at < kept || at > kept + 1).map(Number);
const sizes = given.length === 0 ? [100_000, 1_000_000] : given;

interface Ledger {
  size: number;
  db: DatabaseSync;
  index: SearchIndex;
}

async function ledgerOf(size: number): Promise<Ledger> {
  const path = `${folder}/${size}.db`;
  const isThere = await Deno.stat(path).then(() => true, () => false);
  const filledFrom = performance.now();
  if (isThere) await bringUpToDate(path);
  else await fill(path, { exchanges: size, lean: true, until: UNTIL });
  const indexedFrom = performance.now();
  const db = openForReading(path);
  const index = new SearchIndex(db, `${path}-search`);
  while (index.catchUp(1000) > 0);
  const seconds = [indexedFrom - filledFrom, performance.now() - indexedFrom]
    .map((ms) => (ms / 1000).toFixed(0));
  console.log(`${size}: written in ${seconds[0]} s, indexed in ${seconds[1]} s`);
  return { size, db, index };
}

/** A file that was kept may be of an older schema, or of another day. */
async function bringUpToDate(path: string) {
  const db = await openDatabase({ path });
  const newest = db.prepare("SELECT MAX(timestamp) AS newest FROM exchanges").get()?.newest;
  const until = Math.max(UNTIL, Date.parse(`${newest}Z`));
  while (!fillZones(db, 0, until));
  db.close();
}

function timed(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

const at = (times: number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? NaN;

/** The best times of one report over each ledger, in turns: what else the machine does is left out. */
function best(ledgers: readonly Ledger[], { prepare }: Report): number[] {
  const runs = ledgers.map(({ db }) => prepare(db));
  const times = runs.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [place, run] of runs.entries()) times[place]?.push(timed(run));
  }
  return times.map((list) => Math.min(...list));
}

function tell(name: string, figures: number[], aim: Report["aim"]) {
  const [least = NaN] = figures;
  const most = figures.at(-1) ?? NaN;
  const ratio = most / least;
  const isMet = aim === undefined || ("ms" in aim ? most < aim.ms : ratio < aim.timesSmallest);
  const wanted = aim === undefined
    ? ""
    : "ms" in aim
    ? `< ${aim.ms} ms`
    : `< ${aim.timesSmallest}×`;
  const cells = [
    name.padEnd(38),
    ...figures.map((ms) => `${ms.toFixed(1)} ms`.padStart(11)),
    `${ratio.toFixed(1)}×`.padStart(7),
    wanted.padStart(8),
    isMet ? "" : "missed",
  ];
  console.log(`| ${cells.join(" | ")} |`);
}

/** Searches for words, beginnings, pairs and phrases out of what was asked, and for facets. */
function searchesIn(db: DatabaseSync): string[] {
  const [{ last } = {}] = select(db, "SELECT MAX(id) AS last FROM exchanges", []);
  return Array.from({ length: SEARCHES }, (_, number) => {
    const id = 1 + Math.floor((number + 0.5) / SEARCHES * Number(last));
    const [row] = select(db, "SELECT model, request_data FROM requests WHERE id >= ? LIMIT 1", [
      id,
    ]);
    const words = String(row?.request_data).match(/[a-z]{4,}/g)?.slice(-6) ?? [];
    const [one = "amber", two = "", three = ""] = words;
    const kinds = [one, `${one} ${two}`, `"${one} ${two} ${three}"`, `${one.slice(0, 4)}*`];
    return kinds[number % 5] ?? `${one} model:${row?.model}`;
  });
}

const ledgers: Ledger[] = [];
for (const size of sizes) ledgers.push(await ledgerOf(size));
const heads = ledgers.map(({ size }) => size.toLocaleString("en").padStart(11));
console.log(`\n| ${["what".padEnd(38), ...heads, "  ratio", "     aim", ""].join(" | ")} |`);
console.log(`| ${["what", ...heads, "ratio", "aim", ""].map(() => "---").join(" | ")} |`);
for (const report of REPORTS) tell(report.name, best(ledgers, report), report.aim);
const searched = ledgers.map(({ db, index }) =>
  searchesIn(db).map((search) => {
    const params = { search, quick: true };
    const work = () => requests(db, params, searcherOf(index));
    return Math.min(...Array.from({ length: 3 }, () => timed(work)));
  })
);
tell("search, median", searched.map((times) => at(times, 0.5)), undefined);
tell("search, 95 %", searched.map((times) => at(times, 0.95)), { ms: 50 });

for (const { db, index } of ledgers) {
  index.close();
  db.close();
}
if (kept === -1) await Deno.remove(folder, { recursive: true });
