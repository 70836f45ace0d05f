import type { DatabaseSync } from "node:sqlite";

/** What an exchange was booked with before its cost was computed again. */
export function keepCostHistory(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE cost_history (
      exchange INTEGER NOT NULL,
      changed_at TEXT NOT NULL,
      cost_nanos INTEGER,
      price_source TEXT,
      price_date TEXT,
      price_rule TEXT,
      cost_detail TEXT,
      PRIMARY KEY (exchange, changed_at)
    ) WITHOUT ROWID;
    DROP TRIGGER exchange_deleted;
    CREATE TRIGGER exchange_deleted AFTER DELETE ON exchanges BEGIN
      DELETE FROM payloads WHERE exchange = OLD.id;
      DELETE FROM attempts WHERE exchange = OLD.id;
      DELETE FROM cost_history WHERE exchange = OLD.id;
    END;
  `);
}
