import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../../lib/store/open_database.ts";
import { makeLargeWal, startOnWal } from "../harness/wal.ts";
import { withPath } from "./exchange.ts";

const MEGABYTES = 80;

const log = (db: DatabaseSync) => {
  const row = db.prepare("PRAGMA wal_checkpoint(NOOP)").get();
  return { pages: Number(row?.log), moved: Number(row?.checkpointed) };
};

Deno.test("opening a database with a large log moves nothing of it: no start waits for that", () =>
  withPath(async (path) => {
    // Something that a start has to write: sums of another version are made anew.
    await makeLargeWal(path, MEGABYTES * 1e6, "UPDATE versions SET version = 0");
    const db = await openDatabase({ path });
    const { pages, moved } = log(db);
    assert.ok(pages > 10_000);
    assert.equal(moved, 0);
    db.close();
  }));

Deno.test("a log that a killed server left is moved beside the commits, cut off when idle, and whole", () =>
  withPath(async (path) => {
    await makeLargeWal(path, MEGABYTES * 1e6);
    const rows = () => {
      using db = new DatabaseSync(path, { readOnly: true });
      return Number(db.prepare("SELECT COUNT(*) AS n FROM exchanges").get()?.n);
    };
    const before = rows();
    const { records, walBytes, worstRecordMs } = await startOnWal(path, {
      pauseMs: 60,
      loadMs: 2000,
    });
    assert.ok(walBytes >= MEGABYTES * 1e6);
    // On the slowest disk: the whole log, within one commit, would be beyond it.
    assert.ok(worstRecordMs < 2000, `${worstRecordMs} ms`);
    assert.equal(rows(), before + records);
    using db = new DatabaseSync(path);
    assert.equal(db.prepare("PRAGMA integrity_check").get()?.integrity_check, "ok");
  }));

Deno.test("a new database can give space back, an existing one is not written to by opening it", () =>
  withPath(async (path) => {
    const db = await openDatabase({ path });
    assert.equal(db.prepare("PRAGMA auto_vacuum").get()?.auto_vacuum, 2);
    db.close();
    const before = await Deno.readFile(path);
    const again = await openDatabase({ path });
    assert.equal(log(again).pages, 0);
    again.close();
    assert.deepEqual(await Deno.readFile(path), before);
  }));
