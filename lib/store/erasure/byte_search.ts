import { Buffer } from "node:buffer";

/** How much of a file is looked at in one piece. */
const CHUNK = 1 << 20;
/** By so many bytes at its beginning a word is told from others. */
const HEAD = 4;

/** Looks for many words in files of any size, as `grep -a` would. */
export class ByteSearch {
  /** By the first bytes, words that begin with them. */
  readonly #words = new Map<number, Buffer[]>();
  /** Marks half of the first bytes: a look at it settles nearly every place. */
  readonly #maybe = new Uint8Array(1 << 16);
  #longest = 0;

  /** @param words of four bytes or more */
  constructor(words: Iterable<string>) {
    for (const word of words) {
      const bytes = Buffer.from(word);
      if (bytes.length < HEAD) continue;
      const head = bytes.readUInt32LE(0);
      this.#words.set(head, [...this.#words.get(head) ?? [], bytes]);
      this.#maybe[head & 0xffff] = 1;
      this.#longest = Math.max(this.#longest, bytes.length);
    }
  }

  /** In how many places of a file a word stands; 0 where there is no file. */
  async count(path: string): Promise<number> {
    if (this.#longest === 0) return 0;
    const file = await open(path);
    if (file === null) return 0;
    try {
      const buffer = Buffer.alloc(CHUNK + this.#longest);
      let count = 0;
      let kept = 0;
      for (;;) {
        const read = await file.read(buffer.subarray(kept));
        const end = kept + (read ?? 0);
        // A word that begins in the last bytes may go on in the next piece.
        const starts = read === null ? end : Math.max(0, end - this.#longest + 1);
        count += this.#countIn(buffer.subarray(0, end), starts);
        if (read === null) return count;
        buffer.copyWithin(0, starts, end);
        kept = end - starts;
      }
    } finally {
      file.close();
    }
  }

  #countIn(bytes: Buffer, starts: number): number {
    let count = 0;
    for (let at = 0; at < starts; at++) {
      const low = (bytes[at] ?? 0) | (bytes[at + 1] ?? 0) << 8;
      if (this.#maybe[low] === 0 || at + HEAD > bytes.length) continue;
      const words = this.#words.get(bytes.readUInt32LE(at));
      if (words?.some((word) => bytes.subarray(at, at + word.length).equals(word))) count++;
    }
    return count;
  }
}

async function open(path: string): Promise<Deno.FsFile | null> {
  try {
    return await Deno.open(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
