import type { DatabaseSync } from "node:sqlite";
import { number, type Row, select, usd } from "./select.ts";
import { SUMS, type Sums } from "./sums.ts";
import type { Condition } from "./time_filter.ts";

/** What happened in one day or hour. */
export interface Period extends Sums {
  total_tokens: number;
  by_provider: (Sums & { provider: string | null })[];
  by_model: (Sums & { model: string; provider: string | null })[];
  /** What failed or was left by the client, and its cost; not in the sums above. */
  failed: Sums;
  interrupted: Sums;
}

/**
 * The exchanges within `time`, by period and in its order.
 *
 * @param period SQL that names a row's period; its placeholders' values come first in `params`
 */
export function byPeriod(
  db: DatabaseSync,
  period: Condition,
  time: Condition,
): Map<string, Period> {
  const rows = select(
    db,
    `SELECT ${period.sql} AS period, CASE WHEN error IS NULL THEN 'ok' ELSE outcome END AS outcome,
      provider, model, ${SUMS}
    FROM exchanges WHERE ${time.sql} GROUP BY 1, 2, 3, 4 ORDER BY nanos DESC, requests DESC`,
    [...period.params, ...time.params],
  );
  const groups = Map.groupBy(rows, (row) => String(row.period));
  const ordered = [...groups].sort(([a], [b]) => a < b ? -1 : 1);
  return new Map(ordered.map(([name, group]) => [name, fold(group)]));
}

/** A period in which nothing happened. */
export function emptyPeriod(): Period {
  return fold([]);
}

/** The sums over periods, exact: nano-dollars are added as integers. */
export function total(periods: Iterable<Sums>): Sums {
  const sum = { requests: 0, cost: 0, unpriced: 0 };
  let nanos = 0;
  for (const { requests, cost, unpriced } of periods) {
    sum.requests += requests;
    sum.unpriced += unpriced;
    nanos += Math.round(cost * 1e9);
  }
  return { ...sum, cost: nanos / 1e9 };
}

function fold(rows: Row[]): Period {
  const of = (outcome: string) => rows.filter((row) => row.outcome === outcome);
  const ok = of("ok");
  return {
    ...sum(ok),
    total_tokens: ok.reduce((tokens, row) => tokens + number(row.tokens), 0),
    by_provider: [...Map.groupBy(ok, (row) => nullable(row.provider))]
      .map(([provider, group]) => ({ provider, ...sum(group) }))
      .sort((a, b) => b.cost - a.cost),
    by_model: ok.map((row) => ({
      model: String(row.model),
      provider: nullable(row.provider),
      ...sum([row]),
    })),
    failed: sum(of("failed")),
    interrupted: sum(of("interrupted")),
  };
}

function sum(rows: Row[]): Sums {
  const add = (name: string) => rows.reduce((all, row) => all + BigInt(number(row[name])), 0n);
  return {
    requests: Number(add("requests")),
    cost: usd(rows.reduce((all, { nanos }) => all + (typeof nanos === "bigint" ? nanos : 0n), 0n)),
    unpriced: Number(add("unpriced")),
  };
}

function nullable(value: unknown): string | null {
  return value === null ? null : String(value);
}
