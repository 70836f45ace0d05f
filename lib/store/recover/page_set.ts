/** A set of page numbers. */
export class PageSet {
  readonly #bits: Uint8Array;
  #size = 0;

  /** @param count the greatest number that it can hold */
  constructor(count: number) {
    this.#bits = new Uint8Array((count >> 3) + 1);
  }

  /** How many it has. */
  get size(): number {
    return this.#size;
  }

  add(page: number): void {
    if (!this.has(page)) this.#size++;
    this.#bits[page >> 3] = (this.#bits[page >> 3] ?? 0) | 1 << (page & 7);
  }

  has(page: number): boolean {
    return ((this.#bits[page >> 3] ?? 0) & 1 << (page & 7)) !== 0;
  }
}
