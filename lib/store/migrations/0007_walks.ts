import type { DatabaseSync } from "node:sqlite";

/**
 * Pages of one model or project, from the newest. Both indexes grow at the ends of few runs, so that
 * a new row touches pages that are in memory; one by tokens or duration would touch any page, and
 * cost a row 15 µs.
 */
export function addWalks(db: DatabaseSync): void {
  db.exec(`
    CREATE INDEX idx_model ON exchanges(model, timestamp);
    CREATE INDEX idx_project ON exchanges(project, timestamp) WHERE project IS NOT NULL;
  `);
}
