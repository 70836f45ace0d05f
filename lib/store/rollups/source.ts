import type { DatabaseSync } from "node:sqlite";
import type { Condition, TimeRange } from "../queries/time_filter.ts";
import { toBound } from "../timestamp.ts";
import { type Group, groupOf, type Wanted } from "./group.ts";
import { DIMENSIONS, MEASURES, secondsOf } from "./measures.ts";
import { movedDays } from "./moved_days.ts";
import {
  COMPLETE,
  type Cut,
  DAYS,
  IS_WIDE,
  LONGS,
  OPEN,
  QUARTERS,
  type Zone,
  zonesOf,
  zonesWith,
} from "./zone.ts";

/** How finely time has to be told in the rows of a source. */
export interface Grain {
  /** Seconds that local time is ahead of UTC. */
  shift: number;
  /**
   * `days` and `hours` of that local time; `any` where only the sum over the whole range counts.
   * Sources by days may hold negative rows: their sums are right, least and greatest are not there.
   */
  by: "days" | "hours" | "any";
}

/** A stretch of time in seconds since the epoch, from the first up to but without the second. */
export type Stretch = readonly [from: number, to: number];

/** What can tell a stretch of time: the slots of a zone, or a way to put days together. */
export interface Level {
  /** As much of a stretch as this level can tell; `null` for nothing. */
  within: (stretch: Stretch) => Stretch | null;
  rows: (stretch: Stretch) => Condition;
}

/**
 * A subquery with the exchanges of a range, as few rows as can tell them: wide slots in the middle,
 * narrower ones around them, single exchanges at the edges. Its columns are `at` (the second at which
 * the row's slot begins), the dimensions and the measures that are wanted, all unless told.
 */
export function sourceOf(
  db: DatabaseSync,
  range: TimeRange,
  grain: Grain,
  wanted: Wanted = {},
): Condition {
  const whole: Stretch = [range.from ?? -Infinity, range.to ?? Infinity];
  const group = groupOf(wanted);
  const parts = covered(whole, levelsOf(zonesOf(db), grain, group), group);
  const none = { sql: `SELECT 0 AS at, ${group.names} FROM rollups WHERE FALSE`, params: [] };
  const used = parts.length === 0 ? [none] : parts;
  return {
    sql: `(${used.map(({ sql }) => sql).join(" UNION ALL ")})`,
    params: used.flatMap(({ params }) => params),
  };
}

/** The first level takes what it can; the others what is left on both sides of that. */
function covered(
  stretch: Stretch,
  [level, ...finer]: readonly Level[],
  group: Group,
): Condition[] {
  const [from, to] = stretch;
  if (from >= to) return [];
  if (level === undefined) return [fromExchanges(stretch, group)];
  const whole = level.within(stretch);
  if (whole === null) return covered(stretch, finer, group);
  return [
    ...covered([from, whole[0]], finer, group),
    level.rows(whole),
    ...covered([whole[1], to], finer, group),
  ];
}

function levelsOf(zones: readonly Zone[], { shift, by }: Grain, group: Group): Level[] {
  const isAligned = by === "any" || shift % QUARTERS.width === 0;
  if (!isAligned) return [];
  const kept = zones.filter(({ projects }) => projects === group.projects);
  const slotsOf = (cut: Cut) => zonesWith(kept, cut).map((zone) => slots(zone, group));
  const own = slotsOf({ shift, width: DAYS.width });
  const quarters = zonesWith(zones, QUARTERS).map((zone) => slots(zone, group));
  const levels: Record<Grain["by"], () => Level[]> = {
    any: () => [...slotsOf(LONGS), ...own, ...slotsOf(DAYS)],
    days: () => [...own, ...movedDays(kept, shift, group)],
    hours: () => [],
  };
  return [...levels[by](), ...quarters];
}

/** The slots of a zone, as far as they are kept. */
function slots(zone: Zone, group: Group): Level {
  const { width, shift } = zone;
  const since = zone.since === COMPLETE ? -Infinity : zone.since;
  const until = zone.until === OPEN ? Infinity : zone.until;
  return {
    within: ([from, to]) => {
      const first = Math.max(Math.ceil((from + shift) / width), since);
      const last = Math.min(Math.floor((to + shift) / width), until);
      return first < last ? [first * width - shift, last * width - shift] : null;
    },
    rows: (stretch) => fromRollups(zone, stretch, group),
  };
}

/** Not summed up here: whoever sums up all of it would only do so twice. */
function fromRollups(zone: Zone, stretch: Stretch, group: Group): Condition {
  const { width, shift } = zone;
  const bounds = limits("slot", stretch, (moment) => (moment + shift) / width);
  const wide = width === QUARTERS.width ? [] : [IS_WIDE];
  return {
    sql: `SELECT slot * ${width} - ${shift} AS at, ${group.names}
      FROM ${group.table(zone)}
      WHERE ${[`zone = ${zone.zone}`, ...wide, ...bounds.sql, group.only.sql].join(" AND ")}`,
    params: [...bounds.params, ...group.only.params],
  };
}

function fromExchanges(stretch: Stretch, group: Group): Condition {
  const bounds = limits("timestamp", stretch, (moment) => toBound(moment * 1000));
  const columns = [...DIMENSIONS, ...MEASURES].map(({ name, of }) => `${of("e.")} AS ${name}`);
  return {
    sql: `SELECT at, ${group.names} FROM (
      SELECT ${secondsOf("e.")} AS at, ${columns.join(", ")} FROM exchanges e
      WHERE ${["TRUE", ...bounds.sql].join(" AND ")}) WHERE ${group.only.sql}`,
    params: [...bounds.params, ...group.only.params],
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
