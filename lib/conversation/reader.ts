import type { Conversation, ReadingOptions } from "../types/conversation.ts";
import { shown } from "./shown.ts";
import type { Reading } from "./worker.ts";

/** How long a conversation may take, in milliseconds: hostile texts make Markdown slow. */
const PATIENCE_MS = 4000;

/** Reads conversations in a worker, one after the other. The first one starts it. */
export class ConversationReader {
  readonly #patienceMs: number;
  #worker: Worker | null = null;
  #giveUp = () => {};
  #isClosed = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(patienceMs = PATIENCE_MS) {
    this.#patienceMs = patienceMs;
  }

  /**
   * A request and its answer for people. Where Markdown takes too long texts come without it, where
   * even that fails payloads come as they are. Never rejects.
   */
  read(
    request: string | null,
    response: string | null,
    options: ReadingOptions = {},
  ): Promise<Conversation> {
    const reading = this.#last.then(async () =>
      await this.#ask({ request, response, options }) ??
        await this.#ask({ request, response, options: { ...options, markdown: false } }) ??
        asTexts(request, response)
    );
    this.#last = reading;
    return reading;
  }

  /** Ends the worker, if it was started. What is being read comes as it is. */
  close(): void {
    this.#isClosed = true;
    this.#giveUp();
  }

  /** `null` when the worker breaks or takes too long; the next question gets a new one. */
  #ask(reading: Reading): Promise<Conversation | null> {
    if (this.#isClosed) return Promise.resolve(null);
    const worker = this.#worker ??= new Worker(new URL("./worker.ts", import.meta.url), {
      type: "module",
    });
    return new Promise((resolve) => {
      const events = new AbortController();
      const { signal } = events;
      const settle = (answer: Conversation | null) => {
        clearTimeout(timer);
        events.abort();
        resolve(answer);
      };
      const giveUp = () => {
        worker.terminate();
        this.#worker = null;
        settle(null);
      };
      const timer = setTimeout(giveUp, this.#patienceMs);
      this.#giveUp = giveUp;
      worker.addEventListener("message", ({ data }) => settle(data), { signal });
      worker.addEventListener("error", (event) => {
        // Unhandled, it would end the whole server.
        event.preventDefault();
        giveUp();
      }, { signal });
      worker.postMessage(reading);
    });
  }
}

function asTexts(request: string | null, response: string | null): Conversation {
  const text = (payload: string | null) => payload === null ? null : shown(payload);
  return {
    ...{ messages: [], earlier: 0, answers: [], parameters: [], tools: [] },
    request: text(request),
    response: text(response),
  };
}
