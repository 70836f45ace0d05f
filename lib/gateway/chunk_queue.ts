import type { Readable } from "node:stream";

/** Beyond this many bytes that nobody has asked for yet, the sender has to wait. */
const HIGH_WATER_BYTES = 256 * 1024;

/**
 * Reads a node stream chunk by chunk. What has come since the last read is given in one piece: under
 * load, many small network chunks become few writes.
 */
export class ChunkQueue {
  readonly #source: Readable;
  #chunks: Uint8Array[] = [];
  #bytes = 0;
  #ended = false;
  #error: Error | null = null;
  #wake: (() => void) | null = null;

  /** `isComplete` tells, once the source has closed, whether all of it has come. */
  constructor(source: Readable, isComplete: () => boolean) {
    this.#source = source;
    source.on("data", (chunk: Uint8Array) => {
      this.#chunks.push(chunk);
      this.#bytes += chunk.length;
      if (this.#bytes > HIGH_WATER_BYTES) source.pause();
      this.#wake?.();
    });
    source.once("end", () => {
      if (isComplete()) this.#ended = true;
      else this.#error ??= new Error("the connection broke in the middle of the answer");
      this.#wake?.();
    });
    source.on("error", (error) => this.#fail(error));
    source.once("close", () => {
      if (!this.#ended) this.#fail(new Error("the connection broke in the middle of the answer"));
    });
  }

  /** What has come, `null` at the end. Rejects when the source broke. One call at a time. */
  async next(): Promise<Uint8Array | null> {
    while (this.#bytes === 0) {
      if (this.#error) throw this.#error;
      if (this.#ended) return null;
      await new Promise<void>((resolve) => this.#wake = resolve);
      this.#wake = null;
    }
    const bytes = this.#take();
    if (this.#source.isPaused()) this.#source.resume();
    return bytes;
  }

  #take(): Uint8Array {
    const [first] = this.#chunks;
    let bytes = first ?? new Uint8Array(0);
    if (this.#chunks.length > 1) {
      bytes = new Uint8Array(this.#bytes);
      let at = 0;
      for (const chunk of this.#chunks) {
        bytes.set(chunk, at);
        at += chunk.length;
      }
    }
    this.#chunks = [];
    this.#bytes = 0;
    return bytes;
  }

  #fail(error: Error) {
    this.#error ??= error;
    this.#wake?.();
  }
}
