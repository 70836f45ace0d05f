import type { Outcome } from "../../../types/exchange.ts";
import { BadQuery } from "../bad_query.ts";
import {
  type Condition,
  type ProjectFilter,
  timeCondition,
  type TimeFilter,
} from "../time_filter.ts";

/** Which exchanges a list is of. All that is given has to hold. */
export interface RequestsFilter extends TimeFilter, ProjectFilter {
  provider?: string | undefined;
  model?: string | undefined;
  /** USD, inclusive. */
  minCost?: number | undefined;
  maxCost?: number | undefined;
  /** Milliseconds, inclusive. */
  minDuration?: number | undefined;
  maxDuration?: number | undefined;
  /** The HTTP status of the answer. */
  status?: number | undefined;
  stream?: boolean | undefined;
  /** The client's `User-Agent`; its beginning with `*` at the end. */
  client?: string | undefined;
  /** Those that used tokens but have no known price. */
  unpriced?: boolean | undefined;
  /** Default `ok`. `running` are those whose answer is not complete yet. */
  outcome?: Outcome | "all" | "running" | undefined;
}

/** Outcomes as the rows have them; `error` is NULL exactly for `ok`. */
const OUTCOMES: Readonly<Record<Outcome | "all" | "running", string>> = {
  ok: "error IS NULL",
  failed: "error IS NOT NULL AND outcome = 'failed'",
  interrupted: "error IS NOT NULL AND outcome = 'interrupted'",
  all: "TRUE",
  // They are not in the table of exchanges.
  running: "FALSE",
};

type Value = string | number | boolean | undefined;

/** What rollups do not know: totals over these need every row. */
const COUNTED: readonly (readonly [keyof RequestsFilter, sql: string, name: string])[] = [
  ["minCost", "cost >= ?", "min_cost"],
  ["maxCost", "cost <= ?", "max_cost"],
  ["minDuration", "duration_ms >= ?", "min_duration_ms"],
  ["maxDuration", "duration_ms <= ?", "max_duration_ms"],
  ["status", "status = ?", "status"],
  ["stream", "stream = ?", "stream"],
];
const SUMMED: readonly (readonly [keyof RequestsFilter, sql: string, name: string])[] = [
  ["provider", "provider = ?", "provider"],
  ["model", "model = ?", "model"],
  ["project", "project = ?", "project"],
];

/** The columns that {@link conditionOf} names. */
export const FILTERED: readonly string[] = [
  ...["id", "timestamp", "provider", "model", "project", "error", "outcome", "cost", "cost_nanos"],
  ...["total_tokens", "duration_ms", "status", "stream", "client"],
];

/** Whether totals have to be counted row by row. */
export function isCounted(filter: RequestsFilter): boolean {
  return COUNTED.some(([key]) => filter[key] !== undefined) || filter.client !== undefined ||
    filter.unpriced !== undefined;
}

/**
 * The filter as a condition on exchanges.
 *
 * @param now milliseconds since the epoch
 * @throws {BadQuery}
 */
export function conditionOf(filter: RequestsFilter, now: number): Condition {
  const { outcome = "ok", client, unpriced } = filter;
  if (!Object.hasOwn(OUTCOMES, outcome)) {
    throw new BadQuery(`outcome must be one of ${Object.keys(OUTCOMES).join(", ")}.`);
  }
  const given = [...SUMMED, ...COUNTED].flatMap(([key, sql, name]): Condition[] => {
    const value: Value = filter[key];
    return value === undefined ? [] : [{ sql, params: [bound(value, name)] }];
  });
  return all([
    { sql: OUTCOMES[outcome], params: [] },
    timeCondition(filter, now),
    ...given,
    ...(client === undefined ? [] : [clientCondition(client)]),
    ...(unpriced === undefined
      ? []
      : [{ sql: `${unpriced ? "" : "NOT "}${UNPRICED}`, params: [] }]),
  ]);
}

/** As the rollups' measure `unpriced` has it. */
const UNPRICED = "(cost_nanos IS NULL AND (error IS NULL OR COALESCE(total_tokens, 0) > 0))";

/** All of the conditions. */
export function all(conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(" AND ") || "TRUE",
    params: conditions.flatMap(({ params }) => params),
  };
}

function bound(value: string | number | boolean, name: string): string | number {
  if (typeof value === "boolean") return Number(value);
  if (typeof value === "string" || Number.isFinite(value)) return value;
  throw new BadQuery(`${name} must be a number.`);
}

function clientCondition(client: string): Condition {
  if (!client.endsWith("*")) return { sql: "client = ?", params: [client] };
  const beginning = client.slice(0, -1);
  return { sql: "substr(client, 1, length(?)) = ?", params: [beginning, beginning] };
}
