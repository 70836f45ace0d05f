import type { DatabaseSync } from "node:sqlite";

const DAY_MS = 86_400_000;

/**
 * The day that payloads and texts are stored under: today in UTC, in days since the epoch, but never
 * an earlier one than before. Retention relies on that, also where a clock jumps back.
 */
export class LedgerDay {
  readonly #now: () => number;
  #latest: number;

  /** @param now milliseconds since the epoch */
  constructor(db: DatabaseSync, now: () => number = Date.now) {
    this.#now = now;
    const row = db.prepare("SELECT day FROM payloads ORDER BY exchange DESC LIMIT 1").get();
    this.#latest = Number(row?.day ?? 0);
  }

  today(): number {
    this.#latest = Math.max(this.#latest, Math.floor(this.#now() / DAY_MS));
    return this.#latest;
  }
}
