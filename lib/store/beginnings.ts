import type { Beginning } from "../types/exchange.ts";

/**
 * Exchanges that begin, on their way to the disk. One batch is under way at a time; what comes
 * meanwhile is the next one. Nobody waits for them.
 */
export class Beginnings {
  readonly #commit: (batch: Beginning[]) => Promise<void>;
  #waiting: Beginning[] = [];
  #busy = false;

  constructor(commit: (batch: Beginning[]) => Promise<void>) {
    this.#commit = commit;
  }

  add(beginning: Beginning): void {
    this.#waiting.push(beginning);
    if (!this.#busy) void this.#drain();
  }

  /** The exchange is at its end: its beginning, if it still waits, is of no use any more. */
  drop(run: number): void {
    const at = this.#waiting.findIndex((beginning) => beginning.run === run);
    if (at !== -1) this.#waiting.splice(at, 1);
  }

  async #drain() {
    this.#busy = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#commit(batch);
      } catch {
        // The writer's end is told by the records.
      }
    }
    this.#busy = false;
  }
}
