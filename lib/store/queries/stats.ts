import type { DatabaseSync } from "node:sqlite";
import { number, type Row, select, usd } from "./select.ts";
import { percentile } from "../rollups/percentile.ts";
import { sourceOf } from "../rollups/source.ts";
import { added, totalsBy } from "../rollups/totals.ts";
import { type Sums, sumsOf } from "./sums.ts";
import {
  type Condition,
  offsetOf,
  type ProjectFilter,
  timeCondition,
  type TimeFilter,
  timeRange,
} from "./time_filter.ts";

/** `GET /stats`. Successful exchanges only; what the others cost stands beside them in `totals`. */
export interface Stats {
  totals: Sums & {
    prompt_tokens: number;
    completion_tokens: number;
    avg_duration_ms: number;
    /** Half of the answers, and 95 %, took no longer; read from a histogram, so roughly. */
    p50_duration_ms: number;
    p95_duration_ms: number;
    /** Until the first byte of the answer; `null` when it was never measured. */
    avg_first_byte_ms: number | null;
    /** Of the prompt's tokens, those that a prompt cache had. */
    cache_read_tokens: number;
    reasoning_tokens: number;
    /** USD that prompt caches saved; below zero where writing them cost more than they brought. */
    cache_saved: number;
    /** Exchanges that failed, and what they cost all the same. */
    failed: Sums;
    /** Exchanges that the client left, and what was used until then. */
    interrupted: Sums;
  };
  by_model: (Sums & { model: string; provider: string | null; tokens: number })[];
  by_provider: (Sums & { provider: string | null; tokens: number })[];
  performance: Performance[];
  /** What failed, by model and provider; most often first. */
  failures: { model: string; provider: string | null; requests: number }[];
  recent_errors: { id: number; timestamp: string; model: string; error: string }[];
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
  /** Half of the answers, and 95 %, took no longer; read from a histogram, so roughly. */
  p50_duration_ms: number;
  p95_duration_ms: number;
  /** Until the first byte of the answer; `null` when it was never measured. */
  avg_first_byte_ms: number | null;
}

/** The totals, breakdowns and newest errors within a time. */
export function stats(db: DatabaseSync, filter: TimeFilter & ProjectFilter): Stats {
  const now = Date.now();
  const grain = { shift: offsetOf(filter) * 60, by: "any" } as const;
  const { project } = filter;
  const source = sourceOf(db, timeRange(filter, now), grain, { dimensions: 3, only: { project } });
  const rows = totalsBy(db, source, { keys: ["outcome", "provider", "model"] });
  const ok = rows.filter(({ outcome }) => outcome === "ok");
  return {
    totals: totals(rows),
    by_model: grouped(ok, ({ model, provider }) => `${model}\n${provider}`)
      .map(([row, sums]) => ({
        model: String(row.model),
        provider: nullable(row.provider),
        ...sumsOf(sums),
        tokens: number(sums.tokens),
      })),
    by_provider: grouped(ok, ({ provider }) => String(provider)).map(([row, sums]) => ({
      provider: nullable(row.provider),
      ...sumsOf(sums),
      tokens: number(sums.tokens),
    })),
    performance: grouped(ok, ({ model }) => String(model))
      .filter(([, sums]) => number(sums.timed) > 0)
      .map(([row, sums]) => performanceOf(String(row.model), sums))
      .sort((a, b) => b.avg_tokens_per_sec - a.avg_tokens_per_sec || (a.model < b.model ? -1 : 1)),
    failures: failures(rows),
    recent_errors: recentErrors(db, timeCondition(filter, now), filter.project),
  };
}

function totals(rows: Row[]): Stats["totals"] {
  const of = (outcome: string) => added(rows.filter((row) => row.outcome === outcome));
  const ok = of("ok");
  return {
    ...sumsOf(ok),
    prompt_tokens: number(ok.prompt_tokens),
    completion_tokens: number(ok.completion_tokens),
    avg_duration_ms: number(ok.duration_ms) / (number(ok.durations) || 1),
    p50_duration_ms: percentile(ok, 0.5),
    p95_duration_ms: percentile(ok, 0.95),
    avg_first_byte_ms: firstByte(ok),
    cache_read_tokens: number(ok.cache_read_tokens),
    reasoning_tokens: number(ok.reasoning_tokens),
    cache_saved: usd(ok.saved_nanos),
    failed: sumsOf(of("failed")),
    interrupted: sumsOf(of("interrupted")),
  };
}

/** One row of each group with the group's sums: the most expensive group first, then the largest. */
function grouped(rows: Row[], keyOf: (row: Row) => string): [Row, Row][] {
  const groups = [...Map.groupBy(rows, keyOf).values()];
  const pairs = groups.map((group): [Row, Row] => [group[0] ?? {}, added(group)]);
  const by = (name: string) => ([, a]: [Row, Row], [, b]: [Row, Row]) =>
    number(b[name]) - number(a[name]);
  const name = ([row]: [Row, Row]) => `${row.model}\n${row.provider}`;
  return pairs.sort((a, b) =>
    by("nanos")(a, b) || by("requests")(a, b) || (name(a) < name(b) ? -1 : 1)
  );
}

function performanceOf(model: string, sums: Row): Performance {
  const timed = number(sums.timed);
  const perSecond = (thousandths: unknown) => number(thousandths) / 1000;
  const priced = number(sums.timed_priced);
  return {
    model,
    requests: timed,
    avg_tokens_per_sec: perSecond(sums.speed) / timed,
    avg_duration_ms: number(sums.timed_ms) / timed,
    min_tokens_per_sec: perSecond(sums.speed_min),
    max_tokens_per_sec: perSecond(sums.speed_max),
    avg_cost_per_request: priced === 0 ? null : usd(sums.timed_nanos) / priced,
    p50_duration_ms: percentile(sums, 0.5),
    p95_duration_ms: percentile(sums, 0.95),
    avg_first_byte_ms: firstByte(sums),
  };
}

function firstByte({ first_byte_ms, first_bytes }: Row): number | null {
  return number(first_bytes) === 0 ? null : number(first_byte_ms) / number(first_bytes);
}

function failures(rows: Row[]): Stats["failures"] {
  return rows
    .filter(({ outcome, requests }) => outcome === "failed" && number(requests) > 0)
    .map(({ model, provider, requests }) => ({
      model: String(model),
      provider: nullable(provider),
      requests: number(requests),
    }))
    .sort((a, b) => b.requests - a.requests || (a.model < b.model ? -1 : 1));
}

function recentErrors(
  db: DatabaseSync,
  { sql, params }: Condition,
  project: string | undefined,
): Stats["recent_errors"] {
  const ofOne = project === undefined
    ? { sql: "TRUE", params: [] }
    : { sql: "project = ?", params: [project] };
  const rows = select(
    db,
    `SELECT id, timestamp, model, error FROM exchanges
    WHERE error IS NOT NULL AND outcome = 'failed' AND cleared = 0 AND ${sql} AND ${ofOne.sql}
    ORDER BY timestamp DESC, id DESC LIMIT 10`,
    [...params, ...ofOne.params],
  );
  return rows.map(({ id, timestamp, model, error }) => ({
    id: number(id),
    timestamp: String(timestamp),
    model: String(model),
    error: String(error),
  }));
}

/** Rollups have the empty text for no provider. */
function nullable(value: unknown): string | null {
  return value === "" ? null : String(value);
}
