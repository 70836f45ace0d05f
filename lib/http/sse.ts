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
  #pending: Uint8Array = new Uint8Array(0);
  /** Bytes of `#pending` that are known to hold no frame end. */
  #scanned = 0;

  /** The frames that are complete after these bytes. Throws RangeError when a frame is too large. */
  push(chunk: Uint8Array): SseFrame[] {
    const bytes = this.#pending.length === 0 ? chunk : join(this.#pending, chunk);
    const frames: SseFrame[] = [];
    let start = 0;
    let end = frameEnd(bytes, this.#scanned);
    while (end !== -1) {
      frames.push(frameOf(bytes.subarray(start, end)));
      start = end;
      end = frameEnd(bytes, start);
    }
    this.#keep(bytes.subarray(start), bytes !== chunk && start === 0);
    return frames;
  }

  /** What stands after the last blank line: a frame that the sender did not close, or `null`. */
  flush(): SseFrame | null {
    const rest = this.#pending;
    this.#pending = new Uint8Array(0);
    this.#scanned = 0;
    return rest.length === 0 ? null : frameOf(rest);
  }

  #keep(rest: Uint8Array, isOurs: boolean) {
    if (rest.length > MAX_FRAME_BYTES) throw new RangeError("an event of the stream is too large");
    // A copy: a view of a few bytes would keep the network's whole buffer alive.
    this.#pending = isOurs ? rest : rest.slice();
    // A blank line may lie across two chunks: its first bytes have to be looked at again.
    this.#scanned = Math.max(0, rest.length - 3);
  }
}

function join(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
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
