import type { DatabaseSync } from "node:sqlite";

/** A way to cut time into slots of one width, for which rollups are kept. */
export interface Zone {
  zone: number;
  /** Seconds that its time is ahead of UTC. */
  shift: number;
  /** Seconds of a slot. */
  width: number;
  /** The first slot that is kept. */
  since: number;
  /** The first slot that is not kept any more: it and later ones are not over yet. */
  until: number;
}

/** What {@link Zone.since} is where no exchange is older. */
export const COMPLETE = -1_000_000_000_000;

/** What {@link Zone.until} is where later exchanges are kept as well. */
export const OPEN = 1_000_000_000_000;
const DAY = 86_400;

/** Quarter hours, from which all others are made; the only ones that every exchange is added to. */
export const QUARTERS: Zone = { zone: 0, shift: 0, width: 900, since: COMPLETE, until: OPEN };

/** Days of UTC. Other offsets get zones of their own once somebody asks for them. */
export const DAYS = { zone: 1, shift: 0, width: DAY } as const;

/** For sums over years. */
export const LONGS = { zone: 2, shift: 0, width: 32 * DAY } as const;

/** All zones that there are, by the width of their slots, the widest first. */
export function zonesOf(db: DatabaseSync): Zone[] {
  return db.prepare("SELECT zone, shift, width, since, until FROM zones ORDER BY width DESC, zone")
    .all().map((row) => ({
      zone: Number(row.zone),
      shift: Number(row.shift),
      width: Number(row.width),
      since: Number(row.since),
      until: Number(row.until),
    }));
}
