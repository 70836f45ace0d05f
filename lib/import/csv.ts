import { type RawRecord, RecordBytes, type Splitter } from "./record_bytes.ts";

const LF = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;

/** CSV (RFC 4180): a record ends at a line break that is not within quotes. */
export class CsvSplitter implements Splitter {
  readonly #record: RecordBytes;
  #state: "cell begins" | "plain" | "quoted" | "quote in quotes" = "cell begins";
  #line = 1;
  #begun = 1;

  constructor(record = new RecordBytes()) {
    this.#record = record;
  }

  *push(chunk: Uint8Array): Generator<RawRecord> {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const code = chunk[at] ?? 0;
      if (code === LF) this.#line++;
      if (!this.#ends(code)) continue;
      const record = this.#take(chunk.subarray(from, at));
      if (record !== null) yield record;
      from = at + 1;
    }
    this.#record.add(chunk.subarray(from));
  }

  *end(): Generator<RawRecord> {
    if (this.#state === "quoted") {
      yield { line: this.#begun, problem: "has a quote that is never closed" };
      return;
    }
    const record = this.#take(new Uint8Array());
    if (record !== null) yield record;
  }

  #ends(code: number): boolean {
    if (this.#state === "quoted") {
      if (code === QUOTE) this.#state = "quote in quotes";
      return false;
    }
    if (code === QUOTE) {
      // A quote within a plain cell is a letter like others.
      if (this.#state !== "plain") this.#state = "quoted";
      return false;
    }
    this.#state = code === COMMA || code === LF ? "cell begins" : "plain";
    return code === LF;
  }

  #take(last: Uint8Array): RawRecord | null {
    const record = this.#record.take(last, this.#begun);
    this.#begun = this.#line;
    return record;
  }
}

/** The cells of one record; `null` where something stands behind a closing quote. */
export function cellsOf(record: string): string[] | null {
  const text = record.endsWith("\r") ? record.slice(0, -1) : record;
  const cells: string[] = [];
  for (let at = 0;;) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    cells.push(cell.value);
    if (cell.end >= text.length) return cells;
    if (text[cell.end] !== ",") return null;
    at = cell.end + 1;
  }
}

function plainCell(text: string, at: number) {
  const comma = text.indexOf(",", at);
  const end = comma === -1 ? text.length : comma;
  return { value: text.slice(at, end), end };
}

function quotedCell(text: string, at: number) {
  let end = text.indexOf('"', at + 1);
  while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  if (end === -1) return { value: text.slice(at + 1), end: text.length };
  return { value: text.slice(at + 1, end).replaceAll('""', '"'), end: end + 1 };
}
