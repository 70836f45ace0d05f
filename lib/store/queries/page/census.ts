import type { DatabaseSync } from "node:sqlite";
import { sourceOf } from "../../rollups/source.ts";
import { type Row, select } from "../select.ts";
import { offsetOf, timeRange } from "../time_filter.ts";
import type { RequestsFilter } from "./filter.ts";

/** The measures of totals. */
const TOTALS = ["requests", "nanos", "unpriced", "tokens", "priced"] as const;

/**
 * The exchanges within the filter's time, counted from rollups. A row has the totals of those that
 * have the filter's outcome, provider, model and project; `looked`, how many there are in all, and
 * `of_project`, `of_provider` and `of_errors`, how many have the filter's or an error.
 *
 * @param byModel whether there is a row for each model (`model`), or one for all
 * @param now milliseconds since the epoch
 */
export function censusOf(
  db: DatabaseSync,
  filter: RequestsFilter,
  { byModel, now }: { byModel: boolean; now: number },
): Row[] {
  const { outcome = "ok", provider, model, project } = filter;
  const grain = { shift: offsetOf(filter) * 60, by: "any" } as const;
  const dimensions = project !== undefined ? 4 : byModel ? 3 : provider !== undefined ? 2 : 1;
  const source = sourceOf(db, timeRange(filter, now), grain, { dimensions, measures: TOTALS });
  const wanted = { outcome: outcome === "all" ? undefined : outcome, provider, model, project };
  const given = Object.entries(wanted)
    .filter((pair): pair is [string, string] => pair[1] !== undefined);
  const hit = given.map(([name]) => `${name} = ?`).join(" AND ") || "TRUE";
  const counted = (name: string, value: string | undefined) =>
    value === undefined
      ? { sql: "NULL", params: [] }
      : { sql: `SUM(requests) FILTER (WHERE ${name} = ?)`, params: [value] };
  const [ofProject, ofProvider] = [counted("project", project), counted("provider", provider)];
  return select(
    db,
    `SELECT ${byModel ? "model" : "NULL AS model"}, SUM(requests) AS looked,
      ${ofProject.sql} AS of_project, ${ofProvider.sql} AS of_provider,
      SUM(requests) FILTER (WHERE outcome <> 'ok') AS of_errors,
      ${TOTALS.map((name) => `SUM(${name}) FILTER (WHERE hit) AS ${name}`).join(", ")}
    FROM (SELECT *, ${hit} AS hit FROM ${source.sql}) GROUP BY 1`,
    [
      ...ofProject.params,
      ...ofProvider.params,
      ...given.map(([, value]) => value),
      ...source.params,
    ],
  );
}
