import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { Checkpoints } from "../../lib/store/checkpoints.ts";
import { openDatabase } from "../../lib/store/open_database.ts";
import { withPath } from "./exchange.ts";

/** Pages in the WAL, and how many of them are in the main file. */
function state(db: DatabaseSync): [log: number, moved: number] {
  const row = db.prepare("PRAGMA wal_checkpoint(NOOP)").get();
  return [Number(row?.log), Number(row?.checkpointed)];
}

/** A database whose WAL has so many pages more, in a transaction of its own each hundred. */
async function withWal(pages: number, test: (db: DatabaseSync, path: string) => Promise<void>) {
  await withPath(async (path) => {
    const db = await openDatabase({ path });
    db.exec("CREATE TABLE filling (bytes BLOB); PRAGMA wal_checkpoint(RESTART)");
    const add = db.prepare("INSERT INTO filling VALUES (zeroblob(409600))");
    for (let at = 0; at < pages; at += 100) add.run();
    await test(db, path);
    db.close();
  });
}

Deno.test("an idle moment moves the WAL when it is worth it", () =>
  withWal(1500, async (db, path) => {
    const checkpoints = new Checkpoints(db, path);
    checkpoints.whenIdle();
    const [log, moved] = state(db);
    assert.ok(log > 1500);
    assert.equal(moved, log);
    checkpoints.close();
    await Promise.resolve();
  }));

Deno.test("an idle moment does not sync the disk for a few pages", () =>
  withWal(500, async (db, path) => {
    const checkpoints = new Checkpoints(db, path);
    checkpoints.whenIdle();
    assert.equal(state(db)[1], 0);
    await Promise.resolve();
  }));

/** Starts the real worker, and tells of each answer after what the writer has done with it. */
function watched({ firstFails = false } = {}) {
  const spawned: Worker[] = [];
  let answered = Promise.withResolvers<void>();
  const spawn = () => {
    const url = firstFails && spawned.length === 0
      ? "data:text/javascript,throw new Error('no luck')"
      : new URL("../../lib/store/checkpoint_worker.ts", import.meta.url);
    const worker = new Worker(url, { type: "module" });
    spawned.push(worker);
    worker.addEventListener("message", () => answered.resolve());
    worker.addEventListener("error", () => answered.resolve());
    return worker;
  };
  const next = async () => {
    await answered.promise;
    answered = Promise.withResolvers<void>();
  };
  return { spawn, spawned, next };
}

Deno.test("under load another thread moves the WAL and the writer the rest, so that it begins anew", () =>
  withWal(12_100, async (db, path) => {
    const { spawn, spawned, next } = watched();
    const checkpoints = new Checkpoints(db, path, spawn);
    checkpoints.underLoad();
    // While it works there is no second one, and the writer goes on.
    checkpoints.underLoad();
    checkpoints.whenIdle();
    db.exec("INSERT INTO filling VALUES (zeroblob(8192))");
    await next();
    const [log, moved] = state(db);
    assert.equal(moved, log);
    db.exec("INSERT INTO filling VALUES (zeroblob(8192))");
    assert.ok(state(db)[0] < 100);
    assert.equal(spawned.length, 1);
    checkpoints.close();
  }));

Deno.test("under load the WAL may have some pages before anything is done", () =>
  withWal(5000, async (db, path) => {
    const { spawn, spawned } = watched();
    const checkpoints = new Checkpoints(db, path, spawn);
    checkpoints.underLoad();
    assert.equal(spawned.length, 0);
    await Promise.resolve();
  }));

Deno.test("a thread that fails is replaced at the next load", () =>
  withWal(12_100, async (db, path) => {
    const { spawn, spawned, next } = watched({ firstFails: true });
    const checkpoints = new Checkpoints(db, path, spawn);
    await next();
    checkpoints.underLoad();
    await next();
    assert.equal(spawned.length, 2);
    const [log, moved] = state(db);
    assert.equal(moved, log);
    checkpoints.close();
  }));

Deno.test("a log of a killed server is moved by another thread, from the first moment on and idle or not", () =>
  withWal(50_100, async (db, path) => {
    const { spawn, spawned, next } = watched();
    const bound = () => Number(db.prepare("PRAGMA wal_autocheckpoint").get()?.wal_autocheckpoint);
    db.exec("PRAGMA wal_autocheckpoint = 0");
    // A report that reads prevents that the log is cut off, and nobody waits for it.
    const reader = new DatabaseSync(path, { readOnly: true });
    reader.exec("BEGIN");
    reader.prepare("SELECT COUNT(*) FROM filling").get();
    db.exec("INSERT INTO filling VALUES (zeroblob(8192))");
    const checkpoints = new Checkpoints(db, path, spawn);
    assert.equal(spawned.length, 1);
    assert.equal(bound(), 0, "no commit does it meanwhile");
    assert.equal(checkpoints.whenIdle(), true);
    await next();
    assert.ok(bound() > 0);
    const [log, moved] = state(db);
    assert.ok(moved > 50_000 && moved < log);
    const size = () => Deno.statSync(`${path}-wal`).size;
    assert.ok(size() > 200_000_000);
    const began = performance.now();
    assert.equal(checkpoints.whenIdle(), true);
    assert.ok(performance.now() - began < 500);
    assert.ok(size() > 200_000_000);
    reader.close();
    checkpoints.whenIdle();
    assert.equal(size(), 0);
    assert.equal(checkpoints.whenIdle(), false);
    assert.equal(db.prepare("PRAGMA busy_timeout").get()?.timeout, 2000);
    checkpoints.close();
  }));
