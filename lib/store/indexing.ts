/** How long after an exchange its text is indexed, at the latest, in milliseconds. */
const DELAY_MS = 500;
/** Between two steps reports have their turn. */
const PAUSE_MS = 5;

/** Has new exchanges indexed for the search, a little at a time and behind everything else. */
export class Indexing {
  readonly #step: () => Promise<number>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  readonly #delayMs: number;

  /** @param step indexes for a few milliseconds and tells how many exchanges are left */
  constructor(step: () => Promise<number>, delayMs = DELAY_MS) {
    this.#step = step;
    this.#delayMs = delayMs;
  }

  /** There is something new. */
  soon(): void {
    if (this.#timer === undefined) this.#wait(this.#delayMs);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #wait(ms: number) {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.#work(), ms);
    Deno.unrefTimer(this.#timer);
  }

  async #work() {
    try {
      const left = await this.#step();
      this.#timer = undefined;
      if (left > 0) this.#wait(PAUSE_MS);
    } catch {
      // The index is made anew from the ledger; the next exchange tries again.
      this.#timer = undefined;
    }
  }
}
