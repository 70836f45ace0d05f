import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import { Beginnings } from "../../lib/store/beginnings.ts";
import { openStore } from "../../lib/store/mod.ts";
import { recoverRunning } from "../../lib/store/running.ts";
import type { Beginning } from "../../lib/types/exchange.ts";
import { pick } from "../harness/ledger.ts";
import { exchange, withPath } from "./exchange.ts";
import { withWriter } from "./with_writer.ts";

const REQUEST = JSON.stringify({
  model: "small",
  messages: [{ role: "user", content: "A question that is long enough to be shared." }],
});

function beginning(run: number, facts: Partial<Beginning> = {}): Beginning {
  return {
    run,
    requestId: `run-${run}`,
    startedAt: Date.parse("2026-03-04T12:00:00.500Z"),
    alias: "small",
    provider: "acme",
    upstreamModel: "acme-small-1",
    stream: true,
    client: "tests/1.0",
    project: null,
    request: REQUEST,
    ...facts,
  };
}

const count = (db: DatabaseSync, table: string) =>
  db.prepare(`SELECT COUNT(*) AS n FROM ${table}`).get()?.n;
const rows = (db: DatabaseSync) => db.prepare("SELECT * FROM requests ORDER BY id").all();

Deno.test("an exchange that begins and ends is one row, and runs no more", () =>
  withWriter((writer, db) => {
    writer.begin([beginning(1)]);
    assert.equal(count(db, "running"), 1);
    writer.record([exchange({ run: 1, request: REQUEST })]);
    assert.equal(count(db, "running"), 0);
    assert.deepEqual(rows(db).map(({ request_data }) => request_data), [REQUEST]);
    assert.equal(recoverRunning(db), 0);
  }));

Deno.test("what ran when the server died is interrupted, with what was known", () =>
  withWriter((writer, db) => {
    writer.begin([beginning(1), beginning(2, { request: "" })]);
    assert.equal(recoverRunning(db), 2);
    const [first, second] = rows(db);
    assert.deepEqual(
      pick(first ?? {}, ...[
        "timestamp",
        "model",
        "provider",
        "upstream_model",
        "stream",
        "outcome",
      ]),
      {
        timestamp: "2026-03-04T12:00:00.500",
        model: "small",
        provider: "acme",
        upstream_model: "acme-small-1",
        stream: 1,
        outcome: "interrupted",
      },
    );
    assert.deepEqual(
      pick(first ?? {}, "request_id", "client", "request_data", "response_data", "cost", "status"),
      {
        request_id: "run-1",
        client: "tests/1.0",
        request_data: REQUEST,
        response_data: null,
        cost: null,
        status: null,
      },
    );
    assert.match(String(first?.error), /ended before the answer was complete/);
    assert.equal(second?.request_data, null);
    assert.equal(recoverRunning(db), 0, "only once");
  }));

Deno.test("an interrupted exchange keeps its id, unless another one has it", () =>
  withWriter((writer, db) => {
    writer.record([exchange({ requestId: "same" })]);
    writer.begin([beginning(1, { requestId: "same" }), beginning(2, { requestId: "same" })]);
    recoverRunning(db);
    const ids = rows(db).map(({ request_id }) => String(request_id));
    assert.equal(new Set(ids).size, 3);
    for (const id of ids) assert.match(id, /^same(~[0-9a-f]{8})?$/);
  }));

Deno.test("a record that the disk refuses leaves its exchange running, and is one row later", () =>
  withWriter((writer, db) => {
    writer.begin([beginning(1)]);
    const record = exchange({ run: 1, request: REQUEST });
    db.exec("PRAGMA max_page_count = 1");
    const large = exchange({ request: JSON.stringify("more than a page ".repeat(5000)) });
    assert.match(writer.record([record, large]).refusal ?? "", /disk is full/);
    db.exec("PRAGMA max_page_count = 100000");
    assert.equal(count(db, "running"), 1);
    assert.deepEqual(writer.record([record]), { refusal: null, lost: 0 });
    assert.deepEqual([count(db, "running"), count(db, "exchanges")], [0, 1]);
    assert.equal(rows(db)[0]?.request_data, REQUEST);
  }));

Deno.test("a beginning that the disk refuses does no harm to its record", () =>
  withWriter((writer, db) => {
    db.exec("PRAGMA query_only = ON");
    writer.begin([beginning(1), beginning(2)]);
    db.exec("PRAGMA query_only = OFF");
    // The server does not send a request twice: its writer had it.
    writer.record([exchange({ run: 1, request: "" }), exchange({ run: 2, request: "" })]);
    assert.deepEqual([count(db, "running"), count(db, "exchanges")], [0, 2]);
    assert.deepEqual(rows(db).map(({ request_data }) => request_data), [REQUEST, REQUEST]);
  }));

Deno.test("no secret is on disk while an exchange runs", () =>
  withWriter((writer, db) => {
    const key = "sk-proj-abcdefghijklmnop1234567890";
    writer.begin([beginning(1, { request: REQUEST.replace("A question", key), client: key })]);
    const stored = [
      db.prepare("SELECT * FROM running").all(),
      db.prepare("SELECT * FROM texts").all(),
    ];
    assert.ok(!JSON.stringify(stored).includes(key));
  }));

Deno.test("what begins goes in the order in which it came, without what has ended", () => {
  const beginnings = new Beginnings(() => 1);
  for (const run of [1, 2, 3, 4]) beginnings.add(beginning(run));
  beginnings.drop(3);
  beginnings.drop(1);
  assert.deepEqual(beginnings.take().map(({ run }) => run), [2, 4]);
  assert.equal(beginnings.areWaiting, false);
  assert.deepEqual(beginnings.take(), []);
});

Deno.test("what a writer has got is not sent again, until it is committed or another writer runs", () => {
  let writer = 1;
  const beginnings = new Beginnings(() => writer);
  beginnings.add(beginning(1));
  beginnings.take();
  beginnings.add(beginning(2));
  assert.deepEqual([1, 2].map((run) => beginnings.isSent(run)), [true, false]);
  writer = 2;
  assert.equal(beginnings.isSent(1), false);
  writer = 1;
  beginnings.forget(1);
  assert.equal(beginnings.isSent(1), false);
});

Deno.test("what begins and what has ended is one transaction, or each for itself when that fails", () =>
  withWriter((writer, db) => {
    const first = exchange({ run: 1, requestId: "one", request: REQUEST });
    const batch = { beginnings: [beginning(2)], exchanges: [first] };
    assert.deepEqual(writer.write(batch), { refusal: null, lost: 0 });
    const count = (table: string) => db.prepare(`SELECT COUNT(*) AS n FROM ${table}`).get()?.n;
    assert.deepEqual([count("running"), count("exchanges")], [1, 1]);
    db.exec(`CREATE TRIGGER refuses BEFORE INSERT ON running WHEN NEW.id = 3
      BEGIN SELECT RAISE(ABORT, 'no'); END`);
    const more = {
      beginnings: [beginning(3)],
      exchanges: [{ ...first, run: 4, requestId: "more" }],
    };
    assert.deepEqual(writer.write(more), { refusal: null, lost: 0 });
    assert.deepEqual([count("running"), count("exchanges")], [1, 2]);
    const second = exchange({ run: 2, requestId: "two", request: "" });
    assert.deepEqual(writer.write({ beginnings: [], exchanges: [second] }).refusal, null);
    assert.equal(count("running"), 0);
    const row = db.prepare("SELECT request_data FROM requests WHERE request_id = 'two'").get();
    assert.equal(row?.request_data, REQUEST);
  }));

Deno.test("a request that was sent with its beginning alone is stored whole", () =>
  withPath(async (path) => {
    const store = await openStore({ path });
    store.begin(beginning(7));
    await store.record(exchange({ run: 7, requestId: "seven", request: REQUEST }));
    const stored = await store.read("request", { requestId: "seven" });
    assert.equal(stored?.request_data, REQUEST);
    await store.close();
  }));
