import type { DatabaseSync } from "node:sqlite";
import { sourceOf } from "../rollups/source.ts";
import { added, totalsBy } from "../rollups/totals.ts";
import { toBound } from "../timestamp.ts";
import { number, type Row, usd } from "./select.ts";
import { type Sums, sumsOf } from "./sums.ts";
import { offsetOf, type ProjectFilter, type TimeFilter, timeRange } from "./time_filter.ts";

/** One hour or day, over all successful exchanges but for `failed` and `interrupted`. */
export interface Moment {
  /** `2026-11-23T14` for an hour, `2026-11-23` for a day, local to the offset. */
  at: string;
  by_provider: (Sums & { provider: string | null })[];
  /** Disjoint, but for reasoning, which is a part of output. */
  tokens: { input: number; cached: number; output: number; reasoning: number };
  /** USD that the prompt cache saved; below zero where writing it cost more than it brought. */
  saved: number;
  /** How many. */
  failed: number;
  interrupted: number;
}

/** Which moments. Without dates all of them; `hours` has no meaning here. */
export interface TimelineParams extends Omit<TimeFilter, "hours">, ProjectFilter {
  by: "hours" | "days";
}

const MEASURES = [
  ...["requests", "nanos", "unpriced", "prompt_tokens", "completion_tokens"],
  ...["cache_read_tokens", "reasoning_tokens", "saved_nanos"],
];
const SECONDS = { hours: 3600, days: 86_400 } as const;

/** What happened hour by hour, or day by day, in order; moments without anything are left out. */
export function timeline(db: DatabaseSync, params: TimelineParams): Moment[] {
  const { by, project } = params;
  const shift = offsetOf(params) * 60;
  const source = sourceOf(db, timeRange(params, Date.now()), { shift, by }, {
    dimensions: 2,
    measures: MEASURES,
    only: { project },
  });
  const width = SECONDS[by];
  const rows = totalsBy(db, source, {
    keys: `(at + ${shift}) / ${width} AS moment, outcome, provider`,
    measures: MEASURES,
  }).filter(({ requests }) => number(requests) > 0);
  return [...Map.groupBy(rows, ({ moment }) => number(moment))]
    .sort(([a], [b]) => a - b)
    .map(([moment, rows]) => fold(nameOf(moment * width, by), rows));
}

function fold(at: string, rows: Row[]): Moment {
  const of = (outcome: string) => rows.filter((row) => row.outcome === outcome);
  const count = (rows: Row[]) => number(added(rows).requests);
  const ok = of("ok");
  const sums = added(ok);
  const cached = number(sums.cache_read_tokens);
  return {
    at,
    by_provider: ok.map((row) => ({
      provider: row.provider === "" ? null : String(row.provider),
      ...sumsOf(row),
    })),
    tokens: {
      input: Math.max(0, number(sums.prompt_tokens) - cached),
      cached,
      output: number(sums.completion_tokens),
      reasoning: number(sums.reasoning_tokens),
    },
    saved: usd(sums.saved_nanos),
    failed: count(of("failed")),
    interrupted: count(of("interrupted")),
  };
}

/** A local moment, in seconds since the epoch, as it is called. */
function nameOf(seconds: number, by: TimelineParams["by"]): string {
  return toBound(seconds * 1000).slice(0, by === "hours" ? 13 : 10).replace(" ", "T");
}
