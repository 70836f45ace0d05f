import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../../lib/store/open_database.ts";
import { StoreError } from "../../lib/store/problem.ts";
import { daily } from "../../lib/store/queries/daily.ts";
import { requests } from "../../lib/store/queries/requests.ts";
import { createLedger } from "../../lib/store/migrations/0001_ledger.ts";
import { pick } from "../harness/ledger.ts";
import { stats } from "../../lib/store/queries/stats.ts";
import { Writer } from "../../lib/store/writer.ts";
import { exchange, withPath } from "./exchange.ts";
import { INSERT, makeOldDatabase } from "./predecessor.ts";

const refusal = (message: RegExp) => (error: unknown) =>
  error instanceof StoreError && message.test(error.message);

Deno.test("a predecessor's file keeps its rows, ids and money", () =>
  withPath(async (path) => {
    makeOldDatabase(path).close();
    const db = await openDatabase({ path });
    const { totals, recent_errors } = stats(db, {});
    assert.deepEqual([totals.requests, totals.cost, totals.unpriced], [2, 0.3, 0]);
    assert.deepEqual(recent_errors, [
      { id: 3, timestamp: "2025-10-05T10:00:00.5", model: "old", error: "RateLimitError" },
    ]);
    const { requests: rows } = requests(db, { outcome: "all", sortDir: "asc" });
    assert.deepEqual(rows.map(({ id, outcome, request_data }) => [id, outcome, request_data]), [
      [1, "ok", '{"a":1}'],
      [2, "ok", '{"a":2}'],
      [3, "failed", '{"a":3}'],
    ]);
    assert.equal(rows[0]?.price_source, "predecessor");
    db.close();
  }));

Deno.test("a predecessor's row exactly at midnight belongs to the day that begins", () =>
  withPath(async (path) => {
    makeOldDatabase(path).close();
    const db = await openDatabase({ path });
    const { daily: days } = daily(db, { startDate: "2025-10-04", endDate: "2025-10-05" });
    assert.deepEqual(days.map(({ date, cost }) => [date, cost]), [
      ["2025-10-05", 0.2],
      ["2025-10-04", 0.1],
    ]);
    db.close();
  }));

Deno.test("the copy beside a migrated file is the old file, what stood in its WAL included", () =>
  withPath(async (path) => {
    const old = makeOldDatabase(path);
    old.exec("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0");
    old.prepare(INSERT).run("2025-10-06T00:00:00", "wal", "acme", 1, 1, 2, 1, 1, "{}", "{}", null);
    // A copy of the files, as a killed predecessor leaves them: the row is in the WAL alone.
    const found = `${path}.found`;
    await Deno.copyFile(path, found);
    await Deno.copyFile(`${path}-wal`, `${found}-wal`);
    old.close();
    const db = await openDatabase({ path: found });
    assert.deepEqual(stats(db, {}).totals.requests, 3);
    db.close();
    const copy = new DatabaseSync(`${found}.backup-v0`, { readOnly: true });
    assert.equal(copy.prepare("SELECT COUNT(*) AS n FROM requests").get()?.n, 4);
    assert.equal(copy.prepare("PRAGMA user_version").get()?.user_version, 0);
    copy.close();
  }));

Deno.test("the predecessor's own statements work on a migrated file, and its rows count", () =>
  withPath(async (path) => {
    makeOldDatabase(path).close();
    (await openDatabase({ path })).close();
    const shell = new DatabaseSync(path);
    shell.prepare(INSERT)
      .run("2025-10-07T00:00:00", "late", "bolt", 1, 1, 2, 0.4, 1, "{}", "{}", null);
    shell.exec("UPDATE requests SET cost = 0.5 WHERE id = 1");
    const plan = shell.prepare(
      `EXPLAIN QUERY PLAN SELECT SUM(cost) FROM requests
      WHERE error IS NULL AND DATE(timestamp) = '2025-10-04' AND provider = 'acme'`,
    ).get();
    assert.match(String(plan?.detail), /idx_date_provider/);
    assert.equal(stats(shell, {}).totals.cost, 1.1);
    assert.equal(shell.prepare("SELECT outcome FROM requests WHERE id = 4").get()?.outcome, "ok");
    shell.close();
  }));

Deno.test("a user's columns, indexes, views and the next id survive the migration", () =>
  withPath(async (path) => {
    const old = makeOldDatabase(path);
    old.exec(`ALTER TABLE requests ADD COLUMN "my ""note" TEXT;
      UPDATE requests SET "my ""note" = 'kept' WHERE id = 1;
      CREATE INDEX my_index ON requests(provider, model);
      CREATE VIEW spending AS SELECT SUM(cost) AS all_time FROM requests;
      DELETE FROM requests WHERE id = 3;`);
    old.close();
    const db = await openDatabase({ path });
    const get = (sql: string) => Object.values(db.prepare(sql).get() ?? {})[0];
    assert.equal(get(`SELECT "my ""note" FROM requests WHERE id = 1`), "kept");
    assert.equal(get("SELECT 1 FROM sqlite_schema WHERE name = 'my_index'"), 1);
    assert.ok(Math.abs(Number(get("SELECT all_time FROM spending")) - 0.3) < 1e-12);
    new Writer(db, path).record([exchange()]);
    assert.equal(get("SELECT MAX(id) FROM requests"), 4);
    db.close();
  }));

Deno.test("a migration that fails leaves the file as it was, and the next start finishes it", () =>
  withPath(async (path) => {
    const old = makeOldDatabase(path);
    // A table of the name that the migration wants to use.
    old.exec("CREATE TABLE attempts (mine TEXT)");
    old.close();
    await assert.rejects(openDatabase({ path }), refusal(/attempts/));
    const again = new DatabaseSync(path);
    assert.equal(again.prepare("SELECT COUNT(*) AS n FROM requests").get()?.n, 3);
    assert.equal(again.prepare("PRAGMA user_version").get()?.user_version, 0);
    again.exec("DROP TABLE attempts");
    again.prepare(INSERT).run("2025-10-08T00:00:00", "x", "y", 1, 1, 2, 0, 1, "{}", "{}", null);
    again.close();
    const db = await openDatabase({ path });
    assert.equal(stats(db, {}).totals.requests, 3);
    db.close();
  }));

Deno.test("a backup of another database is not overwritten", () =>
  withPath(async (path) => {
    const other = makeOldDatabase(`${path}.backup-v0`);
    other.exec("UPDATE requests SET timestamp = '2020-01-01T00:00:00'");
    other.close();
    makeOldDatabase(path).close();
    await assert.rejects(openDatabase({ path }), refusal(/backup of another database.*Move it/));
  }));

Deno.test("a new file is marked as Apantli's and can give space back", () =>
  withPath(async (path) => {
    const db = await openDatabase({ path });
    const get = (name: string) => db.prepare(`PRAGMA ${name}`).get()?.[name];
    const steps = [...Deno.readDirSync(new URL("../../lib/store/migrations", import.meta.url))];
    assert.deepEqual(["auto_vacuum", "journal_mode", "user_version"].map(get), [
      2,
      "wal",
      steps.length,
    ]);
    // Large values of old rows: a scan of the small ones must not read them.
    const columns = db.prepare("SELECT name FROM pragma_table_info('exchanges')").all();
    assert.deepEqual(columns.slice(-6).map(({ name }) => name), [
      "response_data",
      "project",
      "image_output_tokens",
      "cache_read_audio_tokens",
      "cache_saved_nanos",
      "service_tier",
    ]);
    db.close();
    (await openDatabase({ path })).close();
  }));

Deno.test("a file of the first schema is upgraded without copying a row, and can be written as before", () =>
  withPath(async (path) => {
    const old = new DatabaseSync(path);
    createLedger(old);
    old.exec("PRAGMA application_id = 0x41706e74; PRAGMA user_version = 1");
    old.prepare(INSERT)
      .run("2026-01-02T03:04:05", "m", "acme", 1, 2, 3, 0.25, 9, '{"a":1}', '{"b":2}', null);
    old.exec("CREATE VIEW mine AS SELECT request_data, cost FROM requests");
    old.close();
    const db = await openDatabase({ path });
    const row = () => ({ ...db.prepare("SELECT * FROM requests").get() });
    assert.deepEqual(pick(row(), "id", "cost", "cost_nanos", "outcome", "request_data"), {
      id: 1,
      cost: 0.25,
      cost_nanos: 250_000_000,
      outcome: "ok",
      request_data: '{"a":1}',
    });
    assert.equal(db.prepare("SELECT request_data FROM mine").get()?.request_data, '{"a":1}');
    db.exec("UPDATE requests SET cost = 0.5, response_data = '{}' WHERE id = 1");
    assert.deepEqual(pick(row(), "cost_nanos", "response_data", "request_data"), {
      cost_nanos: 500_000_000,
      response_data: "{}",
      request_data: '{"a":1}',
    });
    db.exec("DELETE FROM requests");
    assert.equal(db.prepare("SELECT COUNT(*) AS n FROM exchanges").get()?.n, 0);
    db.close();
  }));

Deno.test("a database of a newer Apantli is refused untouched", () =>
  withPath(async (path) => {
    const db = await openDatabase({ path });
    db.exec("PRAGMA user_version = 99");
    db.close();
    await assert.rejects(openDatabase({ path }), refusal(/newer Apantli \(schema 99.*Update/));
  }));

Deno.test("another program's database is refused untouched", () =>
  withPath(async (path) => {
    const db = new DatabaseSync(path);
    db.exec("CREATE TABLE recipes (name TEXT)");
    db.close();
    const before = await Deno.readFile(path);
    await assert.rejects(openDatabase({ path }), refusal(/another program's database/));
    assert.deepEqual(await Deno.readFile(path), before);
  }));

Deno.test("a file that is not SQLite is refused untouched", () =>
  withPath(async (path) => {
    await Deno.writeTextFile(path, "model_list:\n".repeat(100));
    await assert.rejects(openDatabase({ path }), refusal(/not an SQLite database/));
    assert.equal(await Deno.readTextFile(path), "model_list:\n".repeat(100));
  }));

Deno.test("a folder is refused with the name of a file to use", () =>
  withPath(async (path) => {
    await Deno.mkdir(path);
    await assert.rejects(openDatabase({ path }), refusal(/is a folder.*requests\.db/));
  }));
