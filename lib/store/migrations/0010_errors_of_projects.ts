import type { DatabaseSync } from "node:sqlite";

/** The newest errors of a project that has few of them, found without a look at those of all others. */
export function addErrorsOfProjects(db: DatabaseSync): void {
  db.exec(`
    CREATE INDEX idx_project_error ON exchanges(project, timestamp)
      WHERE error IS NOT NULL AND outcome = 'failed' AND cleared = 0;
  `);
}
