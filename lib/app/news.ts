import type { News } from "../ui/live.ts";

/** Open pages hear of new exchanges at most once in this time, in milliseconds. */
const EVERY_MS = 500;
/** Proxies close a stream that is silent for long. */
const KEEP_ALIVE_MS = 15_000;
/** A reader who does not read need not be told the same again. */
const UNREAD = 16;

interface Reader {
  send(text: string): void;
  close(): void;
}

/** Tells open pages that there is something new. Nothing is done while nobody listens. */
export class NewsDesk {
  readonly #readers = new Set<Reader>();
  readonly #waiting = new Set<News>();
  readonly #everyMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(everyMs = EVERY_MS) {
    this.#everyMs = everyMs;
  }

  /** There is news; it is told soon, and once for all that comes until then. */
  tell(news: News): void {
    if (this.#readers.size === 0) return;
    this.#waiting.add(news);
    this.#timer ??= setTimeout(() => this.#deliver(), this.#everyMs);
  }

  /** The news as a stream of server-sent events, until the reader leaves. */
  stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const encoder = new TextEncoder();
    let leave = () => {};
    return new ReadableStream({
      start: (controller) => {
        const reader: Reader = {
          send(text) {
            if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(text));
          },
          close() {
            leave();
            controller.close();
          },
        };
        const timer = setInterval(() => reader.send(": still here\n\n"), KEEP_ALIVE_MS);
        Deno.unrefTimer(timer);
        leave = () => {
          clearInterval(timer);
          this.#readers.delete(reader);
        };
        this.#readers.add(reader);
        reader.send("retry: 2000\n\n");
      },
      cancel: () => leave(),
    }, { highWaterMark: UNREAD });
  }

  /** Ends all streams: the server stops. Who comes again is told what happens from then on. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.clear();
    for (const reader of this.#readers) reader.close();
  }

  #deliver() {
    this.#timer = undefined;
    const text = [...this.#waiting].map((news) => `event: ${news}\ndata: {}\n\n`).join("");
    this.#waiting.clear();
    for (const reader of this.#readers) reader.send(text);
  }
}
