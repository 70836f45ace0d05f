import type { Beginning } from "../types/exchange.ts";

/**
 * Exchanges that begin, on their way to the disk. One batch is under way at a time; what comes
 * meanwhile is the next one. Nobody waits for them.
 */
export class Beginnings {
  readonly #commit: (batch: Beginning[]) => Promise<void>;
  readonly #writer: () => number;
  /** By run, the writer that has got it. */
  readonly #sent = new Map<number, number>();
  #waiting: Beginning[] = [];
  #busy = false;

  /**
   * @param commit hands a batch to the writer
   * @param writer tells writers apart: one that died has taken what it knew with it
   */
  constructor(commit: (batch: Beginning[]) => Promise<void>, writer: () => number) {
    this.#commit = commit;
    this.#writer = writer;
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

  /** Whether the writer has the exchange's request already. */
  isSent(run: number): boolean {
    return this.#sent.get(run) === this.#writer();
  }

  /** The exchange is committed. */
  forget(run: number): void {
    this.#sent.delete(run);
  }

  async #drain() {
    this.#busy = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      for (const { run } of batch) this.#sent.set(run, this.#writer());
      try {
        await this.#commit(batch);
      } catch {
        // The writer's end is told by the records.
      }
    }
    this.#busy = false;
  }
}
