import type { Exchange } from "../types/exchange.ts";
import type { StoreHealth } from "./write_queue.ts";
import type { Committed } from "./writer.ts";

/** What a {@link Rescue} works with. */
export interface RescueOptions {
  /** Where exchanges are kept meanwhile. */
  path: string;
  /** Writes exchanges there. */
  write: (exchanges: readonly Exchange[]) => Promise<Committed>;
  /** Hears what the user should know. */
  onProblem: (message: string) => void;
}

/**
 * Keeps exchanges that a damaged database cannot take in a ledger of their own: nothing is lost, and
 * nothing more is written to the damaged file. It lasts until the server is restarted.
 */
export class Rescue {
  readonly #options: RescueOptions;
  #reason: string | null = null;

  constructor(options: RescueOptions) {
    this.#options = options;
  }

  /** @param usual writes the exchanges where they belong */
  async commit(
    exchanges: readonly Exchange[],
    usual: () => Promise<Committed>,
  ): Promise<Committed> {
    if (this.#reason === null) {
      const committed = await usual();
      if (committed.isDamaged !== true || committed.refusal === null) return committed;
      this.#reason = `${committed.refusal} New requests are kept in ${this.#options.path}.`;
      this.#options.onProblem(this.#reason);
    }
    return this.#options.write(exchanges);
  }

  /** Whether exchanges go elsewhere. */
  get isOn(): boolean {
    return this.#reason !== null;
  }

  /** How the store is, given how its queue is. */
  health(queue: StoreHealth): StoreHealth {
    if (this.#reason === null || queue.status === "degraded") return queue;
    return { ...queue, status: "degraded", reason: this.#reason, isKept: true };
  }
}
