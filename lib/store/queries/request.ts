import type { DatabaseSync } from "node:sqlite";
import type { CostLine } from "../../types/exchange.ts";
import type { JsonValue } from "../../types/json.ts";
import { BadQuery } from "./bad_query.ts";
import { listFields, type RequestRow, requestRow } from "./request_row.ts";
import { runningRequest } from "./running_requests.ts";
import { number, type Row, select } from "./select.ts";

/** Everything about one exchange. */
export interface RequestDetail extends RequestRow {
  /** The cost by bucket; `null` when no price is known. */
  cost_detail: CostLine[] | null;
  /** The provider's own usage object. */
  usage_raw: JsonValue;
  notes: JsonValue;
  attempt_list: AttemptRow[];
}

/** One upstream call. */
export interface AttemptRow {
  number: number;
  started_at: string;
  duration_ms: number;
  waited_ms: number;
  status: number | null;
  error: string | null;
}

/** Which exchange: by its number in the ledger, or by its `x-request-id`. */
export type RequestParams = { id: number } | { requestId: string };

/** One exchange with its attempts, cost and usage; `null` when there is none. */
export function request(db: DatabaseSync, params: RequestParams): RequestDetail | null {
  const [column, value] = "id" in params ? ["id", params.id] : ["request_id", params.requestId];
  if (column === "id" && !Number.isSafeInteger(value)) {
    throw new BadQuery("id must be a whole number.");
  }
  const [row] = select(
    db,
    `SELECT ${listFields(true)}, cost_detail, usage_raw, notes FROM requests WHERE ${column} = ?`,
    [value],
  );
  if (row === undefined) return "id" in params ? null : running(db, params.requestId);
  const attempts = select(
    db,
    `SELECT number, started_at, duration_ms, waited_ms, status, error FROM attempts
    WHERE exchange = ? ORDER BY number`,
    [Number(row.id)],
  );
  return {
    ...requestRow(row),
    cost_detail: parse(row.cost_detail) as CostLine[] | null,
    usage_raw: parse(row.usage_raw),
    notes: parse(row.notes),
    attempt_list: attempts.map(attemptRow),
  };
}

function running(db: DatabaseSync, requestId: string): RequestDetail | null {
  const row = runningRequest(db, requestId);
  return row && { ...row, cost_detail: null, usage_raw: null, notes: null, attempt_list: [] };
}

function attemptRow({ number: place, started_at, duration_ms, waited_ms, status, error }: Row) {
  return {
    number: number(place),
    started_at: String(started_at),
    duration_ms: number(duration_ms),
    waited_ms: number(waited_ms),
    status: status === null ? null : number(status),
    error: error === null ? null : String(error),
  };
}

function parse(text: unknown): JsonValue {
  return typeof text === "string" ? JSON.parse(text) : null;
}
