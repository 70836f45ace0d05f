import type { DatabaseSync } from "node:sqlite";
import { type Grain, sourceOf } from "../rollups/source.ts";
import { added, totalsBy } from "../rollups/totals.ts";
import { number, type Row } from "./select.ts";
import { type Sums, sumsOf } from "./sums.ts";
import type { TimeRange } from "./time_filter.ts";

/** What happened in one day or hour. */
export interface Period extends Sums {
  total_tokens: number;
  by_provider: (Sums & { provider: string | null })[];
  /** Empty where it is not asked for. */
  by_model: (Sums & { model: string; provider: string | null })[];
  /** What failed or was left by the client, and its cost; not in the sums above. */
  failed: Sums;
  interrupted: Sums;
}

/** Which exchanges, and what their periods are. */
export interface Periods {
  range: TimeRange;
  grain: Grain;
  /** SQL that names a row's period by its `at`. */
  period: string;
  project?: string | undefined;
  /** Whether `by_model` is wanted, as it is unless told. */
  models?: boolean | undefined;
}

/** A report by period that a page may have without the models: there are many, and it shows few. */
export interface ModelsWanted {
  models?: boolean;
}

/** The exchanges of a range by period, in order. */
export function byPeriod(
  db: DatabaseSync,
  { range, grain, period, project, models = true }: Periods,
): Map<number, Period> {
  const measures = ["requests", "nanos", "unpriced", "tokens"];
  const dimensions = models ? 3 : 2;
  const source = sourceOf(db, range, grain, { dimensions, measures, only: { project } });
  const rows = totalsBy(db, source, {
    keys: [`${period} AS period`, "outcome", "provider", ...(models ? ["model"] : [])],
    measures,
  }).filter(({ requests }) => number(requests) > 0);
  const groups = Map.groupBy(rows, (row) => number(row.period));
  const ordered = [...groups].sort(([a], [b]) => a - b);
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
  const groups = Map.groupBy(rows, ({ outcome }) => outcome);
  const of = (outcome: string) => groups.get(outcome) ?? [];
  const ok = of("ok").sort((a, b) =>
    number(b.nanos) - number(a.nanos) || number(b.requests) - number(a.requests)
  );
  const all = added(ok);
  return {
    ...sumsOf(all),
    total_tokens: number(all.tokens),
    by_provider: [...Map.groupBy(ok, (row) => nullable(row.provider))]
      .map(([provider, group]) => ({ provider, ...sumsOf(added(group)) }))
      .sort((a, b) => b.cost - a.cost),
    by_model: ok.filter(({ model }) => model !== undefined).map((row) => ({
      model: String(row.model),
      provider: nullable(row.provider),
      ...sumsOf(row),
    })),
    failed: sumsOf(added(of("failed"))),
    interrupted: sumsOf(added(of("interrupted"))),
  };
}

/** Rollups have the empty text for no provider. */
function nullable(value: unknown): string | null {
  return value === "" ? null : String(value);
}
