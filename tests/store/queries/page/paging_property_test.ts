import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { csvLine, jsonLine } from "../../../../lib/store/export_lines.ts";
import { exportRows } from "../../../../lib/store/export_rows.ts";
import { openDatabase } from "../../../../lib/store/open_database.ts";
import type { Bounds } from "../../../../lib/store/queries/page/bounds.ts";
import { requests, type RequestsParams } from "../../../../lib/store/queries/requests.ts";
import { select } from "../../../../lib/store/queries/select.ts";
import { stats } from "../../../../lib/store/queries/stats.ts";
import { fillZones } from "../../../../lib/store/rollups/fill.ts";
import { SearchIndex } from "../../../../lib/store/search/index.ts";
import { type Searcher, searcherOf } from "../../../../lib/store/search/searcher.ts";
import { Writer } from "../../../../lib/store/writer.ts";
import type { Outcome } from "../../../../lib/types/exchange.ts";
import { NO_USAGE } from "../../../../lib/types/usage.ts";
import { costOf, exchange, withPath } from "../../exchange.ts";

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 1, 26);

/** Few values of each column, so that there are many equals; costs down to a nano-dollar. */
const EXCHANGE = fc.record({
  startedAt: fc.integer({ min: 0, max: 40 }).map((slot) => FIRST + slot * DAY / 8),
  alias: fc.constantFrom("a", "b", "\u{e000}", "😀"),
  provider: fc.constantFrom("acme", "bolt", null),
  project: fc.constantFrom("blog", null),
  client: fc.constantFrom("curl/8", "curl/7", null),
  status: fc.constantFrom(200, 429),
  stream: fc.boolean(),
  outcome: fc.constantFrom<Outcome>("ok", "ok", "ok", "failed", "interrupted"),
  durationMs: fc.constantFrom(0, 5, 5000),
  nanos: fc.option(
    fc.oneof(fc.constantFrom(0, 1, 100_000_001), fc.integer({ min: 0, max: 1e12 })),
    { freq: 2 },
  ),
  input: fc.option(fc.nat(3)),
  word: fc.constantFrom("capital", "weather"),
}).map(({ outcome, nanos, input, word, ...facts }) =>
  exchange({
    ...facts,
    outcome,
    error: outcome === "ok" ? null : "no",
    usage: input === null ? null : { ...NO_USAGE, input },
    cost: nanos === null ? null : costOf(nanos),
    request: JSON.stringify({ messages: [{ role: "user", content: word }] }),
  })
);
const EXCHANGES = fc.array(EXCHANGE, { maxLength: 30 });

/** Mostly not given: all filters at once leave nothing. */
const optional = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const FILTER = fc.record({
  provider: optional(fc.constantFrom("acme", "bolt", "nobody")),
  model: optional(fc.constantFrom("a", "😀", "none")),
  project: optional(fc.constant("blog")),
  minCost: optional(fc.constantFrom(0, 1e-9, 0.1)),
  maxCost: optional(fc.constantFrom(0, 0.100000001, 500)),
  minDuration: optional(fc.constantFrom(1, 6)),
  maxDuration: optional(fc.constantFrom(0, 5)),
  status: optional(fc.constantFrom(200, 429)),
  stream: optional(fc.boolean()),
  client: optional(fc.constantFrom("curl/8", "curl/*")),
  unpriced: optional(fc.boolean()),
  outcome: optional(fc.constantFrom<Outcome | "all">("ok", "failed", "interrupted", "all")),
  startDate: optional(fc.constantFrom("2026-02-27", "2026-03-01")),
  endDate: optional(fc.constantFrom("2026-03-02", "2026-03-03")),
  hour: optional(fc.constantFrom("2026-03-01T00", "2026-03-01T08")),
  timezoneOffset: optional(fc.constantFrom(-480, 0, 345)),
  search: optional(fc.constantFrom("capital", "capital model:a", "cost:>0.1")),
});
const ORDER = fc.record({
  sortBy: fc.constantFrom("timestamp", "model", "total_tokens", "cost", "duration_ms"),
  sortDir: fc.constantFrom("asc", "desc"),
});

/** The conditions again, as plain as they can be said, over all rows. */
function isWanted(row: Record<string, unknown>, filter: RequestsParams, text: string): boolean {
  const { outcome = "ok", search } = filter;
  const [ok, cost, tokens] = [row.error === null, row.cost, row.total_tokens];
  const shift = (filter.timezoneOffset ?? 0) * 60_000;
  const local = new Date(Date.parse(`${row.timestamp}Z`) + shift).toISOString();
  const day = local.slice(0, 10);
  const { hour, startDate = "", endDate = "9" } = filter;
  const least = (value: unknown, bound: number | undefined) =>
    bound === undefined || (value !== null && Number(value) >= bound);
  const most = (value: unknown, bound: number | undefined) =>
    bound === undefined || (value !== null && Number(value) <= bound);
  const equal = (value: unknown, wanted: unknown) =>
    wanted === undefined || (value !== null && String(value) === String(wanted));
  const isUnpriced = cost === null && (ok || Number(tokens ?? 0) > 0);
  return (outcome === "all" || (ok ? "ok" : row.outcome) === outcome) &&
    equal(row.provider, filter.provider) && equal(row.model, filter.model) &&
    equal(row.project, filter.project) && equal(row.status, filter.status) &&
    equal(row.stream, filter.stream === undefined ? undefined : Number(filter.stream)) &&
    least(cost, filter.minCost) && most(cost, filter.maxCost) &&
    least(row.duration_ms, filter.minDuration) && most(row.duration_ms, filter.maxDuration) &&
    (filter.client === undefined ||
      (row.client !== null && (filter.client === row.client || filter.client === "curl/*"))) &&
    (filter.unpriced === undefined || filter.unpriced === isUnpriced) &&
    (hour === undefined ? day >= startDate && day <= endDate : local.startsWith(hour)) &&
    (search === undefined ||
      (search === "cost:>0.1"
        ? cost !== null && Number(cost) > 0.1
        : text.includes("capital") && (search === "capital" || row.model === "a")));
}

interface Ledger {
  db: DatabaseSync;
  writer: Writer;
  search: Searcher;
  bounds?: Bounds;
}

/** What is many rows for millions of them, for a few. */
const SMALL: fc.Arbitrary<Bounds> = fc.record({
  few: fc.constantFrom(0, 5, 10_000),
  step: fc.integer({ min: 1, max: 8 }),
  hurryMs: fc.constant(0),
});

function withLedger(body: (ledger: Ledger) => void): Promise<void> {
  return withPath(async (path) => {
    const db = await openDatabase({ path });
    const index = new SearchIndex(db, ":memory:");
    body({ db, writer: new Writer(db, path), search: searcherOf(index) });
    index.close();
    db.close();
  });
}

/** Ids of all pages that `previous` leads back to from the last page, and that page's own. */
function pagedBack({ db, search, bounds }: Ledger, params: RequestsParams): number[] {
  const read = (place: RequestsParams) =>
    requests(db, { ...params, ...place, totals: false }, search, bounds);
  let page = read({});
  assert.equal(page.previous, null, "nothing is before the first page");
  while (page.next !== null) page = read({ after: page.next });
  const ids = page.requests.map(({ id }) => Number(id));
  for (let pages = 0; page.previous !== null; pages++) {
    assert.ok(pages < 500, "each page goes back from the one behind it");
    page = read({ before: page.previous });
    ids.unshift(...page.requests.map(({ id }) => Number(id)));
    const isFull = page.requests.length === params.limit;
    assert.ok(page.previous === null || isFull || (params.quick && page.partial));
    const [last] = page.requests.slice(-1);
    if (last === undefined) continue;
    const behind = page.next === null ? null : read({ after: page.next }).requests[0];
    if (behind) assert.equal(behind.id, ids[page.requests.length], "next leads forth again");
  }
  return ids;
}

/** Ids and nano-dollars of all pages, read by `next` to the end. */
function paged(
  { db, search, bounds }: Ledger,
  params: RequestsParams,
  between = () => {},
) {
  const ids: number[] = [];
  const nanos: bigint[] = [];
  let after: string | undefined;
  let pages = 0;
  do {
    assert.ok(pages++ < 500, "each page goes on from the one before");
    const page = requests(db, { ...params, after, totals: false }, search, bounds);
    assert.equal(page.total, undefined, "no totals are counted when none are asked for");
    ids.push(...page.requests.map(({ id }) => Number(id)));
    nanos.push(...page.requests.map(({ cost }) => BigInt(Math.round((cost ?? 0) * 1e9))));
    const isFull = page.requests.length === params.limit;
    assert.ok(page.next === null || isFull || (params.quick && page.partial));
    between();
    after = page.next ?? undefined;
  } while (after !== undefined);
  return { ids, nanos: nanos.reduce((sum, each) => sum + each, 0n) };
}

Deno.test("pages, totals, statistics and exports agree to the last nano-dollar, under any filter and order", () =>
  withLedger((ledger) => {
    const { db, writer, search } = ledger;
    const limit = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(
        EXCHANGES,
        FILTER,
        ORDER,
        limit,
        SMALL,
        (exchanges, filter, order, limit, bounds) => {
          db.exec("DELETE FROM requests");
          assert.deepEqual(writer.record(exchanges), { refusal: null, lost: 0 });
          while (!fillZones(db, 345, FIRST + 4 * DAY));
          const exported = [...exportRows(db, {})].flat();
          const wanted = exported.filter((row) => isWanted(row, filter, String(row.request_data)));
          const nanos = wanted.reduce(
            (sum, { cost_nanos }) => sum + BigInt(String(cost_nanos ?? 0)),
            0n,
          );

          const params = { ...filter, ...order, limit };
          const pages = paged({ ...ledger, bounds }, params);
          const bySql = select(
            db,
            `SELECT id FROM exchanges WHERE id IN (SELECT value FROM json_each(?))
          ORDER BY ${order.sortBy} ${order.sortDir} NULLS LAST,
            ${order.sortBy === "model" ? `timestamp ${order.sortDir},` : ""} id ${order.sortDir}`,
            [JSON.stringify(wanted.map(({ id }) => Number(id)))],
          ).map(({ id }) => Number(id));
          assert.deepEqual(pages.ids, bySql, "each row once, in order");
          assert.equal(pages.nanos, nanos);

          const hasty = paged({ ...ledger, bounds }, { ...params, quick: true });
          assert.deepEqual(hasty.ids, bySql, "partial pages go on where they ended");
          for (const quick of [false, true]) {
            const back = pagedBack({ ...ledger, bounds }, { ...params, quick });
            // A last page without any row has no row to go back from.
            if (back.length > 0) assert.deepEqual(back, bySql, "and back again");
          }
          const offset = limit;
          const skipped = requests(db, { ...params, offset }, search, bounds);
          assert.deepEqual(skipped.requests.map(({ id }) => id), bySql.slice(offset, 2 * offset));
          const beyond = requests(db, { ...params, offset: 99 }, search, bounds);
          assert.deepEqual([skipped.total, beyond.total], [wanted.length, wanted.length]);

          const { next } = requests(db, params, search, bounds);
          for (const after of [undefined, next ?? undefined]) {
            for (const limit of [0, params.limit]) {
              const all = requests(db, { ...params, limit, after }, search, bounds);
              assert.deepEqual([all.total, all.total_cost], [wanted.length, Number(nanos) / 1e9]);
            }
          }
          const { total } = requests(db, { ...params, limit: 0 }, search, bounds);
          const quick = requests(db, { ...params, limit: 0, quick: true }, search, bounds);
          assert.ok(
            quick.total === total || (quick.total_capped && Number(quick.total) < wanted.length),
          );
        },
      ),
      { numRuns: 400 },
    );
  }));

/** The column `cost_nanos` of a table in CSV, summed up; no cell before it has a line break. */
function sumOfTable(lines: readonly string[]): bigint {
  const cells = lines.join("").trimEnd().split("\r\n").map((line) => line.split(","));
  const column = cells[0]?.indexOf("cost_nanos") ?? -1;
  return cells.slice(1).reduce((sum, row) => sum + BigInt(row[column] || 0), 0n);
}

Deno.test("exports as JSON Lines and as CSV have the sum of all outcomes, to the last nano-dollar", () =>
  withLedger((ledger) => {
    const { db, writer } = ledger;
    fc.assert(
      fc.property(EXCHANGES, (exchanges) => {
        db.exec("DELETE FROM requests");
        writer.record(exchanges);
        const rows = [...exportRows(db, {})].flat();
        const lines = rows.map((row) => JSON.parse(jsonLine(row)));
        const names = ["id", "model", "outcome", "cost", "cost_nanos"];
        const table = [names, ...rows.map((row) => names.map((name) => row[name]))].map(csvLine);
        const { totals } = stats(db, {});
        const costs = [totals.cost, totals.failed.cost, totals.interrupted.cost];
        const nanos = costs.reduce((sum, cost) => sum + BigInt(Math.round(cost * 1e9)), 0n);
        const listed = lines.reduce((sum, { cost_nanos }) => sum + BigInt(cost_nanos ?? 0), 0n);
        assert.deepEqual([listed, sumOfTable(table)], [nanos, nanos]);
        assert.equal(paged(ledger, { outcome: "all", limit: 9 }).nanos, nanos);
      }),
      { numRuns: 60 },
    );
  }));

Deno.test("statistics agree with pages by outcome and project", () =>
  withLedger((ledger) => {
    const { db, writer } = ledger;
    const project = fc.constantFrom("blog", undefined);
    fc.assert(
      fc.property(EXCHANGES, project, (exchanges, project) => {
        db.exec("DELETE FROM requests");
        writer.record(exchanges);
        const { totals } = stats(db, { project });
        const cost = (outcome: Outcome) =>
          Number(paged(ledger, { outcome, project, limit: 7 }).nanos) / 1e9;
        assert.deepEqual(
          [totals.cost, totals.failed.cost, totals.interrupted.cost],
          [cost("ok"), cost("failed"), cost("interrupted")],
        );
      }),
      { numRuns: 50 },
    );
  }));

Deno.test("pages stay where they are while new exchanges come", () =>
  withLedger((ledger) => {
    const { db, writer } = ledger;
    const news = fc.array(EXCHANGE, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(EXCHANGES, ORDER, news, SMALL, (exchanges, order, news, bounds) => {
        db.exec("DELETE FROM requests");
        writer.record(exchanges);
        const params: RequestsParams = { ...order, outcome: "all", limit: 4 };
        const before = paged({ ...ledger, bounds }, params).ids;
        let left = 6;
        const add = () => {
          if (left-- > 0) writer.record(news.map((each) => ({ ...each, requestId: `n${left}` })));
        };
        const during = paged({ ...ledger, bounds }, params, add).ids;
        assert.deepEqual(during.filter((id) => before.includes(id)), before);
      }),
      { numRuns: 50 },
    );
  }));
