import type { Range } from "./range.ts";

/** What every page knows of its viewer and of the moment at which it was made. */
export interface View {
  /** Milliseconds since the epoch. */
  now: number;
  /** The viewer's time zone, an IANA name. */
  zone: string;
  /** Minutes that its clocks are east of UTC now. */
  offset: number;
  /** The date there, `YYYY-MM-DD`. */
  today: string;
  range: Range;
  /** Only what belongs to this project. */
  project: string | null;
  /** Requests that run now. */
  inFlight: number;
}
