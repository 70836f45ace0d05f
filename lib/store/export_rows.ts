import type { DatabaseSync } from "node:sqlite";
import type { Row } from "./queries/select.ts";

/** Which exchanges are exported. */
export interface ExportFilter {
  /** `YYYY-MM-DD` in UTC, inclusive. */
  since?: string | undefined;
  until?: string | undefined;
  project?: string | undefined;
}

/** How many rows are held in memory at a time, at most. */
const BATCH = 200;
/** Characters of payloads after which a batch ends: one row more may be far larger. */
const MOST = 1_000_000;

/** What an exchange `r` has in tables of its own, each as a column of JSON. */
export const LISTS: readonly { table: string; name: string; sql: string }[] = [
  {
    table: "attempts",
    name: "attempt_list",
    sql: `(SELECT json_group_array(json_object(
      'number', number, 'started_at', started_at, 'duration_ms', duration_ms,
      'waited_ms', waited_ms, 'status', status, 'error', error
    )) FROM (SELECT * FROM attempts WHERE exchange = r.id ORDER BY number)) AS attempt_list`,
  },
  {
    table: "cost_history",
    name: "cost_history",
    sql: `(SELECT json_group_array(json_object(
      'changed_at', changed_at, 'cost_nanos', cost_nanos, 'price_source', price_source,
      'price_date', price_date, 'price_rule', price_rule,
      'cost_detail', json(CASE WHEN json_valid(cost_detail) THEN cost_detail END)
    )) FROM (SELECT * FROM cost_history WHERE exchange = r.id ORDER BY changed_at)) AS cost_history`,
  },
];

/** How many exchanges match. */
export function countExport(db: DatabaseSync, filter: ExportFilter): number {
  const { sql, params } = conditionOf(filter);
  return Number(db.prepare(`SELECT COUNT(*) AS n FROM exchanges WHERE ${sql}`).get(...params)?.n);
}

/**
 * The exchanges as the view `requests` has them, their attempts and former costs as lists, from the
 * oldest, in batches. Integers are bigints, so that sums over an export are exact.
 */
export function* exportRows(db: DatabaseSync, filter: ExportFilter): Generator<Row[]> {
  const { sql, params } = conditionOf(filter);
  const lists = LISTS.map(({ sql }) => sql).join(", ");
  const batch = `SELECT r.*, ${lists} FROM requests r WHERE ${sql} AND id > ?
    ORDER BY id LIMIT ${BATCH}`;
  for (let after = 0;;) {
    const statement = db.prepare(batch);
    statement.setReadBigInts(true);
    const rows: Row[] = [];
    let length = 0;
    for (const row of statement.iterate(...params, after)) {
      rows.push(row);
      length += lengthOf(row.request_data) + lengthOf(row.response_data);
      if (length >= MOST) break;
    }
    if (rows.length === 0) return;
    yield rows;
    after = Number(rows.at(-1)?.id);
  }
}

function lengthOf(payload: unknown): number {
  return typeof payload === "string" ? payload.length : 0;
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
