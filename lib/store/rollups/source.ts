import type { DatabaseSync } from "node:sqlite";
import type { Condition, TimeRange } from "../queries/time_filter.ts";
import { toBound } from "../timestamp.ts";
import { DIMENSIONS, MEASURES, secondsOf } from "./measures.ts";
import { COMPLETE, QUARTERS } from "./schema.ts";

/** How finely time has to be told in the rows of a source. */
export interface Grain {
  /** Seconds that local time is ahead of UTC. */
  shift: number;
  /** `days` and `hours` of that local time; `any` where only the sum over the whole range counts. */
  by: "days" | "hours" | "any";
}

/** A stretch of time in seconds since the epoch, from the first up to but without the second. */
type Stretch = readonly [from: number, to: number];

const DAY = 86_400;
const COLUMNS = [...DIMENSIONS, ...MEASURES].map(({ name }) => name).join(", ");

/**
 * A subquery with the exchanges of a range, as few rows as can tell them: days from rollups, quarter
 * hours at their edges, single exchanges at the edges of those. Its columns are `at` (the second at
 * which the row's slot begins), the dimensions and the measures.
 */
export function sourceOf(db: DatabaseSync, range: TimeRange, grain: Grain): Condition {
  const whole: Stretch = [range.from ?? -Infinity, range.to ?? Infinity];
  const isQuartered = grain.by === "any" || grain.shift % QUARTERS.width === 0;
  const quarters = isQuartered ? inner(whole, QUARTERS.width, 0) : null;
  const zone = quarters && grain.by !== "hours" ? dayZone(db, grain) : null;
  const days = zone && inner(whole, DAY, zone.shift);
  const isDaily = days && zone &&
    (zone.since === COMPLETE || days[0] >= zone.since * DAY - zone.shift);
  const parts = [
    ...(isDaily ? [fromRollups(zone.zone, DAY, zone.shift, days)] : []),
    ...around(quarters, isDaily ? days : null)
      .map((stretch) => fromRollups(QUARTERS.zone, QUARTERS.width, 0, stretch)),
    ...around(whole, quarters).map(fromExchanges),
  ];
  const empty = { sql: `SELECT 0 AS at, ${COLUMNS} FROM rollups WHERE FALSE`, params: [] };
  const used = parts.length === 0 ? [empty] : parts;
  return {
    sql: `(${used.map(({ sql }) => sql).join(" UNION ALL ")})`,
    params: used.flatMap(({ params }) => params),
  };
}

interface Zone {
  zone: number;
  shift: number;
  since: number;
}

/** The days of this local time; where only sums count any days will do. */
function dayZone(db: DatabaseSync, { shift, by }: Grain): Zone | null {
  const [found] = db.prepare(
    "SELECT zone, shift, since FROM zones WHERE width = ? AND (shift = ? OR ?) ORDER BY since LIMIT 1",
  ).all(DAY, shift, by === "any" ? 1 : 0);
  if (found === undefined) return null;
  return { zone: Number(found.zone), shift: Number(found.shift), since: Number(found.since) };
}

/** The whole slots within a stretch; `null` when there is none. */
function inner([from, to]: Stretch, width: number, shift: number): Stretch | null {
  const first = Math.ceil((from + shift) / width) * width - shift;
  const last = Math.floor((to + shift) / width) * width - shift;
  return first < last ? [first, last] : null;
}

/** What a stretch has before and after the inner one; all of it when there is no inner one. */
function around(outer: Stretch | null, within: Stretch | null): Stretch[] {
  if (outer === null) return [];
  if (within === null) return [outer];
  const edges: Stretch[] = [[outer[0], within[0]], [within[1], outer[1]]];
  return edges.filter(([from, to]) => from < to);
}

function fromRollups(zone: number, width: number, shift: number, stretch: Stretch): Condition {
  const slot = (moment: number) => (moment + shift) / width;
  const bounds = limits("slot", stretch, slot);
  return {
    sql: `SELECT slot * ${width} - ${shift} AS at, ${COLUMNS} FROM rollups
      WHERE ${[`zone = ${zone}`, ...bounds.sql].join(" AND ")}`,
    params: bounds.params,
  };
}

function fromExchanges(stretch: Stretch): Condition {
  const bounds = limits("timestamp", stretch, (moment) => toBound(moment * 1000));
  const columns = [...DIMENSIONS, ...MEASURES].map(({ name, of }) => `${of("e.")} AS ${name}`);
  return {
    sql: `SELECT ${secondsOf("e.")} AS at, ${columns.join(", ")} FROM exchanges e
      WHERE ${["TRUE", ...bounds.sql].join(" AND ")}`,
    params: bounds.params,
  };
}

function limits(column: string, [from, to]: Stretch, value: (moment: number) => string | number) {
  const sql: string[] = [];
  const params: (string | number)[] = [];
  if (from !== -Infinity) {
    sql.push(`${column} >= ?`);
    params.push(value(from));
  }
  if (to !== Infinity) {
    sql.push(`${column} < ?`);
    params.push(value(to));
  }
  return { sql, params };
}
