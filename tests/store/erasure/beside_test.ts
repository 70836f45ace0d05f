import assert from "node:assert/strict";
import type { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { Cleaner } from "../../../lib/store/erasure/cleaner.ts";
import { openDatabase } from "../../../lib/store/open_database.ts";
import { redactSecrets } from "../../../lib/store/redact.ts";
import { Writer } from "../../../lib/store/writer.ts";
import type { Exchange } from "../../../lib/types/exchange.ts";
import { exchange, withPath } from "../exchange.ts";
import { dump, PATTERN, redactFile } from "./secrets.ts";

/** What is said in conversations: few things, so that they share texts; some of it secret. */
const SAID = ["hello ".repeat(10), "TOP-aaaa1111", "it is TOP-aaaa1111 ".repeat(4)].concat(
  ...["TOP-bbbb2222 ".repeat(5), "[redacted] ".repeat(5), '{"api_key":"TOP-cccc3333"}', "ok"],
);
const REQUEST = fc.record({
  model: fc.constantFrom("m", "TOP-dddd4444"),
  note: fc.constantFrom("", "TOP-eeee5555 ".repeat(30), "clean ".repeat(60)),
  messages: fc.array(fc.constantFrom(...SAID), { maxLength: 5 }),
}).map(({ messages, ...rest }) =>
  JSON.stringify({ ...rest, messages: messages.map((content) => ({ role: "user", content })) })
);

/** What a server does while the redaction lets it write. */
const ACTION = fc.record({
  do: fc.constantFrom<"begin" | "record" | "whole" | "prune">("begin", "record", "whole", "prune"),
  run: fc.integer({ min: 1, max: 3 }),
  request: REQUEST,
});

class Server {
  readonly expected = new Map<string, string>();
  readonly #writer: Writer;
  readonly #running = new Map<number, Exchange>();

  constructor(db: DatabaseSync, path: string) {
    this.#writer = new Writer(db, path);
  }

  do({ do: what, run, request }: { do: string; run: number; request: string }) {
    const begun = this.#running.get(run);
    if (what === "begin" && !begun) this.#begin(exchange({ run, startedAt: Date.now(), request }));
    if (what === "record" && begun) this.#record({ ...begun, request: "" });
    if (what === "whole" && !begun) {
      const whole = exchange({ run, request });
      this.expected.set(whole.requestId, redactSecrets(request));
      this.#record(whole);
    }
    if (what === "prune") {
      const tomorrow = Date.now() + 86_400_000;
      this.#writer.prune({ payloadDays: 0, rowDays: null, maxBytes: null }, tomorrow);
    }
  }

  end() {
    for (const begun of [...this.#running.values()]) this.#record({ ...begun, request: "" });
  }

  #begin(begun: Exchange) {
    this.expected.set(begun.requestId, redactSecrets(begun.request));
    this.#running.set(begun.run, begun);
    this.#writer.begin([{ ...begun, provider: "p", upstreamModel: "u" }]);
  }

  #record(ended: Exchange) {
    this.#running.delete(ended.run);
    assert.equal(this.#writer.record([ended]).refusal, null);
  }
}

Deno.test("beside a server that goes on, every payload is what it was, cleaned or whole", () =>
  withPath(async (path) => {
    const cleaner = new Cleaner([PATTERN]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(ACTION, { minLength: 1, maxLength: 15 }),
        fc.array(ACTION, { maxLength: 15 }),
        async (before, during) => {
          const db = await openDatabase({ path });
          db.exec("DELETE FROM exchanges; DELETE FROM texts; DELETE FROM running");
          const server = new Server(db, path);
          try {
            before.forEach((action) => server.do(action));
            const old = new Set(server.expected.keys());
            await redactFile(path, {
              wait: () => {
                const action = during.shift();
                if (action) server.do(action);
                return Promise.resolve();
              },
            });
            server.end();
            const rows = db.prepare(
              "SELECT request_id AS id, request_data AS text FROM requests WHERE text IS NOT NULL",
            ).all();
            for (const { id, text } of rows) {
              const whole = server.expected.get(String(id)) ?? "";
              const clean = cleaner.json(whole);
              // What comes while it looks may be seen or not.
              assert.ok(text === clean || (text === whole && !old.has(String(id))), `${text}`);
            }
            assert.equal(db.prepare("SELECT COUNT(*) AS n FROM payloads").get()?.n, rows.length);
            // Once it is quiet nothing is left.
            await redactFile(path);
            assert.doesNotMatch(dump(db), /TOP-/);
            assert.equal((await redactFile(path)).found.size, 0);
          } finally {
            db.close();
          }
        },
      ),
      { numRuns: 40 },
    );
  }));
