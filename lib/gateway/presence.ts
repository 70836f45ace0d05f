import type { ApiError } from "../http/error.ts";
import { ClientLeft } from "./call.ts";

/** The life of one exchange: its signal is aborted, with an ApiError, when it must not go on. */
export interface Presence {
  signal: AbortSignal;
  /** The exchange is over: nothing can end it any more. */
  release(): void;
}

/** All exchanges that run now. */
export class Presences {
  readonly #running = new Set<AbortController>();

  /** How many exchanges run. */
  get size(): number {
    return this.#running.size;
  }

  /** Follows one client until `release()`: when it leaves, the reason is {@link ClientLeft}. */
  follow(client: AbortSignal): Presence {
    const controller = new AbortController();
    const leave = () => controller.abort(new ClientLeft());
    this.#running.add(controller);
    client.addEventListener("abort", leave, { once: true });
    if (client.aborted) leave();
    return {
      signal: controller.signal,
      release: () => {
        this.#running.delete(controller);
        client.removeEventListener("abort", leave);
      },
    };
  }

  /** Ends all exchanges that run. Their clients are told `reason`. */
  end(reason: ApiError) {
    for (const controller of this.#running) controller.abort(reason);
  }
}
