import type { DatabaseSync } from "node:sqlite";

/** The search looks for rows that are gone, when it has time. Inside of the transaction that deletes. */
export function noteRowsGone(db: DatabaseSync): void {
  db.exec(`INSERT INTO versions VALUES ('rows_gone', 1)
    ON CONFLICT DO UPDATE SET version = version + 1`);
}
