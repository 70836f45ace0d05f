/** How long after an exchange its text is indexed, at the latest, in milliseconds. */
const DELAY_MS = 500;
/** Between two steps reports have their turn. */
const PAUSE_MS = 5;
/** From so many exchanges a second on, serving them needs the processor more than the search does. */
const BUSY_RATE = 200;
/** With steps of 10 ms, a twentieth of one core. */
const BUSY_PAUSE_MS = 190;

/** How long to wait between two steps, in milliseconds, when so many exchanges came in so long a time. */
export function pauseBetween(exchanges: number, elapsedMs: number): number {
  return exchanges * 1000 > BUSY_RATE * elapsedMs ? BUSY_PAUSE_MS : PAUSE_MS;
}

/** Has new exchanges indexed for the search, a little at a time and behind everything else. */
export class Indexing {
  readonly #step: () => Promise<number>;
  readonly #delayMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;
  #came = 0;
  #since = performance.now();

  /** @param step indexes for a few milliseconds and tells how many exchanges are left */
  constructor(step: () => Promise<number>, delayMs = DELAY_MS) {
    this.#step = step;
    this.#delayMs = delayMs;
  }

  /** There is something new. */
  soon(): void {
    this.#came++;
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
      const now = performance.now();
      const pause = pauseBetween(this.#came, now - this.#since);
      this.#came = 0;
      this.#since = now;
      if (left > 0) this.#wait(pause);
    } catch {
      // The index is made anew from the ledger; the next exchange tries again.
      this.#timer = undefined;
    }
  }
}
