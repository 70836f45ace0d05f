import type { DatabaseSync } from "node:sqlite";
import { sourceOf } from "../rollups/source.ts";
import { added, totalsBy } from "../rollups/totals.ts";
import { toBound } from "../timestamp.ts";
import { number, type Row, usd } from "./select.ts";
import { type Sums, sumsOf } from "./sums.ts";
import { type DaysFilter, offsetOf, type ProjectFilter, timeRange } from "./time_filter.ts";

/** One hour, day, week or month, over all successful exchanges but for `failed` and `interrupted`. */
export interface Moment {
  /**
   * Its beginning, local to the offset: `2026-11-23T14` for an hour, `2026-11-23` for a day, a week's
   * Monday and a month's first.
   */
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

/** Which moments. Without dates all of them. */
export interface TimelineParams extends DaysFilter, ProjectFilter {
  by: "hours" | "days" | "weeks" | "months";
}

const MEASURES = [
  ...["requests", "nanos", "unpriced", "prompt_tokens", "completion_tokens"],
  ...["cache_read_tokens", "reasoning_tokens", "saved_nanos"],
];

/** Seconds since the epoch at which the moment of a second begins, as SQL; both local. */
const BEGINNINGS: Readonly<Record<TimelineParams["by"], (second: string) => string>> = {
  hours: (second) => `${second} / 3600 * 3600`,
  days: (second) => `${second} / 86400 * 86400`,
  // The epoch was a Thursday.
  weeks: (second) => `(${second} + 259200) / 604800 * 604800 - 259200`,
  months: (second) => `CAST(STRFTIME('%s', ${second}, 'unixepoch', 'start of month') AS INTEGER)`,
};

/** What happened hour by hour, day by day and so on, in order; moments without anything are left out. */
export function timeline(db: DatabaseSync, params: TimelineParams): Moment[] {
  const { by, project } = params;
  const shift = offsetOf(params) * 60;
  const grain = { shift, by: by === "hours" ? by : "days" } as const;
  const source = sourceOf(db, timeRange(params, Date.now()), grain, {
    dimensions: 2,
    measures: MEASURES,
    only: { project },
  });
  const rows = totalsBy(db, source, {
    keys: [`${BEGINNINGS[by](`(at + ${shift})`)} AS moment`, "outcome", "provider"],
    measures: MEASURES,
  }).filter(({ requests }) => number(requests) > 0);
  return [...Map.groupBy(rows, ({ moment }) => number(moment))]
    .sort(([a], [b]) => a - b)
    .map(([moment, rows]) => fold(nameOf(moment, by), rows));
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
