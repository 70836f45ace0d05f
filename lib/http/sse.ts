/** One server-sent event. `event` is `"message"` unless the sender named it. */
export interface SseEvent {
  event: string;
  data: string;
}

/** One block of an event stream with its own bytes, the blank line included. */
export interface SseFrame {
  bytes: Uint8Array;
  /** `null` for a block without data: comments, `retry:`, stray blank lines. */
  event: SseEvent | null;
}

/** The most bytes that one event may take; beyond it a stream is not one we can read. */
export const MAX_FRAME_BYTES = 64 * 1024 * 1024;

const LF = 10;
const CR = 13;
const decoder = new TextDecoder();

/**
 * Cuts the bytes of an event stream into frames, wherever the network cut them. Joined again, the
 * frames are the bytes that came in: that is what passthrough needs and a parser of events alone
 * does not give. Line ends are LF, CR LF or CR, as the HTML standard's event stream says.
 */
export class SseSplitter {
  /** Bytes of a frame that is not complete: the first `#length` of it. Grows by doubling. */
  #pending: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #length = 0;
  /** How many of them are known to hold no frame end. */
  #scanned = 0;

  /** The frames that are complete after these bytes. Throws RangeError when a frame is too large. */
  push(chunk: Uint8Array): SseFrame[] {
    const bytes = this.#length === 0 ? chunk : this.#append(chunk);
    const frames: SseFrame[] = [];
    let start = 0;
    let end = frameEnd(bytes, this.#scanned);
    while (end !== -1) {
      frames.push(frameOf(bytes.subarray(start, end)));
      start = end;
      end = frameEnd(bytes, start);
    }
    const waits = bytes !== chunk && start === 0;
    if (!waits) this.#keep(bytes.subarray(start));
    if (this.#length > MAX_FRAME_BYTES) throw new RangeError("an event of the stream is too large");
    // A blank line may lie across two chunks: its first bytes have to be looked at again.
    this.#scanned = Math.max(0, this.#length - 3);
    return frames;
  }

  /** What stands after the last blank line: a frame that the sender did not close, or `null`. */
  flush(): SseFrame | null {
    const rest = this.#pending.subarray(0, this.#length);
    this.#keep(new Uint8Array(0));
    this.#scanned = 0;
    return rest.length === 0 ? null : frameOf(rest);
  }

  /** A copy: a view of a few bytes would keep the network's whole buffer alive. */
  #keep(rest: Uint8Array) {
    this.#pending = new Uint8Array(rest);
    this.#length = rest.length;
  }

  #append(chunk: Uint8Array): Uint8Array {
    const length = this.#length + chunk.length;
    if (length > this.#pending.length) {
      const larger = new Uint8Array(Math.max(length, this.#pending.length * 2));
      larger.set(this.#pending.subarray(0, this.#length));
      this.#pending = larger;
    }
    this.#pending.set(chunk, this.#length);
    this.#length = length;
    return this.#pending.subarray(0, length);
  }
}

/** The offset just after the first blank line at or after `from`; -1 when there is none yet. */
function frameEnd(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte !== LF && byte !== CR) continue;
    const next = lineEnd(bytes, at);
    const after = next < bytes.length ? lineEnd(bytes, next) : next;
    // A CR at the very end may be half of a CR LF: wait for the next byte.
    if (after > next) return bytes[after - 1] === CR && after === bytes.length ? -1 : after;
  }
  return -1;
}

/** `at` itself unless a line ends there; else the offset after the line's end. */
function lineEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at] === LF) return at + 1;
  if (bytes[at] === CR) return bytes[at + 1] === LF ? at + 2 : at + 1;
  return at;
}

function frameOf(bytes: Uint8Array): SseFrame {
  return { bytes, event: parseEvent(decoder.decode(bytes)) };
}

/** Reads the fields of one block; `null` when it has no data. */
export function parseEvent(block: string): SseEvent | null {
  let event = "message";
  const data: string[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const colon = line.indexOf(":");
    const field = colon === -1 ? line : line.slice(0, colon);
    if (field !== "data" && field !== "event") continue;
    const raw = colon === -1 ? "" : line.slice(colon + 1);
    const value = raw.startsWith(" ") ? raw.slice(1) : raw;
    if (field === "data") data.push(value);
    else if (value !== "") event = value;
  }
  return data.length === 0 ? null : { event, data: data.join("\n") };
}
