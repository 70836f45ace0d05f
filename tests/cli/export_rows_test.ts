import assert from "node:assert/strict";
import fc from "fast-check";
import { exportLog } from "../../lib/cli/export_command.ts";
import { csvLine, jsonLine } from "../../lib/store/export_lines.ts";
import { exportRows } from "../../lib/store/export_rows.ts";
import { openStore } from "../../lib/store/mod.ts";
import { openDatabase } from "../../lib/store/open_database.ts";
import { applyCosts } from "../../lib/store/recosting.ts";
import { Writer } from "../../lib/store/writer.ts";
import { costOf, exchange, withPath } from "../store/exchange.ts";

/** Reads CSV as RFC 4180 says. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let found = cell.exec(text); found !== null; found = cell.exec(text)) {
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "");
    if (found[3] !== ",") {
      rows.push(row);
      row = [];
    }
    if (cell.lastIndex === text.length) return rows;
  }
  assert.fail(`No CSV: ${JSON.stringify(text)}`);
}

const texts = fc.string({ unit: fc.constantFrom(..."ab,\"\r\n\t '=+-@;é😀") });

Deno.test("csvLine() writes what a reader of RFC 4180 reads back the same, formulas behind a '", () => {
  const value = fc.oneof(texts, fc.constant(null), fc.integer(), fc.bigInt());
  fc.assert(fc.property(fc.array(value, { minLength: 1 }), (values) => {
    const [cells, ...more] = readCsv(csvLine(values));
    assert.deepEqual(more, []);
    assert.deepEqual(
      cells,
      values.map((value) => {
        const text = value === null ? "" : String(value);
        return typeof value === "string" && /^'*[=+\-@\t\r]/.test(value) ? `'${text}` : text;
      }),
    );
  }));
});

const FORMULAS: readonly [value: unknown, cell: string][] = [
  ["=1+1", "'=1+1"],
  ["+49 30", "'+49 30"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\tx", "'\tx"],
  ["\rx", '"\'\rx"'],
  ["'=1", "''=1"],
  ["'a", "'a"],
  ["a=b", "a=b"],
  [" =1", " =1"],
  [-1, "-1"],
  [-5n, "-5"],
];

for (const [value, cell] of FORMULAS) {
  Deno.test(`csvLine() writes the ${typeof value} ${JSON.stringify(String(value))} as a spreadsheet should see it`, () => {
    assert.equal(csvLine([value]), `${cell}\r\n`);
  });
}

Deno.test("jsonLine() is one line of JSON with the row's values, whatever they are", () => {
  const row = fc.dictionary(
    fc.constantFrom("model", "error", "cost", "request_data", "notes"),
    fc.oneof(
      texts,
      fc.constant(null),
      fc.integer(),
      fc.jsonValue().map((v) => JSON.stringify(v, null, 2)),
    ),
  );
  fc.assert(fc.property(row, (row) => {
    const line = jsonLine(row);
    assert.match(line, /^[^\r\n]*\n$/);
    const asJson = (text: unknown): unknown => {
      if (typeof text !== "string") return null;
      try {
        return JSON.parse(text);
      } catch {
        return text;
      }
    };
    assert.deepEqual(
      JSON.parse(line),
      Object.fromEntries(
        Object.entries(row).map((
          [name, value],
        ) => [name, name === "request_data" || name === "notes" ? asJson(value) : value]),
      ),
    );
  }));
});

Deno.test("a batch of an export ends by its size, too, and no row is left out", () =>
  withPath(async (path) => {
    const db = await openDatabase({ path });
    const sizes = [10, 600_000, 600_000, 2_000_000, 10, 10];
    const request = (size: number) => JSON.stringify({ messages: "x".repeat(size) });
    new Writer(db, path).record(sizes.map((size) => exchange({ request: request(size) })));
    const batches = [...exportRows(db, {})];
    assert.deepEqual(batches.map(({ length }) => length), [3, 1, 2]);
    assert.deepEqual(batches.flat().map(({ id }) => Number(id)), [1, 2, 3, 4, 5, 6]);
    db.close();
  }));

Deno.test("an export of more rows than a batch has one head, and each row once, the oldest first", () =>
  withPath(async (path) => {
    const store = await openStore({ path });
    const ids = Array.from({ length: 450 }, (_, index) => `r${index}`);
    await Promise.all(ids.map((requestId) => store.record(exchange({ requestId }))));
    await store.close();
    const said: string[] = [];
    await exportLog(["--db", path, "--format", "csv", `${path}.csv`], (text) => said.push(text));
    assert.deepEqual(said, [`450 requests in ${path}.csv.`]);
    const [head = [], ...rows] = readCsv(await Deno.readTextFile(`${path}.csv`));
    const column = head.indexOf("request_id");
    assert.deepEqual(rows.map((row) => row[column]), ids);
    assert.ok(rows.every((row) => row.length === head.length));
    await exportLog(["--db", path, `${path}.jsonl`], () => {});
    const lines = (await Deno.readTextFile(`${path}.jsonl`)).trimEnd().split("\n");
    assert.deepEqual(lines.map((line) => JSON.parse(line).request_id), ids);
  }));

Deno.test("an export has the attempts and the former costs of each request, a table has neither", () =>
  withPath(async (path) => {
    const attempt = {
      number: 1,
      startedAt: 0,
      durationMs: 5,
      waitedMs: 0,
      status: 429,
      error: "slow",
    };
    const last = { number: 2, startedAt: 9, durationMs: 6, waitedMs: 3, status: null, error: null };
    const cost = costOf(5);
    const db = await openDatabase({ path });
    new Writer(db, path).record([
      exchange({ attempts: [last, attempt], cost: cost && { ...cost, rule: "batch" } }),
      exchange({ attempts: [] }),
    ]);
    applyCosts(db, [{ id: 1, cost: costOf(7) ?? assert.fail() }], 0);
    db.close();
    await exportLog(["--db", path, `${path}.jsonl`], () => {});
    const [row, other] = (await Deno.readTextFile(`${path}.jsonl`)).split("\n", 2)
      .map((line) => JSON.parse(line));
    assert.deepEqual(row.attempt_list, [
      {
        number: 1,
        started_at: "1970-01-01T00:00:00.000",
        duration_ms: 5,
        waited_ms: 0,
        status: 429,
        error: "slow",
      },
      {
        number: 2,
        started_at: "1970-01-01T00:00:00.009",
        duration_ms: 6,
        waited_ms: 3,
        status: null,
        error: null,
      },
    ]);
    assert.deepEqual(row.cost_history, [{
      changed_at: "1970-01-01T00:00:00.000",
      cost_nanos: 5,
      price_source: "config",
      price_date: "2026-01-01",
      price_rule: "batch",
      cost_detail: cost?.lines,
    }]);
    assert.deepEqual([other.attempt_list, other.cost_history], [[], []]);
    await exportLog(["--db", path, "--format", "csv", `${path}.csv`], () => {});
    const [head = []] = readCsv(await Deno.readTextFile(`${path}.csv`));
    assert.deepEqual(head.filter((name) => /_list|history/.test(name)), []);
  }));

Deno.test("an export of an empty log is an empty file", () =>
  withPath(async (path) => {
    await (await openStore({ path })).close();
    const said: string[] = [];
    assert.equal(await exportLog(["--db", path, `${path}.out`], (text) => said.push(text)), 0);
    assert.equal(await Deno.readTextFile(`${path}.out`), "");
    assert.deepEqual(said, [`0 requests in ${path}.out.`]);
  }));
