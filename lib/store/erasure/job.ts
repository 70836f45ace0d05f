import type { DatabaseSync } from "node:sqlite";
import { ForeignWrites } from "../foreign_writes.ts";
import { LedgerDay } from "../ledger_day.ts";
import { TextStore } from "../payload/texts.ts";
import { Cleaner } from "./cleaner.ts";

/** How secrets are looked for. */
export interface JobOptions {
  patterns: readonly string[];
  /** Only counts. */
  isTrial: boolean;
  /** Hears how many rows of how many have been looked at. */
  onProgress: (done: number, total: number) => void;
  /** Waits so many milliseconds, in which others write. */
  wait: (ms: number) => Promise<void>;
}

/** What the parts of one redaction have in common. */
export class Job {
  readonly db: DatabaseSync;
  readonly cleaner: Cleaner;
  readonly isTrial: boolean;
  /** How many of each kind held a secret. */
  readonly found = new Map<string, number>();
  readonly #options: JobOptions;
  readonly #foreign: ForeignWrites;
  readonly #day: LedgerDay;
  readonly #texts: TextStore;
  readonly #total: number;
  #done = 0;

  constructor(db: DatabaseSync, options: JobOptions) {
    this.db = db;
    this.cleaner = new Cleaner(options.patterns);
    this.isTrial = options.isTrial;
    this.#options = options;
    this.#foreign = new ForeignWrites(db);
    this.#day = new LedgerDay(db);
    this.#texts = new TextStore(db, this.#day);
    this.#total = ["texts", "exchanges", "attempts", "cost_history", "payloads"]
      .reduce((sum, table) => sum + rowsOf(db, table), 0);
  }

  /** So many held a secret. */
  count(kind: string, number = 1): void {
    if (number > 0) this.found.set(kind, (this.found.get(kind) ?? 0) + number);
  }

  /** So many more rows have been looked at. */
  looked(rows: number): void {
    this.#done += rows;
    this.#options.onProgress(Math.min(this.#done, this.#total), this.#total);
  }

  /**
   * Changes something in one short transaction, and lets others write after it. A trial changes
   * nothing. What is changed was read before: compare it with what is there then.
   */
  async change(work: (texts: TextStore) => void): Promise<void> {
    if (this.isTrial) return;
    const began = performance.now();
    this.db.exec("BEGIN IMMEDIATE");
    try {
      if (this.#foreign.happened()) {
        this.#day.lookAgain();
        this.#texts.distrust();
      }
      // The search index has to be made anew, also when this program does not come to its end.
      this.db.exec("INSERT OR IGNORE INTO versions VALUES ('redacting', 1)");
      work(this.#texts);
      this.db.exec("COMMIT");
      this.#texts.keep();
    } catch (error) {
      this.#texts.forget();
      if (this.db.isTransaction) this.db.exec("ROLLBACK");
      throw error;
    }
    await this.#options.wait(Math.max(5, 2 * (performance.now() - began)));
  }
}

function rowsOf(db: DatabaseSync, table: string): number {
  return Number(db.prepare(`SELECT COUNT(*) AS n FROM ${table}`).get()?.n);
}
