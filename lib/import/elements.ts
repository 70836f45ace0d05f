import { type RawRecord, RecordBytes, type Splitter } from "./record_bytes.ts";

const LF = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * A JSON array: a record is an element. What stands before the first bracket (`{"data":`) and after
 * the one that closes it is left alone. Of a broken element only brackets and strings count, so that
 * the next one is found again.
 */
export class ElementSplitter implements Splitter {
  readonly #record: RecordBytes;
  #state: "before" | "inside" | "after" = "before";
  /** Open brackets and braces within the element. */
  #depth = 0;
  #inString = false;
  #escaped = false;
  #line = 1;
  /** Where the element begins; `null` before it does. */
  #begun: number | null = null;

  constructor(record = new RecordBytes()) {
    this.#record = record;
  }

  *push(chunk: Uint8Array): Generator<RawRecord> {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const code = chunk[at] ?? 0;
      if (code === LF) this.#line++;
      if (this.#state !== "inside") {
        if (this.#state === "before" && code === OPEN_BRACKET) {
          this.#state = "inside";
          from = at + 1;
        }
        continue;
      }
      if (this.#begun === null && code > 0x20) this.#begun = this.#line;
      if (!this.#ends(code)) continue;
      const record = this.#take(chunk.subarray(from, at));
      if (record !== null) yield record;
      from = at + 1;
      if (code === CLOSE_BRACKET) this.#state = "after";
    }
    if (this.#state === "inside") this.#record.add(chunk.subarray(from));
  }

  *end(): Generator<RawRecord> {
    if (this.#state === "after") return;
    const line = this.#begun ?? this.#line;
    yield { line, problem: "is cut off: the list that it belongs to is not closed" };
  }

  /** Whether the element ends before this byte. */
  #ends(code: number): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (code === BACKSLASH) this.#escaped = true;
      else if (code === QUOTE) this.#inString = false;
      return false;
    }
    if (code === QUOTE) this.#inString = true;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) this.#depth++;
    else if (this.#depth === 0) return code === COMMA || code === CLOSE_BRACKET;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) this.#depth--;
    return false;
  }

  #take(last: Uint8Array): RawRecord | null {
    const record = this.#record.take(last, this.#begun ?? this.#line);
    this.#begun = null;
    return record;
  }
}
