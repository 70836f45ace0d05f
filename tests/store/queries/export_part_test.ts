import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { openDatabase } from "../../../lib/store/open_database.ts";
import { BadQuery } from "../../../lib/store/queries/bad_query.ts";
import { type ExportParams, exportPart } from "../../../lib/store/queries/export_part.ts";
import { requests } from "../../../lib/store/queries/requests.ts";
import { finish } from "../../../lib/store/queries/steps.ts";
import { SearchIndex } from "../../../lib/store/search/index.ts";
import { type Searcher, searcherOf } from "../../../lib/store/search/searcher.ts";
import { Writer } from "../../../lib/store/writer.ts";
import type { Exchange } from "../../../lib/types/exchange.ts";
import { exchange, withPath } from "../exchange.ts";

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 2, 1);

/** The ledger with these exchanges, and its search. */
async function withLedger(
  all: readonly Exchange[],
  body: (db: DatabaseSync, search: Searcher) => unknown,
): Promise<void> {
  await withPath(async (path) => {
    const db = await openDatabase({ path });
    new Writer(db, path).write({ beginnings: [], exchanges: [...all] });
    const index = new SearchIndex(db, ":memory:");
    try {
      await body(db, searcherOf(index));
    } finally {
      index.close();
      db.close();
    }
  });
}

/** All parts, one after the other. */
function partsOf(db: DatabaseSync, params: ExportParams, search?: Searcher): string[] {
  const texts: string[] = [];
  let after: string | undefined;
  do {
    const part = finish(exportPart(db, { ...params, after }, search));
    texts.push(part.text);
    after = part.next ?? undefined;
  } while (after !== undefined);
  return texts;
}

const idsOf = (texts: readonly string[]) =>
  texts.join("").split("\n").slice(0, -1).map((line) => JSON.parse(line).id);

const EXCHANGE = fc.record({
  day: fc.nat(5),
  alias: fc.constantFrom("a", "b"),
  outcome: fc.constantFrom<Exchange["outcome"]>("ok", "ok", "failed", "interrupted"),
  status: fc.constantFrom(200, 429),
  durationMs: fc.constantFrom(5, 5000),
  word: fc.constantFrom("capital", "weather"),
}).map(({ day, outcome, word, ...facts }) =>
  exchange({
    ...facts,
    startedAt: FIRST + day * DAY,
    outcome,
    error: outcome === "ok" ? null : "no",
    request: JSON.stringify({ messages: [{ role: "user", content: word }] }),
  })
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
const FILTER = fc.record({
  model: maybe(fc.constantFrom("a", "none")),
  outcome: fc.constantFrom<"ok" | "failed" | "all">("ok", "failed", "all"),
  minDuration: maybe(fc.constant(100)),
  status: maybe(fc.constant(429)),
  startDate: maybe(fc.constant("2026-03-03")),
  search: maybe(fc.constantFrom("capital", "weather model:a")),
  sortDir: maybe(fc.constantFrom("asc", "desc")),
});

Deno.test("an export has the requests of the list, each once, in the order of time", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(EXCHANGE, { maxLength: 30 }), FILTER, async (all, filter) => {
      await withLedger(all, (db, search) => {
        const { sortDir = "asc", ...rest } = filter;
        const list = requests(db, { ...rest, sortDir, limit: 200 }, search);
        const exported = idsOf(partsOf(db, { ...filter, format: "jsonl" }, search));
        assert.deepEqual(exported, list.requests.map(({ id }) => id));
        const table = partsOf(db, { ...filter, format: "csv" }, search).join("").split("\r\n");
        assert.equal(table.length - 2, exported.length);
      });
    }),
    { numRuns: 40 },
  );
});

Deno.test("a line has everything that is known, as the command writes it", async () => {
  const one = exchange({ notes: { dropped: ["logit_bias"] }, project: "blog" });
  await withLedger([one], (db) => {
    const line = JSON.parse(partsOf(db, { format: "jsonl" }).join(""));
    assert.equal(line.request_id, one.requestId);
    assert.deepEqual(line.request_data, JSON.parse(one.request));
    assert.deepEqual(line.notes, { dropped: ["logit_bias"] });
    assert.equal(line.attempt_list.length, 1);
    assert.deepEqual(line.cost_history, []);
  });
});

Deno.test("a table has its head once, without the texts", async () => {
  await withLedger(Array.from({ length: 1001 }, () => exchange()), (db) => {
    const parts = partsOf(db, { format: "csv" });
    assert.equal(parts.length, 2);
    const [head = "", ...rows] = parts.join("").split("\r\n").slice(0, -1);
    assert.match(head, /^id,timestamp,model,/);
    assert.doesNotMatch(head, /request_data|response_data|cost_detail|attempt_list/);
    assert.equal(rows.length, 1001);
    assert.equal(rows.filter((row) => row === head).length, 0);
  });
});

Deno.test("nothing that matches is a table of a head, and an empty file of lines", async () => {
  await withLedger([], (db) => {
    assert.match(partsOf(db, { format: "csv" }).join(""), /^id,[\w,]+\r\n$/);
    assert.equal(partsOf(db, { format: "jsonl" }).join(""), "");
  });
});

Deno.test("a part ends once it is large, and the next one goes on behind it", async () => {
  const long = "x".repeat(400_000);
  const all = Array.from(
    { length: 8 },
    (_, n) =>
      exchange({ startedAt: FIRST + n, request: JSON.stringify({ prompt: `${n} ${long}` }) }),
  );
  await withLedger(all, (db) => {
    const parts = partsOf(db, { format: "jsonl" });
    assert.deepEqual(parts.map((part) => part.split("\n").length - 1), [3, 3, 2]);
    assert.deepEqual(idsOf(parts), [1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

Deno.test("what is deleted meanwhile is left out", async () => {
  await withLedger([exchange(), exchange(), exchange()], (db) => {
    const steps = exportPart(db, { format: "jsonl", sortDir: "asc" });
    db.exec("DELETE FROM exchanges WHERE id = 2");
    assert.deepEqual(idsOf([finish(steps).text]), [1, 3]);
  });
});

Deno.test("a search that found too much says that it is not all", async () => {
  await withLedger([exchange()], (db) => {
    const found = { ids: [1], conditions: [], words: [], lag: 0 };
    for (const capped of [true, false]) {
      const steps = exportPart(db, { format: "csv", search: "x" }, () => ({ ...found, capped }));
      assert.equal(finish(steps).capped, capped);
    }
  });
});

Deno.test("what runs cannot be exported", async () => {
  await withLedger([], (db) => {
    assert.throws(
      () => finish(exportPart(db, { format: "csv", outcome: "running" })),
      (error) => error instanceof BadQuery && /Leave outcome=running out/.test(error.message),
    );
  });
});
