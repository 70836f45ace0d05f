import type { DatabaseSync } from "node:sqlite";
import { TrustedClock } from "./trusted_clock.ts";

/** The clock by which a ledger deletes what is old; in `versions` stands the last moment it was right, in seconds. */
export function ledgerClock(db: DatabaseSync): TrustedClock {
  return new TrustedClock({
    now: Date.now,
    monotonic: () => performance.now(),
    known: () => known(db),
    remember: (moment) => {
      try {
        db.prepare("INSERT OR REPLACE INTO versions VALUES ('clock', ?)")
          .run(Math.floor(moment / 1000));
      } catch {
        // A disk that refuses: the next reading tries again.
      }
    },
  });
}

/** Of the exchanges the one that was written last: a wrong clock may have dated others far ahead. */
function known(db: DatabaseSync): number | null {
  const remembered = db.prepare("SELECT version FROM versions WHERE name = 'clock'").get()?.version;
  if (typeof remembered === "number") return remembered * 1000;
  const last = db.prepare("SELECT timestamp FROM exchanges ORDER BY id DESC LIMIT 1").get();
  const moment = last === undefined ? NaN : Date.parse(`${String(last.timestamp).slice(0, 19)}Z`);
  return Number.isNaN(moment) ? null : moment;
}
