/** How much is done at once. */
export interface Bounds {
  /** So many rows are sorted or counted at once; a list of more is read from an index, in steps. */
  few: number;
  /** So many rows are looked at in one step: about 4 ms. */
  step: number;
  /** How long each half of an answer in a hurry may take, in milliseconds; a step may be longer. */
  hurryMs: number;
}

/** For millions of rows. */
export const BOUNDS: Bounds = { few: 10_000, step: 2_500, hurryMs: 8 };
