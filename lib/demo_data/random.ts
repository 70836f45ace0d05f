/**
 * Numbers that look random and are the same for the same seed, in every version of Deno: the
 * generator sfc32 (https://pracrand.sourceforge.net/RNG_engines.txt). No secret may depend on it.
 */
export class Random {
  #a: number;
  #b: number;
  #c = 0x9e3779b9;
  #d = 1;

  /** @param stream tells apart independent sources of one seed */
  constructor(seed: number, stream = 0) {
    this.#a = seed | 0;
    this.#b = stream | 0;
    for (let round = 0; round < 12; round++) this.bits();
  }

  /** 32 bits, as an unsigned integer. */
  bits(): number {
    const sum = (this.#a + this.#b + this.#d++) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum | 0;
    return sum >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    return this.bits() / 4294967296;
  }

  /** A whole number from `least` to `most`, both inclusive. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** True in so many cases out of one. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  /** One of them. Throws RangeError when there is none. */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new RangeError("There is nothing to pick from.");
    return item;
  }

  /** One of them, by weight. Throws RangeError when all weights are zero. */
  weighted<T>(items: readonly T[], weightOf: (item: T) => number): T {
    let left = this.next() * items.reduce((sum, item) => sum + weightOf(item), 0);
    for (const item of items) {
      left -= weightOf(item);
      if (left < 0) return item;
    }
    throw new RangeError("There is nothing to pick from.");
  }

  /** Around a median, as sizes and durations are: many small ones, few large ones. */
  logNormal(median: number, sigma: number): number {
    // Box–Muller.
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * this.next()));
  }

  /** A random UUID (version 4), as the gateway gives to requests. */
  uuid(): string {
    const hex = [0, 0, 0, 0].map(() => this.bits().toString(16).padStart(8, "0")).join("");
    const variant = "89ab".charAt(parseInt(hex.charAt(16), 16) & 3);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${
      hex.slice(17, 20)
    }-${hex.slice(20)}`;
  }
}
