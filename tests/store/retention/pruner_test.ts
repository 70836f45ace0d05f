import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import { Cleaning } from "../../../lib/store/cleaning.ts";
import { openDatabase } from "../../../lib/store/open_database.ts";
import { TextStore } from "../../../lib/store/payload/texts.ts";
import { LedgerDay } from "../../../lib/store/ledger_day.ts";
import { giveBack } from "../../../lib/store/retention/give_back.ts";
import { Pruner } from "../../../lib/store/retention/pruner.ts";
import { recoverRunning } from "../../../lib/store/running.ts";
import { SearchIndex } from "../../../lib/store/search/index.ts";
import { stats } from "../../../lib/store/queries/stats.ts";
import { Writer } from "../../../lib/store/writer.ts";
import type { Retention } from "../../../lib/types/retention.ts";
import { exchange, withPath } from "../exchange.ts";
import { INSERT, makeOldDatabase } from "../predecessor.ts";

const DAY = 86_400_000;
const NOW = Date.now();
const KEEP: Retention = { payloadDays: null, rowDays: null, maxBytes: null };
const asks = (text: string) =>
  JSON.stringify({
    model: "m",
    messages: [{ role: "user", content: `${text} ${"and so on ".repeat(30)}` }],
  });
const aged = (days: number, text: string) =>
  exchange({ requestId: `${days}-${text}`, startedAt: NOW - days * DAY, request: asks(text) });

function withWriter(body: (db: DatabaseSync, writer: Writer) => unknown): Promise<void> {
  return withPath(async (path) => {
    const db = await openDatabase({ path });
    await body(db, new Writer(db, path));
    db.close();
  });
}

/** Cleans up until nothing is left to do; gives the number of steps. */
function prune(db: DatabaseSync, retention: Partial<Retention>): number {
  const pruner = new Pruner(db);
  let steps = 1;
  while (pruner.step({ ...KEEP, ...retention }, NOW)) steps++;
  return steps;
}

/** As if each payload had been stored on the day of its exchange. */
function ageing(db: DatabaseSync) {
  db.exec(`UPDATE payloads SET day = (
    SELECT CAST(STRFTIME('%s', timestamp) AS INTEGER) / 86400 FROM exchanges WHERE id = exchange)`);
}

const payloads = (db: DatabaseSync) =>
  db.prepare("SELECT request_id AS id FROM requests WHERE request_data IS NOT NULL ORDER BY id")
    .all()
    .map(({ id }) => id);
const count = (db: DatabaseSync, table: string) =>
  Number(db.prepare(`SELECT COUNT(*) AS n FROM ${table}`).get()?.n);

Deno.test("payloads go by age, rows stay with their cost", () =>
  withWriter((db, writer) => {
    writer.record([aged(100, "old"), aged(91, "older"), aged(10, "young")]);
    ageing(db);
    const before = stats(db, {}).totals;
    prune(db, { payloadDays: 90 });
    assert.deepEqual(payloads(db), ["10-young"]);
    assert.deepEqual(stats(db, {}).totals, before);
  }));

Deno.test("rows go by age, with their payloads and attempts, and reports follow", () =>
  withWriter((db, writer) => {
    writer.record([aged(400, "old"), aged(10, "young")]);
    ageing(db);
    prune(db, { rowDays: 365 });
    assert.deepEqual(["exchanges", "payloads", "attempts"].map((table) => count(db, table)), [
      1,
      1,
      1,
    ]);
    assert.equal(stats(db, {}).totals.requests, 1);
  }));

Deno.test("shared texts go with the last payload that has them, and no earlier", () =>
  withWriter((db, writer) => {
    writer.record([aged(100, "shared"), aged(100, "lonely"), aged(10, "shared")]);
    ageing(db);
    // Stored today: as far as anybody knows, somebody has them.
    prune(db, { payloadDays: 90 });
    assert.equal(count(db, "texts"), 2);
    const today = Math.floor(NOW / DAY);
    db.exec(`UPDATE texts SET used_on = ${today - 100} WHERE text LIKE '%lonely%';
      UPDATE texts SET used_on = ${today - 10} WHERE text LIKE '%shared%'`);
    prune(db, { payloadDays: 90 });
    assert.deepEqual(count(db, "texts"), 1);
    const [row] = db.prepare("SELECT request_data FROM requests WHERE request_data IS NOT NULL")
      .all();
    assert.equal(row?.request_data, asks("shared"));
  }));

Deno.test("a text that is stored again is in use again, once a day", () =>
  withWriter((db) => {
    let now = NOW;
    const texts = new TextStore(db, new LedgerDay(db, () => now));
    const usedOn = () => Number(db.prepare("SELECT used_on FROM texts").get()?.used_on);
    const today = Math.floor(NOW / DAY);
    texts.put(asks("again ".repeat(50)));
    assert.equal(usedOn(), today);
    now += 3 * DAY;
    texts.put(asks("again ".repeat(50)));
    assert.equal(usedOn(), today + 3);
    now -= 10 * DAY;
    texts.put(asks("again ".repeat(50)));
    assert.equal(usedOn(), today + 3, "a clock that goes back takes nothing away");
    assert.equal(count(db, "texts"), 1);
  }));

Deno.test("a text that retention deleted is stored anew", () =>
  withWriter((db, writer) => {
    writer.record([aged(100, "text")]);
    ageing(db);
    db.exec("UPDATE texts SET used_on = 0");
    while (writer.prune({ ...KEEP, payloadDays: 90 }, NOW));
    assert.equal(count(db, "texts"), 0);
    // Another text gets its number.
    writer.record([aged(0, "another"), aged(0, "text")]);
    const [row] = db.prepare("SELECT request_data FROM requests ORDER BY id DESC LIMIT 1").all();
    assert.equal(row?.request_data, asks("text"));
  }));

Deno.test("while the file is too large the oldest days go, and the space comes back", () =>
  withWriter((db, writer) => {
    const large = (days: number) =>
      exchange({
        requestId: `${days}`,
        startedAt: NOW - days * DAY,
        response: JSON.stringify(`${days} `.repeat(400_000)),
      });
    writer.record([5, 4, 3, 2, 1].map(large));
    ageing(db);
    const size = () => Number(db.prepare("PRAGMA page_count").get()?.page_count) * 4096;
    assert.ok(size() > 1_000_000);
    prune(db, { maxBytes: 2_000_000 });
    assert.ok(payloads(db).includes("1"), "the newest stay");
    assert.ok(!payloads(db).includes("5"));
    db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    assert.ok(Number(db.prepare("PRAGMA freelist_count").get()?.freelist_count) < 200);
    assert.equal(count(db, "exchanges"), 5);
  }));

Deno.test("payloads of the first schema, which stand in their rows, go as well", () =>
  withPath(async (path) => {
    const old = makeOldDatabase(path);
    old.prepare(INSERT).run(
      new Date(NOW - DAY).toISOString().slice(0, -1),
      ...["young", "acme", 1, 1, 2, 1, 1, '{"a":9}', "{}", null],
    );
    old.close();
    const db = await openDatabase({ path });
    prune(db, { payloadDays: 30 });
    const rows = db.prepare("SELECT request_data FROM requests ORDER BY id").all();
    assert.deepEqual(rows.map(({ request_data }) => request_data), [null, null, null, '{"a":9}']);
    db.close();
  }));

Deno.test("much is deleted in many steps, each a small transaction", () =>
  withWriter((db, writer) => {
    writer.record(Array.from({ length: 1000 }, (_, i) => aged(100, `${i}`)));
    ageing(db);
    assert.ok(prune(db, { payloadDays: 90 }) >= 5);
    assert.equal(count(db, "payloads"), 0);
  }));

Deno.test("a step that is out of time deletes less, and counts what it has deleted", () =>
  withWriter((db, writer) => {
    writer.record(Array.from({ length: 60 }, (_, i) => aged(100, `${i}`)));
    ageing(db);
    db.exec("UPDATE texts SET used_on = 0");
    const before = ["exchanges", "payloads", "texts"].map((table) => count(db, table));
    const pruner = new Pruner(db, { stepMs: 0 });
    pruner.step({ ...KEEP, payloadDays: 90 }, NOW);
    const { payloads } = pruner.deleted;
    assert.deepEqual([payloads, count(db, "payloads")], [10, 50]);
    while (pruner.step({ ...KEEP, payloadDays: 90 }, NOW));
    pruner.step({ ...KEEP, rowDays: 90 }, NOW);
    assert.deepEqual([pruner.deleted.rows, count(db, "exchanges")], [10, 50]);
    while (pruner.step({ ...KEEP, rowDays: 90 }, NOW));
    const { rows, texts } = pruner.deleted;
    assert.deepEqual([rows, pruner.deleted.payloads, texts], before);
  }));

Deno.test("free pages go back to the disk two hundred at a time", () =>
  withWriter((db) => {
    db.exec("INSERT INTO texts VALUES (1, x'00', zeroblob(2000000), 1); DELETE FROM texts");
    const free = () => Number(db.prepare("PRAGMA freelist_count").get()?.freelist_count);
    const before = free();
    assert.ok(before > 450);
    assert.deepEqual([giveBack(db), free()], [200, before - 200]);
    assert.equal(giveBack(db, before), 0);
  }));

Deno.test("the search forgets the texts of payloads that are gone", () =>
  withWriter((db, writer) => {
    writer.record([aged(100, "brontosaurus"), aged(1, "archaeopteryx")]);
    ageing(db);
    const index = new SearchIndex(db, ":memory:");
    while (index.step(100) > 0);
    assert.equal(index.find("text : brontosaurus", 10).length, 1);
    prune(db, { payloadDays: 90 });
    while (index.step(100) > 0);
    assert.deepEqual(
      ["brontosaurus", "archaeopteryx"].map((word) => index.find(`text : ${word}`, 10).length),
      [0, 1],
    );
    index.close();
  }));

Deno.test("cleaning goes on until nothing is left, and asks nothing when all is kept for ever", async () => {
  const alive = setInterval(() => {}, 1000);
  const done = Promise.withResolvers<void>();
  let steps = 0;
  const cleaning = new Cleaning(
    () => {
      steps++;
      if (steps === 3) done.resolve();
      return Promise.resolve(steps < 3);
    },
    () => ({ ...KEEP, payloadDays: 1 }),
    1,
  );
  await done.promise;
  cleaning.stop();
  const idle = new Cleaning(() => Promise.reject(new Error("asked")), () => KEEP, 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  idle.stop();
  clearInterval(alive);
  assert.equal(steps, 3);
});

Deno.test("a clock that jumps back makes nothing older than what was stored before", () =>
  withWriter((db) => {
    let now = NOW;
    const day = new LedgerDay(db, () => now);
    const today = day.today();
    now -= 100 * DAY;
    assert.equal(day.today(), today);
    now += 101 * DAY;
    assert.equal(day.today(), today + 1);
    db.exec(`INSERT INTO payloads VALUES (1, '[]', NULL, ${today + 9})`);
    assert.equal(new LedgerDay(db, () => NOW).today(), today + 9, "nor does a restart");
  }));

/** A request that begins, with what its record will have. */
function begun(run: number, startedAt: number, request: string) {
  const ids = { requestId: `run-${run}`, alias: "m", provider: "p", upstreamModel: "u" };
  return { run, startedAt, request, ...ids, stream: true, client: null, project: null };
}

const lastRequest = (db: DatabaseSync) =>
  db.prepare("SELECT request_data FROM requests ORDER BY id DESC LIMIT 1").get()?.request_data;

Deno.test("an exchange that ends on another day than it began keeps its texts as long as itself", () =>
  withPath(async (path) => {
    const db = await openDatabase({ path });
    let now = NOW - 5 * DAY;
    const writer = new Writer(db, path, () => now);
    const request = asks("over midnight");
    const beginning = begun(1, now, request);
    writer.begin([beginning]);
    now = NOW;
    writer.record([exchange({ ...beginning, request: "" })]);
    prune(db, { payloadDays: 1 });
    assert.equal(lastRequest(db), request);
    db.close();
  }));

Deno.test("what a crash cut off days ago keeps its texts as long as its row's payload", () =>
  withPath(async (path) => {
    const db = await openDatabase({ path });
    const request = asks("cut off");
    new Writer(db, path, () => NOW - 5 * DAY).begin([begun(1, NOW - 5 * DAY, request)]);
    assert.equal(recoverRunning(db, () => NOW), 1);
    prune(db, { payloadDays: 1 });
    assert.equal(lastRequest(db), request);
    db.close();
  }));

Deno.test("texts of a request that runs stay, even when nothing else may", () =>
  withWriter((db, writer) => {
    writer.record([aged(0, "done")]);
    const request = asks("runs");
    const beginning = begun(7, NOW, request);
    writer.begin([beginning]);
    prune(db, { maxBytes: 0 });
    assert.deepEqual([count(db, "payloads"), count(db, "texts")], [0, 1]);
    writer.record([exchange({ ...beginning, request: "" })]);
    assert.equal(lastRequest(db), request);
  }));

Deno.test("to make room, payloads in the rows of the first schema go first, for they are older", () =>
  withPath(async (path) => {
    makeOldDatabase(path).close();
    const db = await openDatabase({ path });
    new Writer(db, path).record([aged(0, "new")]);
    const pruner = new Pruner(db);
    const left = () => payloads(db).length;
    for (let steps = 0; steps < 10 && left() > 1; steps++) {
      pruner.step({ ...KEEP, maxBytes: 1 }, NOW);
    }
    assert.deepEqual(payloads(db), ["0-new"]);
    db.close();
  }));

Deno.test("the search does not forget new rows with an old moment that a script wrote", () =>
  withWriter((db, writer) => {
    writer.record([aged(0, "archaeopteryx")]);
    db.exec(`INSERT INTO requests (timestamp, model, request_data)
      VALUES ('2001-01-01T00:00:00', 'm', '{"old":1}')`);
    const index = new SearchIndex(db, ":memory:");
    while (index.step(100) > 0);
    prune(db, { payloadDays: 90 });
    while (index.step(100) > 0);
    assert.equal(index.find("text : archaeopteryx", 10).length, 1);
    index.close();
  }));

Deno.test("a step that the disk refuses counts nothing as deleted", () =>
  withWriter((db, writer) => {
    writer.record([aged(100, "old")]);
    ageing(db);
    db.exec(`CREATE TRIGGER refuse BEFORE INSERT ON versions
      BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END`);
    const pruner = new Pruner(db);
    assert.throws(() => pruner.step({ ...KEEP, payloadDays: 90 }, NOW), /I\/O/);
    assert.deepEqual(pruner.deleted, { rows: 0, payloads: 0, texts: 0, bytes: 0 });
    assert.equal(count(db, "payloads"), 1);
  }));
