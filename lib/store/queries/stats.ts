import type { DatabaseSync } from "node:sqlite";
import { number, type Row, select, usd } from "./select.ts";
import { SUMS, type Sums, sumsOf } from "./sums.ts";
import { type Condition, timeCondition, type TimeFilter } from "./time_filter.ts";

/** `GET /stats`. Successful exchanges only; what the others cost stands beside them in `totals`. */
export interface Stats {
  totals: Sums & {
    prompt_tokens: number;
    completion_tokens: number;
    avg_duration_ms: number;
    /** Exchanges that failed, and what they cost all the same. */
    failed: Sums;
    /** Exchanges that the client left, and what was used until then. */
    interrupted: Sums;
  };
  by_model: (Sums & { model: string; provider: string | null; tokens: number })[];
  by_provider: (Sums & { provider: string | null; tokens: number })[];
  performance: Performance[];
  recent_errors: { timestamp: string; model: string; error: string }[];
}

/** How fast a model answers. */
export interface Performance {
  model: string;
  requests: number;
  avg_tokens_per_sec: number;
  avg_duration_ms: number;
  min_tokens_per_sec: number;
  max_tokens_per_sec: number;
  /** USD; `null` when no request of it has a known price. */
  avg_cost_per_request: number | null;
}

/** The totals, breakdowns and newest errors within a time. */
export function stats(db: DatabaseSync, filter: TimeFilter): Stats {
  const time = timeCondition(filter, Date.now());
  return {
    totals: totals(db, time),
    by_model: grouped(db, time, "model, provider").map((row) => ({
      model: String(row.model),
      provider: nullable(row.provider),
      ...sumsOf(row),
      tokens: number(row.tokens),
    })),
    by_provider: grouped(db, time, "provider").map((row) => ({
      provider: nullable(row.provider),
      ...sumsOf(row),
      tokens: number(row.tokens),
    })),
    performance: performance(db, time),
    recent_errors: recentErrors(db, time),
  };
}

function totals(db: DatabaseSync, { sql, params }: Condition): Stats["totals"] {
  const rows = select(
    db,
    `SELECT CASE WHEN error IS NULL THEN 'ok' ELSE outcome END AS outcome, ${SUMS},
      SUM(prompt_tokens) AS prompt_tokens, SUM(completion_tokens) AS completion_tokens,
      AVG(duration_ms) AS avg_duration_ms
    FROM exchanges WHERE ${sql} GROUP BY 1`,
    params,
  );
  const of = (outcome: string) => rows.find((row) => row.outcome === outcome);
  const ok = of("ok");
  return {
    ...sumsOf(ok),
    prompt_tokens: number(ok?.prompt_tokens),
    completion_tokens: number(ok?.completion_tokens),
    avg_duration_ms: number(ok?.avg_duration_ms),
    failed: sumsOf(of("failed")),
    interrupted: sumsOf(of("interrupted")),
  };
}

function grouped(db: DatabaseSync, { sql, params }: Condition, columns: string): Row[] {
  return select(
    db,
    `SELECT ${columns}, ${SUMS} FROM exchanges WHERE error IS NULL AND ${sql}
    GROUP BY ${columns} ORDER BY nanos DESC, requests DESC, ${columns}`,
    params,
  );
}

function performance(db: DatabaseSync, { sql, params }: Condition): Performance[] {
  const rows = select(
    db,
    `SELECT model, COUNT(*) AS requests, AVG(speed) AS avg_speed, MIN(speed) AS min_speed,
      MAX(speed) AS max_speed, AVG(duration_ms) AS avg_duration_ms,
      SUM(cost_nanos) AS nanos, COUNT(cost_nanos) AS priced
    FROM (
      SELECT model, duration_ms, cost_nanos, completion_tokens * 1000.0 / duration_ms AS speed
      FROM exchanges
      WHERE error IS NULL AND completion_tokens > 0 AND duration_ms > 0 AND ${sql}
    ) GROUP BY model ORDER BY avg_speed DESC, model`,
    params,
  );
  return rows.map((row) => ({
    model: String(row.model),
    requests: number(row.requests),
    avg_tokens_per_sec: number(row.avg_speed),
    avg_duration_ms: number(row.avg_duration_ms),
    min_tokens_per_sec: number(row.min_speed),
    max_tokens_per_sec: number(row.max_speed),
    avg_cost_per_request: row.nanos === null ? null : usd(row.nanos) / number(row.priced),
  }));
}

function recentErrors(db: DatabaseSync, { sql, params }: Condition): Stats["recent_errors"] {
  const rows = select(
    db,
    `SELECT timestamp, model, error FROM exchanges
    WHERE error IS NOT NULL AND outcome = 'failed' AND cleared = 0 AND ${sql}
    ORDER BY timestamp DESC, id DESC LIMIT 10`,
    params,
  );
  return rows.map(({ timestamp, model, error }) => ({
    timestamp: String(timestamp),
    model: String(model),
    error: String(error),
  }));
}

function nullable(value: unknown): string | null {
  return value === null ? null : String(value);
}
