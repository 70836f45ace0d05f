import { SseSplitter } from "../http/sse.ts";
import type { StreamReader } from "./dialect.ts";
import { joined } from "./joined.ts";
import type { Next } from "./read.ts";
import { connectionError } from "./upstream_error.ts";

const END_OF_EVENT = new TextEncoder().encode("\n\n");

/** One streamed answer: takes the provider's bytes, gives the client's. */
export class AnswerStream {
  /** What has been read so far, for the ledger. */
  readonly reader: StreamReader;
  /** Called whenever the provider has sent something, also where the client gets nothing of it. */
  onBytes: () => void;
  readonly #next: Next;
  readonly #splitter = new SseSplitter();
  /** The client's bytes that were made by {@link begin}. */
  #held: Uint8Array[] = [];
  #begun = false;
  #over = false;
  /** What broke after bytes that still go to the client. */
  #failure: unknown = null;

  constructor(next: Next, reader: StreamReader, onBytes: () => void) {
    this.#next = next;
    this.reader = reader;
    this.onBytes = onBytes;
  }

  /** Whether the answer is complete: what {@link next} has given is all there is before `[DONE]`. */
  get over(): boolean {
    return this.#over && this.#held.length === 0 && this.#failure === null;
  }

  /**
   * Reads until the answer has begun, so that one which breaks before that can be asked for again;
   * comments are no beginning. Rejects with ApiError.
   */
  async begin(): Promise<void> {
    while (!this.#begun && !this.#over) {
      const bytes = await this.#advance();
      if (bytes) this.#held.push(bytes);
    }
  }

  /** The next bytes for the client; `null` when the answer is complete. Rejects with ApiError. */
  async next(): Promise<Uint8Array | null> {
    const held = joined(this.#held);
    this.#held = [];
    if (held) return held;
    if (this.#failure !== null) throw this.#failure;
    while (!this.#over) {
      const bytes = await this.#advance();
      if (bytes) return bytes;
    }
    return null;
  }

  /** Reads what is left after the terminal event, so that the connection can be used again. */
  async drain(): Promise<void> {
    while (await this.#next() !== null);
  }

  async #advance(): Promise<Uint8Array | null> {
    const bytes = await this.#next();
    this.onBytes();
    const pieces: Uint8Array[] = [];
    try {
      if (bytes === null) this.#readRest(pieces);
      else this.#read(bytes, pieces);
      if (bytes === null || this.reader.done) this.#finish(pieces);
    } catch (thrown) {
      const error = thrown instanceof RangeError
        ? connectionError("The provider sent an event too large to read.")
        : thrown;
      if (!this.#begun || pieces.length === 0) throw error;
      this.#failure = error;
      this.#over = true;
    }
    return joined(pieces);
  }

  #read(bytes: Uint8Array, pieces: Uint8Array[]) {
    for (const frame of this.#splitter.push(bytes)) {
      if (this.reader.done) break;
      const piece = this.reader.push(frame);
      if (piece === null) continue;
      pieces.push(piece);
      this.#begun ||= frame.event !== null;
    }
  }

  /** A sender may leave out the blank line after its last event. */
  #readRest(pieces: Uint8Array[]) {
    const frame = this.#splitter.flush();
    const piece = frame ? this.reader.push(frame) : null;
    if (piece === null) return;
    pieces.push(piece);
    if (frame?.event) pieces.push(END_OF_EVENT);
  }

  #finish(pieces: Uint8Array[]) {
    const rest = this.reader.end();
    if (rest) pieces.push(rest);
    this.#over = true;
  }
}
