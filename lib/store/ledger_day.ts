import type { DatabaseSync, StatementSync } from "node:sqlite";

const DAY_MS = 86_400_000;

/**
 * The day that payloads and texts are stored under: today in UTC, in days since the epoch, but never
 * an earlier one than before. Retention relies on that, also where a clock jumps back.
 */
export class LedgerDay {
  readonly #now: () => number;
  readonly #last: StatementSync;
  #latest = 0;

  /** @param now milliseconds since the epoch */
  constructor(db: DatabaseSync, now: () => number = Date.now) {
    this.#now = now;
    this.#last = db.prepare("SELECT day FROM payloads ORDER BY exchange DESC LIMIT 1");
    this.lookAgain();
  }

  /** Another connection may have stored a payload, by a clock that is ahead of ours. */
  lookAgain(): void {
    this.#latest = Math.max(this.#latest, Number(this.#last.get()?.day ?? 0));
  }

  /** Days that were stored may have been put right: only what stands there now counts. */
  reread(): void {
    this.#latest = 0;
    this.lookAgain();
  }

  today(): number {
    this.#latest = Math.max(this.#latest, Math.floor(this.#now() / DAY_MS));
    return this.#latest;
  }
}
