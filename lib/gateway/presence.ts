import { ApiError } from "../http/error.ts";

/** Why an exchange ends whose client has left; nobody is there to be told. */
export class ClientLeft extends ApiError {
  constructor() {
    super("The client closed the connection.", {
      status: 499,
      type: "client_closed_request",
      code: "client_closed_request",
    });
  }
}

/** The life of one exchange. */
export interface Presence {
  /** Aborted, with an ApiError as its reason, when the exchange must not go on. */
  signal: AbortSignal;
  /** The exchange must not go on: all that it has begun ends. */
  end(reason: ApiError): void;
  /** The exchange is over: neither its client nor {@link Presences.end} can end it any more. */
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
      end: (reason) => controller.abort(reason),
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
