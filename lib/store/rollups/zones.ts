import type { DatabaseSync } from "node:sqlite";
import { COMPLETE, fromQuarters, QUARTERS } from "./schema.ts";

const DAY = 86_400;
/** How many days are made in one transaction: no exchange waits for it long. */
const STEP = 60;
/** More would make each exchange dear. A person has two: summer and winter. */
const MOST = 8;

/**
 * Makes a part of the rollups by days of an offset from UTC, the newest first. Returns whether all
 * is done: else it wants to be called again.
 *
 * @param offset minutes east of UTC
 */
export function fillZone(db: DatabaseSync, offset: number): boolean {
  const shift = offset * 60;
  if (shift % QUARTERS.width !== 0) return true;
  const zone = zoneOf(db, shift);
  if (zone === null || zone.since === COMPLETE) return true;
  const oldest = db.prepare("SELECT MIN(slot) AS slot FROM rollups WHERE zone = ?")
    .get(QUARTERS.zone)?.slot;
  const first = oldest === null || oldest === undefined
    ? zone.since
    : Math.floor((Number(oldest) * QUARTERS.width + shift) / DAY);
  const from = Math.max(zone.since - STEP, first);
  const slot = (day: number) => (day * DAY - shift) / QUARTERS.width;
  const isLast = from <= first;
  db.exec("BEGIN IMMEDIATE");
  try {
    db.exec(
      fromQuarters(zone.zone, `r.slot >= ${slot(from)} AND r.slot < ${slot(zone.since)}`),
    );
    db.prepare("UPDATE zones SET since = ? WHERE zone = ?")
      .run(isLast ? COMPLETE : from, zone.zone);
    db.exec("COMMIT");
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
  return isLast;
}

/** The zone, new from tomorrow on when there was none; `null` when there are enough. */
function zoneOf(db: DatabaseSync, shift: number): { zone: number; since: number } | null {
  const known = db.prepare("SELECT zone, since FROM zones WHERE width = ? AND shift = ?")
    .get(DAY, shift);
  if (known) return { zone: Number(known.zone), since: Number(known.since) };
  const [last] = db.prepare("SELECT MAX(zone) AS zone, COUNT(*) AS count FROM zones").all();
  if (Number(last?.count) > MOST) return null;
  const zone = Number(last?.zone) + 1;
  const newest = Number(
    db.prepare("SELECT MAX(slot) AS slot FROM rollups WHERE zone = ?").get(QUARTERS.zone)?.slot ??
      0,
  );
  const since = Math.floor((newest * QUARTERS.width + shift) / DAY) + 1;
  db.prepare("INSERT INTO zones VALUES (?, ?, ?, ?)").run(zone, shift, DAY, since);
  return { zone, since };
}
