import type { Retention } from "../types/retention.ts";

/** How often it is looked whether something has to go, in milliseconds. */
const EVERY_MS = 600_000;
/** Between two steps exchanges have their turn. */
const PAUSE_MS = 20;

/** Has old payloads and rows deleted as the configuration says, a little at a time. */
export class Cleaning {
  readonly #step: (retention: Retention) => Promise<boolean>;
  readonly #retention: () => Retention;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  /** @param step cleans up a little and tells whether there is more to do */
  constructor(
    step: (retention: Retention) => Promise<boolean>,
    retention: () => Retention,
    firstMs = PAUSE_MS,
  ) {
    this.#step = step;
    this.#retention = retention;
    this.#wait(firstMs);
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
    const retention = this.#retention();
    const isForever = Object.values(retention).every((limit) => limit === null);
    // A step that fails is tried again at the next look.
    const more = isForever ? false : await this.#step(retention).catch(() => false);
    this.#wait(more ? PAUSE_MS : EVERY_MS);
  }
}
