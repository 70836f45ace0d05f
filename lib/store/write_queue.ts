import type { Exchange } from "../types/exchange.ts";
import { withoutPayload } from "./bare.ts";
import type { Committed } from "./writer.ts";

/** How the store is. */
export interface StoreHealth {
  /** `degraded` while the disk refuses what waits. */
  status: "ok" | "degraded";
  /** Whether exchanges are committed all the same, to another file. */
  isKept?: boolean;
  /** Why it is degraded, and what to do. */
  reason?: string;
  /** Exchanges that are not committed yet. */
  waiting: number;
}

/** What the queue works with. */
export interface QueueOptions {
  /** Writes a batch, and what else waits, as one transaction. A rejection counts as a refusal. */
  commit: (batch: Exchange[]) => Promise<Committed>;
  /** Whether `commit` has something to write beside exchanges. */
  hasMore?: () => boolean;
  /** Bytes that may wait in memory; beyond it the oldest lose their payloads, then are given up. */
  maxWaitingBytes: number;
  /** Milliseconds between two tries while the disk refuses. */
  retryMs: number;
  /** Hears what the user should know: the disk refuses, exchanges are lost. */
  onProblem: (message: string) => void;
  /** Hears that the disk is back. */
  onNotice: (message: string) => void;
}

interface Waiting {
  exchange: Exchange;
  bytes: number;
  done: () => void;
}

/** One batch stays small enough that handing it over does not hold up the main thread. */
const BATCH = { exchanges: 100, bytes: 4 * 1024 * 1024 };

/** What an exchange weighs without its payloads, roughly. */
const FACTS_BYTES = 2048;

/**
 * The exchanges on their way to the disk. One batch is under way at a time; what comes meanwhile is
 * the next one, so that the busier the server, the larger its transactions (group commit).
 */
export class WriteQueue {
  readonly #options: QueueOptions;
  #queue: Waiting[] = [];
  #underWay: Waiting[] = [];
  #bytes = 0;
  #reason: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;
  #closed = false;
  #draining: Promise<void> = Promise.resolve();

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  /** Resolves when the exchange is committed, at once while the disk refuses. Never rejects. */
  add(exchange: Exchange): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const bytes = weigh(exchange);
    this.#queue.push({ exchange, bytes, done: resolve });
    this.#bytes += bytes;
    if (this.#reason !== null) resolve();
    void this.drain();
    return promise;
  }

  /** How it goes, and how many exchanges are not committed yet. */
  health(): StoreHealth {
    const waiting = this.#queue.length + this.#underWay.length;
    if (this.#reason !== null) return { status: "degraded", reason: this.#reason, waiting };
    return { status: "ok", waiting };
  }

  /** Writes what waits, until nothing does or the disk refuses. */
  drain(): Promise<void> {
    if (!this.#busy) this.#draining = this.#drain();
    return this.#draining;
  }

  /** Writes what waits, with one more try if the disk refuses; then gives up and says so. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.drain();
    if (this.#queue.length > 0) await this.drain();
    clearTimeout(this.#timer);
    if (this.#queue.length === 0) return;
    this.#options.onProblem(
      `${this.#queue.length} exchanges could not be written and are lost. ${this.#reason}`,
    );
  }

  async #drain() {
    this.#busy = true;
    clearTimeout(this.#timer);
    while (this.#queue.length > 0 || this.#options.hasMore?.()) {
      this.#takeBatch();
      const { refusal, lost } = await this.#commit();
      const batch = this.#underWay;
      this.#underWay = [];
      if (lost > 0) this.#options.onProblem(`${lost} exchanges cannot be stored and are lost.`);
      if (refusal !== null) {
        this.#refused(batch, refusal);
        break;
      }
      if (batch.length > 0) this.#settle(batch);
    }
    // No await before this line: who adds an exchange next must find the queue idle.
    this.#busy = false;
  }

  #takeBatch() {
    let bytes = 0;
    const end = this.#queue.findIndex((waiting, index) => {
      bytes += waiting.bytes;
      return index > 0 && (index >= BATCH.exchanges || bytes > BATCH.bytes);
    });
    this.#underWay = this.#queue.splice(0, end === -1 ? this.#queue.length : end);
  }

  async #commit(): Promise<Committed> {
    try {
      return await this.#options.commit(this.#underWay.map(({ exchange }) => exchange));
    } catch (error) {
      return { refusal: error instanceof Error ? error.message : String(error), lost: 0 };
    }
  }

  #settle(batch: Waiting[]) {
    for (const { bytes, done } of batch) {
      this.#bytes -= bytes;
      done();
    }
    if (this.#reason === null) return;
    this.#reason = null;
    this.#options.onNotice("The database accepts writes again.");
  }

  #refused(batch: Waiting[], reason: string) {
    this.#queue = [...batch, ...this.#queue];
    if (reason !== this.#reason) {
      this.#options.onProblem(`${reason} Finished exchanges wait in memory.`);
    }
    this.#reason = reason;
    this.#shed();
    for (const { done } of this.#queue) done();
    if (!this.#closed) this.#timer = setTimeout(() => void this.drain(), this.#options.retryMs);
  }

  /**
   * Keeps memory within its bound: the money of an exchange is worth more than its text. Only when
   * no batch is under way, whose exchanges are the oldest and would be passed over.
   */
  #shed() {
    const max = this.#options.maxWaitingBytes;
    for (const waiting of this.#queue) {
      if (this.#bytes <= max) return;
      this.#bytes -= waiting.bytes - FACTS_BYTES;
      waiting.bytes = FACTS_BYTES;
      waiting.exchange = withoutPayload(waiting.exchange, "dropped while the disk refused writes");
    }
    const excess = Math.ceil((this.#bytes - max) / FACTS_BYTES);
    if (excess <= 0) return;
    this.#queue.splice(0, excess).forEach(({ done }) => done());
    this.#bytes -= excess * FACTS_BYTES;
    this.#options.onProblem(
      `The memory for waiting exchanges is full: the ${excess} oldest are lost.`,
    );
  }
}

/** Bytes in memory; a character takes two at most. */
function weigh({ request, response }: Exchange): number {
  return FACTS_BYTES + 2 * (request.length + (response?.length ?? 0));
}
