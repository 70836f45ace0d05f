/** How often it is looked whether days are over, in milliseconds. */
const AGAIN_MS = 900_000;

/**
 * Has the days of time zones summed up, those that are over and those of offsets for which somebody
 * asks: until that is done, reports add up quarter hours.
 */
export class ZoneKeeper {
  readonly #fill: (offset: number) => Promise<boolean>;
  /** When each offset was last looked after. */
  readonly #seen = new Map<number, number>();

  /** @param fill does a part of the work and tells whether all is done */
  constructor(fill: (offset: number) => Promise<boolean>) {
    this.#fill = fill;
  }

  /**
   * Resolves when the days are there; it never rejects, and looks after an offset every quarter of an
   * hour at most.
   *
   * @param offset minutes east of UTC
   * @param now milliseconds since any moment
   */
  async want(offset: number, now: number): Promise<void> {
    const seen = this.#seen.get(offset);
    if (seen !== undefined && now - seen < AGAIN_MS) return;
    this.#seen.set(offset, now);
    try {
      while (!await this.#fill(offset));
    } catch {
      // The store is closing, or its worker died: the next start does it.
    }
  }
}

/** The offsets that this machine's clock has within a year, in minutes east of UTC. */
export function localOffsets(year: number): number[] {
  const months = Array.from({ length: 12 }, (_, month) => new Date(year, month, 1));
  return [...new Set(months.map((day) => -day.getTimezoneOffset()))];
}
