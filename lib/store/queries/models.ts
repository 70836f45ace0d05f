import type { DatabaseSync } from "node:sqlite";
import { sourceOf } from "../rollups/source.ts";
import { added, totalsBy } from "../rollups/totals.ts";
import { number, type Row, select } from "./select.ts";
import { type Sums, sumsOf } from "./sums.ts";
import { offsetOf, type ProjectFilter, type TimeFilter, timeRange } from "./time_filter.ts";

/** What was asked of one model, by any provider that it had. `requests` and `cost` are over all outcomes. */
export interface ModelUse extends Sums {
  model: string;
  /** How many of the requests. */
  failed: number;
  interrupted: number;
  /** The mean over its answers; `null` when none was measured. */
  tokens_per_sec: number | null;
  /** Until the first byte of the answer, the mean; `null` when it was never measured. */
  first_byte_ms: number | null;
  /** The newest request of all time, whatever the filter says. */
  last_used: string | null;
}

/** Which models, by the names that clients send; the others are left out. */
export interface ModelsParams extends TimeFilter, ProjectFilter {
  models: readonly string[];
}

const MEASURES = [
  "requests",
  "nanos",
  "unpriced",
  "timed",
  "speed",
  "first_byte_ms",
  "first_bytes",
];

/** How much each of some models was used within a time, in the order asked for. */
export function models(db: DatabaseSync, params: ModelsParams): ModelUse[] {
  const grain = { shift: offsetOf(params) * 60, by: "any" } as const;
  const source = sourceOf(db, timeRange(params, Date.now()), grain, {
    dimensions: 3,
    measures: MEASURES,
    only: { project: params.project },
  });
  const rows = totalsBy(db, source, { keys: ["outcome", "model"], measures: MEASURES });
  const byModel = Map.groupBy(rows, ({ model }) => String(model));
  return params.models.map((model) => ({
    ...useOf(model, byModel.get(model) ?? []),
    last_used: lastUse(db, model),
  }));
}

function useOf(model: string, rows: Row[]): Omit<ModelUse, "last_used"> {
  const of = (outcome: string) => added(rows.filter((row) => row.outcome === outcome));
  const ok = of("ok");
  const timed = number(ok.timed);
  const measured = number(ok.first_bytes);
  return {
    model,
    ...sumsOf(added(rows)),
    failed: number(of("failed").requests),
    interrupted: number(of("interrupted").requests),
    // Speeds are kept in thousandths.
    tokens_per_sec: timed === 0 ? null : number(ok.speed) / 1000 / timed,
    first_byte_ms: measured === 0 ? null : number(ok.first_byte_ms) / measured,
  };
}

/** One look-up at the end of the index on `(model, timestamp)`. */
function lastUse(db: DatabaseSync, model: string): string | null {
  const [row] = select(
    db,
    "SELECT timestamp FROM exchanges WHERE model = ? ORDER BY timestamp DESC LIMIT 1",
    [model],
  );
  return row === undefined ? null : String(row.timestamp);
}
