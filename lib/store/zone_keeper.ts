/**
 * Has the days of a time zone summed up once somebody has asked for them: until that is done, reports
 * add up quarter hours.
 */
export class ZoneKeeper {
  readonly #fill: (offset: number) => Promise<boolean>;
  readonly #wanted = new Set<number>();

  /** @param fill does a part of the work and tells whether all is done */
  constructor(fill: (offset: number) => Promise<boolean>) {
    this.#fill = fill;
  }

  /**
   * Resolves when the zone is there; it never rejects, and a zone that was wanted is not made twice.
   *
   * @param offset minutes east of UTC
   */
  async want(offset: number): Promise<void> {
    if (this.#wanted.has(offset)) return;
    this.#wanted.add(offset);
    try {
      while (!await this.#fill(offset));
    } catch {
      // The store is closing, or its worker died: the next start does it.
    }
  }
}
