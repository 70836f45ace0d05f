import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { openDatabase, openForCommand } from "../../../lib/store/open_database.ts";
import { TextStore } from "../../../lib/store/payload/texts.ts";
import { LedgerDay } from "../../../lib/store/ledger_day.ts";
import { Pruner } from "../../../lib/store/retention/pruner.ts";
import { recoverRunning } from "../../../lib/store/running.ts";
import { Writer } from "../../../lib/store/writer.ts";
import type { Exchange } from "../../../lib/types/exchange.ts";
import { exchange, withPath } from "../exchange.ts";

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 0, 1);

/** Messages of which conversations are made: few, so that they share texts. */
const MESSAGES = Array.from({ length: 6 }, (_, i) => ({
  role: "user",
  content: `message ${i} `.repeat(5),
}));

type Action =
  | { do: "begin" | "record"; run: number; messages: number[] }
  | { do: "days"; days: number }
  | { do: "prune"; by: "writer" | "other"; days: number | null; maxBytes: number | null }
  | { do: "store"; messages: number[]; ahead: number }
  | { do: "crash" };

const RUN = fc.integer({ min: 1, max: 4 });
const SAID = fc.array(fc.nat(MESSAGES.length - 1), { minLength: 1, maxLength: 4 });
const BEGIN = fc.record({ do: fc.constant<"begin">("begin"), run: RUN, messages: SAID });
const RECORD = fc.record({ do: fc.constant<"record">("record"), run: RUN, messages: SAID });
const DAYS = fc.record({ do: fc.constant<"days">("days"), days: fc.integer({ min: -1, max: 3 }) });
const PRUNE = fc.record({
  do: fc.constant<"prune">("prune"),
  by: fc.constantFrom<"writer" | "other">("writer", "other"),
  days: fc.option(fc.nat(2)),
  maxBytes: fc.option(fc.constantFrom(0, 200_000)),
});
const STORE = fc.record({
  do: fc.constant<"store">("store"),
  messages: SAID,
  ahead: fc.integer({ min: -1, max: 2 }),
});
const CRASH = fc.record({ do: fc.constant<"crash">("crash") });
const ACTIONS = fc.array(
  fc.oneof<fc.Arbitrary<Action>[]>(
    ...[BEGIN, BEGIN, RECORD, RECORD, DAYS, DAYS, PRUNE, PRUNE, PRUNE, STORE, CRASH],
  ),
  { minLength: 4, maxLength: 30 },
);

const asked = (messages: number[], run: number) =>
  JSON.stringify({ model: "m", run, messages: messages.map((at) => MESSAGES[at]) });

/** A server and another program on one file, and what their payloads have to be. */
class Ledger {
  now = FIRST;
  readonly expected = new Map<string, string>();
  readonly #path: string;
  readonly #db: DatabaseSync;
  readonly #other: DatabaseSync;
  readonly #otherPruner: Pruner;
  readonly #running = new Map<number, Exchange>();
  #writer: Writer;

  constructor(db: DatabaseSync, path: string) {
    this.#path = path;
    this.#db = db;
    this.#writer = this.#newWriter();
    this.#other = openForCommand(path);
    this.#otherPruner = new Pruner(this.#other);
  }

  do(action: Action) {
    if (action.do === "days") this.now += action.days * DAY;
    else if (action.do === "begin") this.#begin(action.run, asked(action.messages, action.run));
    else if (action.do === "record") this.#record(action.run, asked(action.messages, action.run));
    else if (action.do === "prune") this.#prune(action);
    else if (action.do === "store") this.#store(asked(action.messages, 0), action.ahead);
    else this.#crash();
  }

  /** Every payload that is there is the one that was stored. */
  check() {
    const rows = this.#db.prepare(
      "SELECT request_id, request_data FROM requests WHERE request_data IS NOT NULL",
    ).all();
    for (const { request_id, request_data } of rows) {
      assert.equal(request_data, this.expected.get(String(request_id)));
    }
    assert.equal(this.#db.prepare("SELECT COUNT(*) AS n FROM payloads").get()?.n, rows.length);
  }

  close() {
    this.#other.close();
    this.#db.close();
  }

  #newWriter() {
    return new Writer(this.#db, this.#path, () => this.now);
  }

  #begin(run: number, request: string) {
    if (this.#running.has(run)) return;
    const begun = exchange({ run, startedAt: this.now, request });
    this.#running.set(run, begun);
    this.#writer.begin([{ ...begun, provider: "p", upstreamModel: "u" }]);
    this.expected.set(begun.requestId, request);
  }

  #record(run: number, request: string) {
    const begun = this.#running.get(run);
    this.#running.delete(run);
    const ended = begun
      ? { ...begun, request: "" }
      : exchange({ run, startedAt: this.now, request });
    this.expected.set(ended.requestId, begun?.request ?? request);
    assert.equal(this.#writer.record([ended]).refusal, null);
  }

  #prune(
    { by, days, maxBytes }: {
      by: "writer" | "other";
      days: number | null;
      maxBytes: number | null;
    },
  ) {
    const retention = { payloadDays: days, rowDays: null, maxBytes };
    const step = () =>
      by === "writer"
        ? this.#writer.prune(retention, this.now)
        : this.#otherPruner.step(retention, this.now);
    while (step()) this.check();
  }

  /** As an import does, in a program whose clock is so many days ahead. */
  #store(request: string, ahead: number) {
    const requestId = crypto.randomUUID();
    this.#other.exec("BEGIN IMMEDIATE");
    const day = new LedgerDay(this.#other, () => this.now + ahead * DAY);
    const { lastInsertRowid } = this.#other.prepare(
      "INSERT INTO exchanges (timestamp, model, request_id) VALUES ('2026-01-01T00:00:00', 'm', ?)",
    ).run(requestId);
    this.#other.prepare("INSERT INTO payloads VALUES (?, ?, NULL, ?)")
      .run(lastInsertRowid, new TextStore(this.#other, day).put(request), day.today());
    this.#other.exec("COMMIT");
    this.expected.set(requestId, request);
  }

  #crash() {
    recoverRunning(this.#db, () => this.now);
    this.#running.clear();
    this.#writer = this.#newWriter();
  }
}

Deno.test("whatever is stored, begun, pruned, cut off and by whom: kept payloads read back exactly", () =>
  withPath(async (path) => {
    const db = await openDatabase({ path });
    const clear = "DELETE FROM exchanges; DELETE FROM texts; DELETE FROM running;";
    db.close();
    await fc.assert(
      fc.asyncProperty(ACTIONS, async (actions) => {
        const db = await openDatabase({ path });
        db.exec(clear);
        const ledger = new Ledger(db, path);
        try {
          for (const action of actions) {
            ledger.do(action);
            ledger.check();
          }
        } finally {
          ledger.close();
        }
      }),
      { numRuns: 150 },
    );
  }));
