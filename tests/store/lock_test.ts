import assert from "node:assert/strict";
import { lockDatabase } from "../../lib/store/lock.ts";
import { StoreError } from "../../lib/store/problem.ts";
import { storeFiles } from "../../lib/store/files.ts";
import { withPath } from "./exchange.ts";

Deno.test("lockDatabase() gives the lock once, and again when it is closed", () =>
  withPath((path) => {
    const first = lockDatabase(path);
    assert.throws(() => lockDatabase(path), StoreError);
    first.close();
    lockDatabase(path).close();
  }));

Deno.test("a lock file that a dead server left behind stops nobody", () =>
  withPath(async (path) => {
    await Deno.writeTextFile(storeFiles(path).lock, "");
    lockDatabase(path).close();
  }));

Deno.test("lockDatabase() on a path that cannot be opened says what to do", () =>
  withPath(async (path) => {
    await Deno.mkdir(storeFiles(path).lock);
    assert.throws(
      () => lockDatabase(path),
      (error) =>
        error instanceof StoreError && /Make the folder of .* writable/.test(error.message),
    );
  }));

Deno.test("storeFiles() names all that the store touches, the database first", () => {
  const { all, backup, lock } = storeFiles("data/requests.db");
  assert.equal(all[0], "data/requests.db");
  assert.ok(all.includes(backup) && all.includes(lock));
  for (const end of ["-wal", "-shm", "-journal"]) assert.ok(all.includes(`data/requests.db${end}`));
});
