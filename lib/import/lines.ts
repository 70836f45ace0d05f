import { type RawRecord, RecordBytes, type Splitter } from "./record_bytes.ts";

const LF = 0x0a;

/** JSON Lines: a record is a line that is not empty. */
export class LineSplitter implements Splitter {
  readonly #record: RecordBytes;
  #line = 1;

  constructor(record = new RecordBytes()) {
    this.#record = record;
  }

  *push(chunk: Uint8Array): Generator<RawRecord> {
    let at = 0;
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, at)) {
      const record = this.#record.take(chunk.subarray(at, end), this.#line++);
      if (record !== null) yield record;
      at = end + 1;
    }
    this.#record.add(chunk.subarray(at));
  }

  *end(): Generator<RawRecord> {
    const record = this.#record.take(new Uint8Array(), this.#line);
    if (record !== null) yield record;
  }
}
