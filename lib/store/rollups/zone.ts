import type { DatabaseSync } from "node:sqlite";

/** A way to cut time into slots of one width. */
export interface Cut {
  /** Seconds that its time is ahead of UTC. */
  shift: number;
  /** Seconds of a slot. */
  width: number;
}

/** A cut for which rollups are kept. */
export interface Zone extends Cut {
  zone: number;
  /** Whether its rows are told apart by project; else each is over all projects (`project` is empty). */
  projects: boolean;
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
export const QUARTERS: Zone = {
  zone: 0,
  shift: 0,
  width: 900,
  projects: true,
  since: COMPLETE,
  until: OPEN,
};

/** What is true of the rows of all zones but quarter hours. */
export const IS_WIDE = `zone > ${QUARTERS.zone}`;

/** The index of wide slots by project: only of those, for no exchange has to wait for it. */
export const OF_PROJECT = "rollups_of_project";

/** Days of UTC. Other offsets get zones of their own once somebody asks for them. */
export const DAYS: Cut = { shift: 0, width: DAY };

/** For sums over years. */
export const LONGS: Cut = { shift: 0, width: 32 * DAY };

/** All zones that there are, by the width of their slots, the widest first. */
export function zonesOf(db: DatabaseSync): Zone[] {
  return db.prepare(
    "SELECT zone, shift, width, projects, since, until FROM zones ORDER BY width DESC, zone",
  ).all().map((row) => ({
    zone: Number(row.zone),
    shift: Number(row.shift),
    width: Number(row.width),
    projects: row.projects === 1,
    since: Number(row.since),
    until: Number(row.until),
  }));
}

/** The zones with this cut: at most one for each project, and one over all of them. */
export function zonesWith(zones: readonly Zone[], { shift, width }: Cut): Zone[] {
  return zones.filter((zone) => zone.shift === shift && zone.width === width);
}

/** Has a zone kept from now on. */
export function addZone(db: DatabaseSync, zone: Zone): void {
  db.prepare("INSERT INTO zones VALUES (?, ?, ?, ?, ?, ?)").run(
    ...[zone.zone, zone.shift, zone.width, zone.projects ? 1 : 0, zone.since, zone.until],
  );
}
