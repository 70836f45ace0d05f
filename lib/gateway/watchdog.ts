/** What a watchdog does and when. All times in milliseconds. */
export interface WatchdogOptions {
  /** The client is told that the connection lives when it has got nothing for so long. */
  keepAliveMs: number;
  /** The most that a stream may take in all. */
  totalMs: number;
  onIdle: () => void;
  onTotal: () => void;
  onSilence: () => void;
}

/**
 * Watches the silence of one stream, on both of its sides: the provider's, and what the client hears.
 * Both count only while `waiting` is true: a client that reads slowly must not look like a provider
 * that is dead. One timer that looks at the clock when it fires: re-arming a timer for each chunk
 * would cost more than the chunk.
 */
export class Watchdog {
  readonly #options: WatchdogOptions;
  readonly #startedAt = performance.now();
  /** When the provider last sent something. */
  #heardAt = this.#startedAt;
  /** When the client last got something. */
  #toldAt = this.#startedAt;
  #idleMs = Infinity;
  #waiting = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: WatchdogOptions) {
    this.#options = options;
    this.#arm(options.keepAliveMs);
  }

  /** From now on, a provider that is silent for so long counts as dead. */
  limitSilence(idleMs: number) {
    this.#idleMs = idleMs;
    this.heard();
    clearTimeout(this.#timer);
    this.#arm(Math.min(idleMs, this.#options.keepAliveMs));
  }

  /** The client asks for more (`true`), or has got something (`false`). */
  set waiting(waiting: boolean) {
    this.#waiting = waiting;
    this.#heardAt = this.#toldAt = performance.now();
  }

  /** The provider has sent something, which need not be for the client. */
  heard() {
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
    const { keepAliveMs, totalMs } = this.#options;
    if (now - this.#startedAt >= totalMs) return this.#options.onTotal();
    if (!this.#waiting) return this.#arm(Math.min(keepAliveMs, this.#idleMs));
    const silent = now - this.#heardAt;
    if (silent >= this.#idleMs) return this.#options.onIdle();
    if (now - this.#toldAt >= keepAliveMs) {
      this.#options.onSilence();
      this.#toldAt = now;
    }
    this.#arm(Math.min(keepAliveMs - (now - this.#toldAt), this.#idleMs - silent));
  }
}
