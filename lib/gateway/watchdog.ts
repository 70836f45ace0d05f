/** What a watchdog does and when. All times in milliseconds. */
export interface WatchdogOptions {
  /** Silence after which the upstream counts as dead. */
  idleMs: number;
  /** Silence after which the client is told that the connection lives. */
  keepAliveMs: number;
  /** The most that a stream may take in all. */
  totalMs: number;
  onIdle: () => void;
  onTotal: () => void;
  onSilence: () => void;
}

/**
 * Watches the silence of one upstream stream. It counts only while `waiting` is true: a client that
 * reads slowly must not look like a provider that is dead. One timer that looks at the clock when it
 * fires: re-arming a timer for each chunk would cost more than the chunk.
 */
export class Watchdog {
  readonly #options: WatchdogOptions;
  readonly #startedAt = performance.now();
  #heardAt = this.#startedAt;
  #toldAt = this.#startedAt;
  #waiting = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: WatchdogOptions) {
    this.#options = options;
    this.#arm(Math.min(options.keepAliveMs, options.idleMs));
  }

  /** A read of the upstream begins (`true`) or has brought something (`false`). */
  set waiting(waiting: boolean) {
    this.#waiting = waiting;
    this.#heardAt = performance.now();
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #arm(ms: number) {
    this.#timer = setTimeout(() => this.#look(), Math.max(1, Math.ceil(ms)));
  }

  #look() {
    const now = performance.now();
    const { idleMs, keepAliveMs, totalMs } = this.#options;
    if (now - this.#startedAt >= totalMs) return this.#options.onTotal();
    if (!this.#waiting) return this.#arm(Math.min(keepAliveMs, idleMs));
    const silent = now - this.#heardAt;
    if (silent >= idleMs) return this.#options.onIdle();
    const quiet = now - Math.max(this.#heardAt, this.#toldAt);
    if (quiet >= keepAliveMs) {
      this.#options.onSilence();
      this.#toldAt = now;
    }
    const nextWord = keepAliveMs - (now - Math.max(this.#heardAt, this.#toldAt));
    this.#arm(Math.min(nextWord, idleMs - silent));
  }
}
