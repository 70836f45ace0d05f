import type { DatabaseSync } from "node:sqlite";

/**
 * The day of each payload, and the day on which a text was last stored again: what is older than the
 * oldest payload is nobody's. Days count from the epoch, in UTC, and never go back from one exchange
 * to the next.
 */
export function noteDays(db: DatabaseSync): void {
  const today = "CAST(STRFTIME('%s', 'now') AS INTEGER) / 86400";
  db.exec(`
    ALTER TABLE payloads ADD COLUMN day INTEGER NOT NULL DEFAULT 0;
    UPDATE payloads SET day = COALESCE((
      SELECT CAST(STRFTIME('%s', timestamp) AS INTEGER) / 86400 FROM exchanges WHERE id = exchange
    ), 0);
    ALTER TABLE texts ADD COLUMN used_on INTEGER NOT NULL DEFAULT 0;
    UPDATE texts SET used_on = ${today};
    CREATE INDEX idx_inline_payload ON exchanges(timestamp)
      WHERE request_data IS NOT NULL OR response_data IS NOT NULL;
  `);
}
