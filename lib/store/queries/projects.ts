import type { DatabaseSync } from "node:sqlite";
import { select } from "./select.ts";

/** The projects that requests belong to, by name: one look into the index on `project` for each. */
export function projects(db: DatabaseSync): string[] {
  const rows = select(
    db,
    `WITH RECURSIVE found(name) AS (
      SELECT MIN(project) FROM exchanges WHERE project > '' UNION ALL
      SELECT (SELECT MIN(project) FROM exchanges WHERE project > name) FROM found
      WHERE name IS NOT NULL
    ) SELECT name FROM found WHERE name IS NOT NULL`,
    [],
  );
  return rows.map(({ name }) => String(name));
}
