import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openImportSource } from "../../lib/store/import_source.ts";
import { createLedger } from "../../lib/store/migrations/0001_ledger.ts";
import { openDatabase } from "../../lib/store/open_database.ts";
import { StoreError } from "../../lib/store/problem.ts";
import { withPath } from "./exchange.ts";
import { INSERT, makeOldDatabase } from "./predecessor.ts";

/** All rows of a source, each as its values by name. */
function rowsOf(path: string): Record<string, string | null>[] {
  const source = openImportSource(path);
  try {
    const rows = [...source.rows()].flat();
    assert.equal(rows.length, source.count);
    return rows.map((row) =>
      Object.fromEntries(source.columns.map((name, place) => [name, row[place] ?? null]))
    );
  } finally {
    source.close();
  }
}

Deno.test("a predecessor's rows are texts with all their digits, whatever type SQLite has", () =>
  withPath((path) => {
    const db = makeOldDatabase(path);
    db.exec("DELETE FROM requests");
    db.prepare(INSERT).run(
      ...["t", "m", "acme", 9007199254740993n, null, "7", 1e-7, 900] as const,
      new TextEncoder().encode('{"é":1}'),
      '{"a": 1.0}',
      null,
    );
    db.close();
    assert.deepEqual(rowsOf(path), [{
      id: "4",
      timestamp: "t",
      model: "m",
      provider: "acme",
      prompt_tokens: "9007199254740993",
      completion_tokens: null,
      total_tokens: "7",
      cost: "1e-7",
      duration_ms: "900",
      request_data: '{"é":1}',
      response_data: '{"a": 1.0}',
      error: null,
    }]);
  }));

Deno.test("a source is read in order, more rows than are held at a time, and stays as it is", () =>
  withPath(async (path) => {
    const db = makeOldDatabase(path);
    for (let i = 0; i < 120; i++) {
      db.prepare(INSERT).run("t", `m${i}`, "acme", 1, 1, 2, 0, 1, "{}", "{}", null);
    }
    db.close();
    const before = await Deno.readFile(path);
    const models = rowsOf(path).slice(3).map(({ model }) => model);
    assert.deepEqual(models, Array.from({ length: 120 }, (_, place) => `m${place}`));
    assert.deepEqual(await Deno.readFile(path), before);
  }));

Deno.test("a source is read while another program writes to it, what is only in its WAL included", () =>
  withPath((path) => {
    const db = makeOldDatabase(path);
    db.exec("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0");
    db.prepare(INSERT).run("t", "wal", "acme", 1, 1, 2, 0, 1, "{}", "{}", null);
    db.exec("BEGIN IMMEDIATE");
    db.prepare(INSERT).run("t", "not yet", "acme", 1, 1, 2, 0, 1, "{}", "{}", null);
    const models = rowsOf(path).map(({ model }) => model);
    db.exec("COMMIT");
    db.close();
    assert.deepEqual(models, ["old", "old", "old", "wal"]);
  }));

Deno.test("a database of an older Apantli is read with the lists that it has", () =>
  withPath((path) => {
    const db = new DatabaseSync(path);
    createLedger(db);
    db.prepare(INSERT).run("t", "m", "acme", 1, 1, 2, 0.5, 1, "{}", "{}", null);
    db.exec(
      "INSERT INTO attempts VALUES (1, 2, 'later', 4, 5, NULL, 'no'), (1, 1, 'x', 4, 0, 500, NULL)",
    );
    db.close();
    const [row] = rowsOf(path);
    assert.deepEqual(
      JSON.parse(row?.attempt_list ?? "").map(({ number }: { number: number }) => number),
      [1, 2],
    );
    assert.equal(row?.cost_history, undefined);
  }));

Deno.test("a view of a user that is called requests is a log when it has the columns of one", () =>
  withPath((path) => {
    const db = new DatabaseSync(path);
    db.exec(`CREATE TABLE mine (id INTEGER, at TEXT, llm TEXT);
      INSERT INTO mine VALUES (1, 't', 'm');
      CREATE VIEW requests AS SELECT id, at AS timestamp, llm AS model FROM mine`);
    db.close();
    assert.deepEqual(rowsOf(path), [{ id: "1", timestamp: "t", model: "m" }]);
  }));

const refusal = (message: RegExp) => (error: unknown) =>
  error instanceof StoreError && message.test(error.message);

Deno.test("another program's database is no source", () =>
  withPath((path) => {
    new DatabaseSync(path).exec("CREATE TABLE requests (id INTEGER, url TEXT)");
    assert.throws(
      () => openImportSource(path),
      refusal(/has no table "requests" with id, timestamp and model/),
    );
  }));

Deno.test("a damaged source is told", () =>
  withPath(async (path) => {
    (await openDatabase({ path })).close();
    const file = await Deno.open(path, { write: true });
    await file.seek(100, Deno.SeekMode.Start);
    await file.write(new Uint8Array(3000).fill(0x55));
    file.close();
    assert.throws(() => openImportSource(path), refusal(/is damaged/));
  }));
