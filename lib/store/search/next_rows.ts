import type { DatabaseSync } from "node:sqlite";
import { isDamage } from "../problem.ts";
import { type Row, select } from "../queries/select.ts";

const COLUMNS = `id, model, upstream_model, provider, project, outcome, error, status, request_data,
  response_data`;

/**
 * The exchanges behind one, some at a time, as they are indexed. Those that stand on damaged pages are
 * passed over: else nothing behind them would ever be found.
 *
 * @returns the rows, and up to which exchange they are complete
 */
export function nextRows(
  ledger: DatabaseSync,
  after: number,
  count: number,
): { rows: Row[]; upTo: number } {
  try {
    const rows = select(
      ledger,
      `SELECT ${COLUMNS} FROM requests WHERE id > ? ORDER BY id LIMIT ${count}`,
      [after],
    );
    return { rows, upTo: Number(rows.at(-1)?.id ?? after) };
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  const last = Number(ledger.prepare("SELECT MAX(id) AS id FROM exchanges").get()?.id ?? 0);
  const upTo = Math.min(after + count, last);
  const rows: Row[] = [];
  for (let id = after + 1; id <= upTo; id++) rows.push(...readable(ledger, id));
  return { rows, upTo: Math.max(after, upTo) };
}

/** The exchange with a number, without its payload if need be; none when it is damaged or not there. */
function readable(ledger: DatabaseSync, id: number): Row[] {
  const bare = COLUMNS.replace(
    /request_data,\s+response_data/,
    "NULL AS request_data, NULL AS response_data",
  );
  for (const columns of [`${COLUMNS} FROM requests`, `${bare} FROM exchanges`]) {
    try {
      return select(ledger, `SELECT ${columns} WHERE id = ?`, [id]);
    } catch (error) {
      if (!isDamage(error)) throw error;
    }
  }
  return [];
}
