import type { DatabaseSync } from "node:sqlite";
import { createView } from "./0002_exchanges.ts";

/**
 * The service tier that an answer named: its price depends on it, and the answer itself may not be
 * kept. Earlier rows have it in their responses, where `recalculate` looks as long as they are there.
 */
export function keepServiceTier(db: DatabaseSync): void {
  db.exec("DROP VIEW requests; ALTER TABLE exchanges ADD COLUMN service_tier TEXT;");
  createView(db);
}
