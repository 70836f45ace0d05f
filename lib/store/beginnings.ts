import type { Beginning } from "../types/exchange.ts";

/** Exchanges that begin, on their way to the disk. Nobody waits for them. */
export class Beginnings {
  readonly #writer: () => number;
  /** By run, the writer that has got it. */
  readonly #sent = new Map<number, number>();
  readonly #waiting = new Map<number, Beginning>();

  /** @param writer tells writers apart: one that died has taken what it knew with it */
  constructor(writer: () => number) {
    this.#writer = writer;
  }

  add(beginning: Beginning): void {
    this.#waiting.set(beginning.run, beginning);
  }

  /** The exchange is at its end: its beginning, if it still waits, is of no use any more. */
  drop(run: number): void {
    this.#waiting.delete(run);
  }

  /** Whether any waits to be sent. */
  get areWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  /** What waits, in its order; it is sent to the writer now. */
  take(): Beginning[] {
    const batch = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { run } of batch) this.#sent.set(run, this.#writer());
    return batch;
  }

  /** Whether the writer has the exchange's request already. */
  isSent(run: number): boolean {
    return this.#sent.get(run) === this.#writer();
  }

  /** The exchange is committed. */
  forget(run: number): void {
    this.#sent.delete(run);
  }
}
