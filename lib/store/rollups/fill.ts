import type { DatabaseSync } from "node:sqlite";
import { fromSlots } from "./schema.ts";
import {
  addZone,
  COMPLETE,
  type Cut,
  DAYS,
  LONGS,
  QUARTERS,
  type Zone,
  zonesOf,
  zonesWith,
} from "./zone.ts";

/** How many days are made in one transaction: no exchange waits for it long. */
const STEP = 7;
/** More offsets would make each change of an old row dear. A person has two: summer and winter. */
const MOST = 6;

/**
 * Makes a part of the rollups that are wider than quarter hours, for UTC and for an offset from it,
 * of each project and over all of them: what is over by now, then what lies further back. Returns
 * whether all is done: else it wants to be called again.
 *
 * @param offset minutes east of UTC
 * @param now milliseconds since the epoch
 */
export function fillZones(db: DatabaseSync, offset: number, now: number): boolean {
  const first = firstSecond(db);
  if (first === null) return true;
  const of = (cut: Cut, projects: boolean) => zoneOf(db, { ...cut, projects }, now);
  const isFilled = (cut: Cut, base: () => Zone) =>
    fillStep(db, { zone: of(cut, true), base: base(), first, now }) &&
    fillStep(db, { zone: of(cut, false), base: of(cut, true), first, now });
  if (!isFilled(DAYS, () => QUARTERS)) return false;
  if (!isFilled(LONGS, () => of(DAYS, true))) return false;
  const own = { shift: offset * 60, width: DAYS.width };
  if (own.shift % QUARTERS.width !== 0) return true;
  const zones = zonesOf(db).filter(({ width }) => width === DAYS.width);
  const isKnown = zonesWith(zones, own).length > 0;
  if (!isKnown && new Set(zones.map(({ shift }) => shift)).size >= MOST) return true;
  return isFilled(own, () => QUARTERS);
}

interface Fill {
  zone: Zone;
  base: Zone;
  /** The oldest second that has an exchange. */
  first: number;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Makes the next slots of a zone; `true` when there are none to make. */
function fillStep(db: DatabaseSync, { zone, base, first, now }: Fill): boolean {
  const { since, until, width, shift } = zone;
  const step = Math.max(1, STEP * DAYS.width / width);
  const slotOf = (second: number) => Math.floor((second + shift) / width);
  const over = slotOf(now / 1000);
  if (until < over) {
    const next = Math.min(until + step, over);
    make(db, zone, base, [until, next], { until: next });
    return false;
  }
  if (since === COMPLETE) return true;
  const oldest = slotOf(first);
  const next = Math.max(since - step, oldest);
  make(db, zone, base, [next, since], { since: next <= oldest ? COMPLETE : next });
  return false;
}

function make(
  db: DatabaseSync,
  zone: Zone,
  base: Fill["base"],
  [from, to]: [number, number],
  bounds: Partial<Pick<Zone, "since" | "until">>,
) {
  const { since, until } = { ...zone, ...bounds };
  const baseSlot = (slot: number) => (slot * zone.width - zone.shift + base.shift) / base.width;
  db.exec("BEGIN IMMEDIATE");
  try {
    if (from < to) db.prepare(fromSlots(base, zone)).run(baseSlot(from), baseSlot(to));
    db.prepare("UPDATE zones SET since = ?, until = ? WHERE zone = ?").run(since, until, zone.zone);
    db.exec("COMMIT");
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

/** A zone as it is; one that there was not yet is empty up to the slot that is running. */
function zoneOf(
  db: DatabaseSync,
  wanted: Pick<Zone, "shift" | "width" | "projects">,
  now: number,
): Zone {
  const zones = zonesOf(db);
  const known = zonesWith(zones, wanted).find(({ projects }) => projects === wanted.projects);
  if (known) return known;
  const over = Math.floor((now / 1000 + wanted.shift) / wanted.width);
  const zone = Math.max(...zones.map(({ zone }) => zone)) + 1;
  addZone(db, { ...wanted, zone, since: over, until: over });
  return { ...wanted, zone, since: over, until: over };
}

function firstSecond(db: DatabaseSync): number | null {
  const oldest = db.prepare("SELECT MIN(slot) AS slot FROM rollups WHERE zone = ?")
    .get(QUARTERS.zone)?.slot;
  return typeof oldest === "number" ? oldest * QUARTERS.width : null;
}
