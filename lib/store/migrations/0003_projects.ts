import type { DatabaseSync } from "node:sqlite";
import { createView } from "./0002_exchanges.ts";

/** Exchanges belong to projects; `NULL` is none. */
export function addProjects(db: DatabaseSync): void {
  db.exec("DROP VIEW requests");
  db.exec("ALTER TABLE exchanges ADD COLUMN project TEXT");
  db.exec("ALTER TABLE running ADD COLUMN project TEXT");
  createView(db);
}
