import { DatabaseSync } from "node:sqlite";
import { openStore } from "../../lib/store/mod.ts";
import { openDatabase } from "../../lib/store/open_database.ts";
import { Writer } from "../../lib/store/writer.ts";
import { exchange } from "../store/exchange.ts";

/** What starting on a large write-ahead log took. Milliseconds, and bytes. */
export interface WalStart {
  openMs: number;
  firstRecordMs: number;
  /** The longest that an exchange waited for its commit, of those after the first. */
  worstRecordMs: number;
  records: number;
  /** Until the log was small. */
  smallAfterMs: number;
  walBytes: number;
}

/** What a log may keep of its size. */
const SMALL = 64 * 1024 * 1024;

/**
 * Makes a database whose write-ahead log has so many bytes, as a server leaves it that is killed after
 * a long reader kept its log from being moved.
 *
 * @param last SQL that is run before
 */
export async function makeLargeWal(path: string, bytes: number, last = ""): Promise<void> {
  const busy = `${path}.busy`;
  const db = await openDatabase({ path: busy });
  const writer = new Writer(db, busy);
  writer.record([exchange()]);
  db.exec("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA wal_autocheckpoint = 0");
  const reader = new DatabaseSync(busy, { readOnly: true });
  reader.exec("BEGIN");
  reader.prepare("SELECT COUNT(*) FROM exchanges").get();
  for (let i = 0; Deno.statSync(`${busy}-wal`).size < bytes; i++) {
    const request = () =>
      JSON.stringify({ i, text: crypto.randomUUID().repeat(400), more: Math.random() });
    writer.record(Array.from({ length: 50 }, () => exchange({ request: request() })));
  }
  db.exec(last);
  for (const end of ["", "-wal"]) await Deno.copyFile(busy + end, path + end);
  reader.close();
  db.close();
  for (const end of ["", "-search"]) await Deno.remove(busy + end).catch(() => {});
}

/**
 * Starts a store on it, records an exchange after the other for some time, and watches until the log is
 * small.
 */
export async function startOnWal(
  path: string,
  { pauseMs, loadMs }: { pauseMs: number; loadMs: number },
): Promise<WalStart> {
  // As after a while: what was just written would have to reach the disk first.
  for (const end of ["", "-wal"]) {
    using file = Deno.openSync(path + end, { read: true, write: true });
    file.syncSync();
  }
  const walBytes = Deno.statSync(`${path}-wal`).size;
  const start = performance.now();
  const store = await openStore({ path });
  const openMs = performance.now() - start;
  let firstRecordMs = 0;
  let worstRecordMs = 0;
  let records = 0;
  const size = () => Deno.statSync(`${path}-wal`).size;
  const isSmall = () => size() <= SMALL;
  while (records < 20 || (performance.now() - start < loadMs && !isSmall())) {
    const at = performance.now();
    await store.record(exchange());
    const took = performance.now() - at;
    if (records++ === 0) firstRecordMs = took;
    else worstRecordMs = Math.max(worstRecordMs, took);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  while (!isSmall()) await new Promise((resolve) => setTimeout(resolve, 5));
  const smallAfterMs = performance.now() - start;
  await store.close();
  return { openMs, firstRecordMs, worstRecordMs, records, smallAfterMs, walBytes };
}
