import type { DatabaseSync } from "node:sqlite";

/** What failed and cost something, for lists of all outcomes by cost: the others have `idx_cost`. */
export function addCostsOfErrors(db: DatabaseSync): void {
  db.exec("CREATE INDEX idx_error_cost ON exchanges(cost) WHERE error IS NOT NULL");
}
