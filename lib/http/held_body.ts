/**
 * A body whose last byte waits. Who has the whole answer then knows that what was waited for has
 * happened, and everything before the last byte is on its way meanwhile.
 */
export class HeldBody extends ReadableStream<Uint8Array> {
  /** All bytes; at least one. */
  readonly bytes: Uint8Array;
  /** The last byte goes out when it resolves. */
  readonly until: Promise<void>;

  constructor(bytes: Uint8Array, until: Promise<void>) {
    const parts = [bytes.subarray(0, -1), bytes.subarray(-1)];
    super({
      async pull(controller) {
        const part = parts.shift();
        if (parts.length === 0) await until;
        if (part) controller.enqueue(part);
        if (parts.length === 0) controller.close();
      },
    }, { highWaterMark: 0 });
    this.bytes = bytes;
    this.until = until;
  }
}
