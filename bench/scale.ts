/**
 * How long reports and searches take over many exchanges: `deno run -A bench/scale.ts 1000000`. The
 * exchanges are spread over three years, nine aliases and four providers; the file is a temporary one.
 */
import { openDatabase } from "../lib/store/open_database.ts";
import { daily } from "../lib/store/queries/daily.ts";
import { filters } from "../lib/store/queries/filters.ts";
import { requests, type RequestsParams } from "../lib/store/queries/requests.ts";
import { stats } from "../lib/store/queries/stats.ts";
import { fillZones } from "../lib/store/rollups/fill.ts";
import { SearchIndex } from "../lib/store/search/index.ts";
import { searcherOf } from "../lib/store/search/searcher.ts";
import { Writer } from "../lib/store/writer.ts";
import { costOf, exchange } from "../tests/store/exchange.ts";

const COUNT = Number(Deno.args[0] ?? 100_000);
const BATCH = 500;
const FIRST = Date.UTC(2024, 0, 1);
const SPAN = 3 * 365 * 86_400_000;

const dir = await Deno.makeTempDir({ prefix: "apantli-bench-" });
const path = `${dir}/requests.db`;
const db = await openDatabase({ path });
const writer = new Writer(db, path);

/** A number that looks random and is the same in every run. */
function scattered(seed: number): number {
  return Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
}

/** Words of a vocabulary of 20,000, the first ones far more often. */
function words(seed: number, count: number): string {
  const word = (place: number) =>
    `w${Math.floor((scattered(seed * 1000 + place) / 2 ** 32) ** 3 * 20_000)}`;
  return Array.from({ length: count }, (_, place) => word(place)).join(" ");
}

function made(number: number) {
  return exchange({
    run: 0,
    startedAt: FIRST + Math.floor(number / COUNT * SPAN),
    alias: `m${number % 9}`,
    provider: `p${number % 4}`,
    cost: costOf(1000 + number % BATCH),
    request: JSON.stringify({ messages: [{ role: "user", content: words(number, 40) }] }),
  });
}

function median(work: () => unknown): string {
  const times = Array.from({ length: 5 }, () => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });
  return `${(times.toSorted((a, b) => a - b)[2] ?? NaN).toFixed(1)} ms`;
}

const tell = (what: string, figure: string) => console.log(`${what.padEnd(42)}${figure}`);
const report = (what: string, work: () => unknown) => tell(what, median(work));

const startedAt = performance.now();
for (let number = 0; number < COUNT; number += BATCH) {
  writer.record(Array.from({ length: BATCH }, (_, place) => made(number + place)));
  writer.checkpoints.whenIdle();
}
const seconds = (performance.now() - startedAt) / 1000;
tell(`${COUNT} exchanges written`, `${Math.round(COUNT / seconds)}/s`);

const month = { startDate: "2026-11-01", endDate: "2026-11-30", timezoneOffset: 60 };
const years = { startDate: "2024-01-01", endDate: "2026-12-31", timezoneOffset: 60 };
report("stats, all time", () => stats(db, {}));
report("stats, a month", () => stats(db, { ...month, timezoneOffset: 0 }));
report("daily, a month of a new zone", () => daily(db, month));
report("daily, three years of a new zone", () => daily(db, years));
while (!fillZones(db, 60, Date.now()));
report("daily, three years, days summed", () => daily(db, years));
report("filters", () => filters(db, {}));
report("requests, first page", () => requests(db, {}));
report("requests, offset 100,000", () => requests(db, { offset: 100_000 }));
report("requests above a cost", () => requests(db, { minCost: 1e-6 }));
report("requests above a cost, quick", () => requests(db, { minCost: 1e-6, quick: true }));

const index = new SearchIndex(db, `${path}-search`);
const indexedFrom = performance.now();
while (index.catchUp(1000) > 0);
tell("indexed", `${Math.round(COUNT / (performance.now() - indexedFrom) * 1000)}/s`);
const search = (params: RequestsParams) => requests(db, params, searcherOf(index));
for (const text of ["w19999", "w3", "w17 w250", '"w1 w2"', "w19*", "model:m1 w400"]) {
  report(`search ${text}`, () => search({ search: text }));
}

index.close();
db.close();
await Deno.remove(dir, { recursive: true });
