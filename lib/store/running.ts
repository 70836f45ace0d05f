import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Beginning } from "../types/exchange.ts";
import { LedgerDay } from "./ledger_day.ts";
import { payloadText } from "./payload/text.ts";
import { TextStore } from "./payload/texts.ts";
import { redactSecrets } from "./redact.ts";
import { toTimestamp } from "./timestamp.ts";

/** What an exchange that a crash cut off is told to have ended with. */
const CUT_OFF = "Apantli ended before the answer was complete.";

/** More than a batch has: a batch that comes again is the last one. */
const LATELY = 1000;

/** A request that is on the disk, and the day under which its texts are. */
interface Begun {
  recipe: string | null;
  day: number;
}

/** The exchanges that run now, on disk from their start: a crash leaves them to the next start. */
export class RunningExchanges {
  readonly #texts: TextStore;
  readonly #day: LedgerDay;
  readonly #add: StatementSync;
  readonly #delete: StatementSync;
  readonly #all: StatementSync;
  /** The recipes of the requests, by run. */
  readonly #recipes = new Map<number, Begun>();
  /** The requests of beginnings that the disk refused: their records come without. */
  readonly #refused = new Map<number, string>();
  #added: number[] = [];
  #taken: [number, Begun][] = [];
  #recorded: number[] = [];
  /** Runs that were committed lately: a batch that comes again has them in it. */
  readonly #lately = new Set<number>();

  constructor(db: DatabaseSync, texts: TextStore, day: LedgerDay) {
    this.#texts = texts;
    this.#day = day;
    this.#add = db.prepare("INSERT INTO running VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    this.#delete = db.prepare("DELETE FROM running WHERE id = ?");
    this.#all = db.prepare("SELECT id, request FROM running");
  }

  /** Another connection may have changed recipes: what stands in the table counts. */
  lookAgain(): void {
    if (this.#recipes.size === 0) return;
    const now = new Map(this.#all.all().map(({ id, request }) => [Number(id), request]));
    for (const [run, { recipe }] of this.#recipes) {
      const request = now.get(run);
      if (request === recipe) continue;
      // Nobody knows on which day the other connection has stored its texts.
      if (typeof request === "string") this.#recipes.set(run, { recipe: request, day: 0 });
      else this.#recipes.set(run, { recipe: null, day: 0 });
    }
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
    this.#recipes.set(run, { recipe, day: this.#day.today() });
  }

  /** The disk refused these: their requests are kept until they are recorded. */
  refuse(beginnings: readonly Beginning[]): void {
    for (const { run, request } of beginnings) this.#refused.set(run, request);
  }

  /** The request of an exchange whose beginning the disk refused; `null` for others. */
  refusedRequest(run: number): string | null {
    return this.#refused.get(run) ?? null;
  }

  /** Whether the exchange was recorded lately. */
  isRecorded(run: number): boolean {
    return this.#lately.has(run);
  }

  /**
   * The exchange is recorded: gives the recipe of its request, `null` when it never began. Its texts
   * are in use today from now on, as its payload will be.
   */
  take(run: number): string | null {
    this.#recorded.push(run);
    const begun = this.#recipes.get(run);
    if (begun === undefined) return null;
    this.#delete.run(run);
    this.#recipes.delete(run);
    this.#taken.push([run, begun]);
    const { recipe, day } = begun;
    if (recipe !== null && day < this.#day.today()) this.#texts.touch(recipe);
    return recipe;
  }

  /** The transaction is over; one that was rolled back has neither added nor taken anything. */
  settle(committed: boolean): void {
    if (!committed) {
      for (const [run, begun] of this.#taken) this.#recipes.set(run, begun);
      for (const run of this.#added) this.#recipes.delete(run);
    } else for (const run of this.#recorded) this.#remember(run);
    this.#recorded = [];
    this.#added = [];
    this.#taken = [];
  }

  #remember(run: number) {
    this.#refused.delete(run);
    this.#lately.add(run);
    if (this.#lately.size <= LATELY) return;
    for (const oldest of this.#lately) {
      this.#lately.delete(oldest);
      return;
    }
  }
}

/**
 * Books what a crash cut off as interrupted, with what was known of it. Returns how many there were.
 *
 * @param now milliseconds since the epoch
 */
export function recoverRunning(db: DatabaseSync, now: () => number = Date.now): number {
  const ids = db.prepare("SELECT id FROM running ORDER BY id");
  if (ids.get() === undefined) return 0;
  db.exec("BEGIN IMMEDIATE");
  try {
    const day = new LedgerDay(db, now);
    const texts = new TextStore(db, day);
    // The exchange's number has to be known for its payload: one after the other.
    const add = db.prepare(`INSERT INTO exchanges
        (timestamp, model, provider, upstream_model, stream, client, project, request_id, outcome, error)
      SELECT timestamp, model, provider, upstream_model, stream, client, project,
        CASE WHEN EXISTS (SELECT 1 FROM exchanges e WHERE e.request_id = running.request_id)
          THEN request_id || '~' || lower(hex(randomblob(4))) ELSE request_id END,
        'interrupted', ? FROM running WHERE id = ?`);
    const recipeOf = db.prepare("SELECT request FROM running WHERE id = ?");
    const addPayload = db.prepare("INSERT INTO payloads VALUES (?, ?, NULL, ?)");
    const rows = ids.all();
    for (const { id } of rows) {
      const { lastInsertRowid } = add.run(CUT_OFF, Number(id));
      const recipe = recipeOf.get(Number(id))?.request;
      if (typeof recipe !== "string") continue;
      // The payload is of today, whenever the request began.
      texts.touch(recipe);
      addPayload.run(lastInsertRowid, recipe, day.today());
    }
    db.exec("DELETE FROM running; COMMIT");
    return rows.length;
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}
