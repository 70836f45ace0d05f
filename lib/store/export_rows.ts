import type { DatabaseSync } from "node:sqlite";
import { type Row, select } from "./queries/select.ts";

/** Which exchanges are exported. */
export interface ExportFilter {
  /** `YYYY-MM-DD` in UTC, inclusive. */
  since?: string | undefined;
  until?: string | undefined;
  project?: string | undefined;
}

/** How many rows are held in memory at a time. */
const BATCH = 200;

/** How many exchanges match. */
export function countExport(db: DatabaseSync, filter: ExportFilter): number {
  const { sql, params } = conditionOf(filter);
  return Number(db.prepare(`SELECT COUNT(*) AS n FROM exchanges WHERE ${sql}`).get(...params)?.n);
}

/**
 * The exchanges as the view `requests` has them, from the oldest, in batches. Integers are bigints,
 * so that sums over an export are exact.
 */
export function* exportRows(db: DatabaseSync, filter: ExportFilter): Generator<Row[]> {
  const { sql, params } = conditionOf(filter);
  for (let after = 0;;) {
    const rows = select(
      db,
      `SELECT * FROM requests WHERE ${sql} AND id > ? ORDER BY id LIMIT ${BATCH}`,
      [...params, after],
    );
    if (rows.length === 0) return;
    yield rows;
    after = Number(rows.at(-1)?.id);
  }
}

function conditionOf({ since, until, project }: ExportFilter): { sql: string; params: string[] } {
  const parts: [string, string | undefined][] = [
    ["timestamp >= ?", since],
    // All timestamps of a day begin with it.
    ["timestamp <= ?", until === undefined ? undefined : `${until}~`],
    ["project = ?", project],
  ];
  const given = parts.filter((part): part is [string, string] => part[1] !== undefined);
  return {
    sql: given.map(([sql]) => sql).join(" AND ") || "TRUE",
    params: given.map(([, value]) => value),
  };
}
