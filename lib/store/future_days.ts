import type { DatabaseSync } from "node:sqlite";

/** How many rows one step takes: a commit must not wait for it long. */
const STEP = 200;
const DAY_MS = 86_400_000;

/**
 * Payloads and texts that a wrong clock stored under days to come would outlive what is kept: they get
 * today's day, from the oldest on, so that days go on not to go back. Does a small step, in one
 * transaction; returns whether there is more to do.
 *
 * @param now milliseconds since the epoch; a day more is no wrong clock yet
 */
export function mendFutureDays(db: DatabaseSync, now: number): boolean {
  const today = Math.floor(now / DAY_MS);
  const last = today + 1;
  const newest = db.prepare("SELECT exchange, day FROM payloads ORDER BY exchange DESC LIMIT 1")
    .get();
  if (newest !== undefined && Number(newest.day) > last) {
    const first = firstAfter(db, last, Number(newest.exchange));
    // A text is used on the day of its payloads or later: it comes behind them.
    const { changes } = db.prepare(
      `UPDATE payloads SET day = ? WHERE exchange IN
        (SELECT exchange FROM payloads WHERE exchange >= ? ORDER BY exchange LIMIT ${STEP})`,
    ).run(today, first);
    return changes === STEP || hasTexts(db, last);
  }
  const { changes } = db.prepare(
    `UPDATE texts SET used_on = ? WHERE id IN
      (SELECT id FROM texts WHERE used_on > ? LIMIT ${STEP})`,
  ).run(today, last);
  return changes === STEP;
}

function hasTexts(db: DatabaseSync, day: number): boolean {
  return db.prepare("SELECT 1 FROM texts WHERE used_on > ? LIMIT 1").get(day) !== undefined;
}

/** The first exchange whose payload is of a later day: days do not go back, so halving finds it. */
function firstAfter(db: DatabaseSync, day: number, newest: number): number {
  const next = db.prepare(
    "SELECT exchange, day FROM payloads WHERE exchange >= ? ORDER BY exchange LIMIT 1",
  );
  let low = 0;
  let high = newest;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (Number(next.get(middle)?.day) > day) high = middle;
    else low = middle + 1;
  }
  return low;
}
