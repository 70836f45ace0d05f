import assert from "node:assert/strict";
import { WriteQueue } from "../../lib/store/write_queue.ts";
import { openDatabase } from "../../lib/store/open_database.ts";
import { requests } from "../../lib/store/queries/requests.ts";
import { stats } from "../../lib/store/queries/stats.ts";
import { Writer } from "../../lib/store/writer.ts";
import { exchange, withPath } from "./exchange.ts";

/** A queue on a real database whose size the test limits, with what it was told. */
async function limited(path: string, maxWaitingBytes = 1e9) {
  const db = await openDatabase({ path });
  const writer = new Writer(db, path);
  const problems: string[] = [];
  const notices: string[] = [];
  const batches: number[] = [];
  const queue = new WriteQueue({
    commit: (batch) => {
      batches.push(batch.length);
      return Promise.resolve(writer.record(batch));
    },
    maxWaitingBytes,
    retryMs: 5,
    onProblem: (message) => problems.push(message),
    onNotice: (message) => notices.push(message),
  });
  const limit = (pages: number) => db.exec(`PRAGMA max_page_count = ${pages}`);
  const readOnly = (on: boolean) => db.exec(`PRAGMA query_only = ${on}`);
  /** The try that is under way, if any, and one after it. */
  const written = async () => {
    await queue.drain();
    await queue.drain();
  };
  const ids = () =>
    requests(db, { sortDir: "asc", limit: 200 }).requests.map(({ request_id }) => request_id);
  return { db, queue, problems, notices, batches, limit, readOnly, written, ids };
}

/** Each with a text of its own: the same one would be stored once. */
const textOf = (requestId: string | null) => JSON.stringify(`${requestId} `.repeat(25_000));
const named = (requestId: string) => exchange({ requestId, request: textOf(requestId) });

Deno.test("when the disk is full exchanges wait in memory, and are written in order when it is not", () =>
  withPath(async (path) => {
    const { db, queue, problems, notices, limit, written, ids } = await limited(path);
    await queue.add(named("a"));
    limit(1);
    await queue.add(named("b"));
    await queue.add(named("c"));
    const { status, reason, waiting } = queue.health();
    assert.deepEqual([status, waiting], ["degraded", 2]);
    assert.match(reason ?? "", /The disk is full\. Free some space where .*requests\.db lives\./);
    assert.deepEqual(ids(), ["a"]);
    limit(1e6);
    await written();
    assert.deepEqual(queue.health(), { status: "ok", waiting: 0 });
    assert.deepEqual(ids(), ["a", "b", "c"]);
    assert.match(problems.join("\n"), /disk is full/);
    assert.deepEqual([problems.length, notices], [1, ["The database accepts writes again."]]);
    await queue.close();
    db.close();
  }));

Deno.test("while the disk refuses the queue tries again by itself", () =>
  withPath(async (path) => {
    const { db, queue, batches, limit } = await limited(path);
    limit(1);
    await queue.add(named("a"));
    const tries = batches.length;
    limit(1e6);
    while (queue.health().status !== "ok") await new Promise((resolve) => setTimeout(resolve, 1));
    assert.equal(batches.length, tries + 1);
    await queue.close();
    db.close();
  }));

Deno.test("what comes while a batch is under way makes one transaction", () =>
  withPath(async (path) => {
    const { db, queue, batches } = await limited(path);
    await Promise.all(["a", "b", "c", "d"].map((id) => queue.add(exchange({ requestId: id }))));
    assert.deepEqual(batches, [1, 3]);
    await Promise.all(Array.from({ length: 250 }, () => queue.add(exchange())));
    assert.ok(Math.max(...batches) <= 100, `${batches}`);
    assert.equal(stats(db, {}).totals.requests, 254);
    await queue.close();
    db.close();
  }));

Deno.test("an exchange that is added the moment another is committed is written too", () =>
  withPath(async (path) => {
    const { db, queue } = await limited(path);
    for (let i = 0; i < 20; i++) await queue.add(exchange());
    assert.equal(stats(db, {}).totals.requests, 20);
    assert.equal(queue.health().waiting, 0);
    await queue.close();
    db.close();
  }));

Deno.test("beyond the memory's bound the oldest lose their payloads, never their cost", () =>
  withPath(async (path) => {
    const { db, queue, readOnly, written } = await limited(path, 250_000);
    readOnly(true);
    for (const id of ["a", "b", "c", "d"]) await queue.add(named(id));
    await queue.drain();
    readOnly(false);
    await written();
    const { requests: rows, total_cost } = requests(db, { sortDir: "asc" });
    assert.deepEqual(
      rows.map(({ request_id, request_data }) => request_data === textOf(request_id)),
      [
        false,
        false,
        true,
        true,
      ],
    );
    assert.equal(total_cost, 0.008);
    await queue.close();
    db.close();
  }));

Deno.test("when even the facts are too many the oldest are given up, and counted aloud", () =>
  withPath(async (path) => {
    const { db, queue, readOnly, written, problems, ids } = await limited(path, 5000);
    readOnly(true);
    for (const id of ["a", "b", "c"]) await queue.add(named(id));
    await queue.drain();
    assert.equal(queue.health().waiting, 2);
    assert.match(problems.at(-1) ?? "", /the 1 oldest are lost/);
    readOnly(false);
    await written();
    assert.deepEqual(ids(), ["b", "c"]);
    await queue.close();
    db.close();
  }));

Deno.test("close() tells how many exchanges the disk refused to the end", () =>
  withPath(async (path) => {
    const { db, queue, limit, problems } = await limited(path);
    limit(1);
    await queue.add(named("a"));
    await queue.close();
    assert.match(problems.at(-1) ?? "", /^1 exchanges could not be written and are lost/);
    db.close();
  }));

Deno.test("a writer that dies counts as a refusal", async () => {
  const queue = new WriteQueue({
    commit: () => Promise.reject(new Error("The database worker stopped.")),
    maxWaitingBytes: 1e6,
    retryMs: 1e6,
    onProblem: () => {},
    onNotice: () => {},
  });
  await queue.add(exchange());
  assert.deepEqual(queue.health(), {
    status: "degraded",
    reason: "The database worker stopped.",
    waiting: 1,
  });
  await queue.close();
});
