/** One record of a file: its text, or what is wrong with it. Lines count from 1. */
export type RawRecord = { line: number; text: string } | { line: number; problem: string };

/** Cuts a file that comes in chunks into its records. Chunks may end anywhere. */
export interface Splitter {
  /** The records that end in this chunk, whose bytes may change afterwards. */
  push(chunk: Uint8Array): Generator<RawRecord>;
  /** The record that the file's end ends. */
  end(): Generator<RawRecord>;
}

/** A longer record is refused: it would take the memory that the whole file must not take. */
const MOST_BYTES = 256 * 1024 * 1024;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Gathers the bytes of one record from the chunks that it lies in. */
export class RecordBytes {
  readonly #most: number;
  #parts: Uint8Array[] = [];
  #length = 0;

  constructor(most = MOST_BYTES) {
    this.#most = most;
  }

  /** A part that is not the last. */
  add(part: Uint8Array): void {
    this.#length += part.length;
    if (this.#length > this.#most) this.#parts = [];
    else if (part.length > 0) this.#parts.push(part.slice());
  }

  /** The record with its last part; `null` for nothing but white space. Begins a new one. */
  take(last: Uint8Array, line: number): RawRecord | null {
    const length = this.#length + last.length;
    const parts = this.#parts;
    this.#parts = [];
    this.#length = 0;
    if (length > this.#most) {
      return { line, problem: `is longer than ${this.#most >> 20} MiB` };
    }
    const bytes = parts.length === 0 ? last : joined([...parts, last], length);
    try {
      const text = decoder.decode(bytes);
      return text.trim() === "" ? null : { line, text };
    } catch {
      return { line, problem: "is no UTF-8" };
    }
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
