import type { DatabaseSync } from "node:sqlite";
import { fromSlots } from "./schema.ts";
import { COMPLETE, DAYS, LONGS, QUARTERS, type Zone, zonesOf } from "./zone.ts";

/** How many days are made in one transaction: no exchange waits for it long. */
const STEP = 7;
/** More would make each change of an old row dear. A person has two: summer and winter. */
const MOST = 8;

/**
 * Makes a part of the rollups that are wider than quarter hours, for UTC and for an offset from it:
 * what is over by now, then what lies further back. Returns whether all is done: else it wants to be
 * called again.
 *
 * @param offset minutes east of UTC
 * @param now milliseconds since the epoch
 */
export function fillZones(db: DatabaseSync, offset: number, now: number): boolean {
  const first = firstSecond(db);
  if (first === null) return true;
  const shift = offset * 60;
  const days = zoneOf(db, DAYS, now);
  if (!fillStep(db, { zone: days, base: QUARTERS, first, now })) return false;
  const longs = zoneOf(db, LONGS, now);
  if (!fillStep(db, { zone: longs, base: zoneOf(db, DAYS, now), first, now })) return false;
  if (shift % QUARTERS.width !== 0 || shift === DAYS.shift) return true;
  const zones = zonesOf(db).filter(({ width }) => width === DAYS.width);
  const isKnown = zones.some((zone) => zone.shift === shift);
  if (!isKnown && zones.length >= MOST) return true;
  const zone = zoneOf(db, { shift, width: DAYS.width }, now);
  return fillStep(db, { zone, base: QUARTERS, first, now });
}

interface Fill {
  zone: Zone;
  base: Pick<Zone, "zone" | "shift" | "width">;
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
  { shift, width }: Pick<Zone, "shift" | "width">,
  now: number,
): Zone {
  const zones = zonesOf(db);
  const known = zones.find((zone) => zone.shift === shift && zone.width === width);
  if (known) return known;
  const [fixed] = [DAYS, LONGS].filter((zone) => zone.shift === shift && zone.width === width);
  const number = fixed?.zone ?? Math.max(LONGS.zone, ...zones.map(({ zone }) => zone)) + 1;
  const over = Math.floor((now / 1000 + shift) / width);
  const made: Zone = { zone: number, shift, width, since: over, until: over };
  db.prepare("INSERT INTO zones VALUES (?, ?, ?, ?, ?)").run(number, shift, width, over, over);
  return made;
}

function firstSecond(db: DatabaseSync): number | null {
  const oldest = db.prepare("SELECT MIN(slot) AS slot FROM rollups WHERE zone = ?")
    .get(QUARTERS.zone)?.slot;
  return typeof oldest === "number" ? oldest * QUARTERS.width : null;
}
