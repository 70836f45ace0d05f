import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Beginning } from "../types/exchange.ts";
import { LedgerDay } from "./ledger_day.ts";
import { payloadText } from "./payload/text.ts";
import type { TextStore } from "./payload/texts.ts";
import { redactSecrets } from "./redact.ts";
import { toTimestamp } from "./timestamp.ts";

/** What an exchange that a crash cut off is told to have ended with. */
const CUT_OFF = "Apantli ended before the answer was complete.";

/** The exchanges that run now, on disk from their start: a crash leaves them to the next start. */
export class RunningExchanges {
  readonly #texts: TextStore;
  readonly #add: StatementSync;
  readonly #delete: StatementSync;
  /** The recipes of the requests, by run. */
  readonly #recipes = new Map<number, string | null>();
  /** The requests of beginnings that the disk refused: their records come without. */
  readonly #refused = new Map<number, string>();
  #added: number[] = [];
  #taken: [number, string | null][] = [];
  #recorded: number[] = [];

  constructor(db: DatabaseSync, texts: TextStore) {
    this.#texts = texts;
    this.#add = db.prepare("INSERT INTO running VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    this.#delete = db.prepare("DELETE FROM running WHERE id = ?");
  }

  /** Inside of a transaction. */
  add(beginning: Beginning): void {
    const { run, requestId, startedAt, alias, provider, upstreamModel } = beginning;
    const { stream, client, project, request, payload } = beginning;
    this.#added.push(run);
    const text = payloadText(request, false, payload);
    const recipe = text && this.#texts.put(text);
    this.#add.run(
      run,
      requestId,
      toTimestamp(startedAt),
      alias,
      provider,
      upstreamModel,
      Number(stream),
      client && redactSecrets(client),
      recipe,
      project && redactSecrets(project),
    );
    this.#recipes.set(run, recipe);
  }

  /** The disk refused these: their requests are kept until they are recorded. */
  refuse(beginnings: readonly Beginning[]): void {
    for (const { run, request } of beginnings) this.#refused.set(run, request);
  }

  /** The request of an exchange whose beginning the disk refused; `null` for others. */
  refusedRequest(run: number): string | null {
    return this.#refused.get(run) ?? null;
  }

  /** The exchange is recorded: gives the recipe of its request, `null` when it never began. */
  take(run: number): string | null {
    this.#recorded.push(run);
    const recipe = this.#recipes.get(run);
    if (recipe === undefined) return null;
    this.#delete.run(run);
    this.#recipes.delete(run);
    this.#taken.push([run, recipe]);
    return recipe;
  }

  /** The transaction is over; one that was rolled back has neither added nor taken anything. */
  settle(committed: boolean): void {
    if (!committed) {
      for (const [run, recipe] of this.#taken) this.#recipes.set(run, recipe);
      for (const run of this.#added) this.#recipes.delete(run);
    } else for (const run of this.#recorded) this.#refused.delete(run);
    this.#recorded = [];
    this.#added = [];
    this.#taken = [];
  }
}

/** Books what a crash cut off as interrupted, with what was known of it. Returns how many there were. */
export function recoverRunning(db: DatabaseSync): number {
  const count = Number(db.prepare("SELECT COUNT(*) AS n FROM running").get()?.n);
  if (count === 0) return 0;
  const day = new LedgerDay(db);
  db.exec("BEGIN IMMEDIATE");
  // The exchange's number has to be known for its payload: one after the other.
  const add = db.prepare(`INSERT INTO exchanges
      (timestamp, model, provider, upstream_model, stream, client, project, request_id, outcome, error)
    SELECT timestamp, model, provider, upstream_model, stream, client, project,
      CASE WHEN EXISTS (SELECT 1 FROM exchanges e WHERE e.request_id = running.request_id)
        THEN request_id || '~' || lower(hex(randomblob(4))) ELSE request_id END,
      'interrupted', ? FROM running WHERE id = ?`);
  const addPayload = db.prepare(
    `INSERT INTO payloads SELECT ?, request, NULL,
? FROM running
    WHERE id = ? AND request IS NOT NULL`,
  );
  for (const { id } of db.prepare("SELECT id FROM running ORDER BY id").all()) {
    const { lastInsertRowid } = add.run(CUT_OFF, Number(id));
    addPayload.run(lastInsertRowid, day.today(), Number(id));
  }
  db.exec("DELETE FROM running; COMMIT");
  return count;
}
