import type { DatabaseSync } from "node:sqlite";

/** The newest errors where there are few of them, found without a look at all that clients have left. */
export function addOpenErrors(db: DatabaseSync): void {
  db.exec(`
    CREATE INDEX idx_open_error ON exchanges(timestamp)
      WHERE error IS NOT NULL AND outcome = 'failed' AND cleared = 0;
  `);
}
