import type { Condition } from "../queries/time_filter.ts";
import type { Group } from "./group.ts";
import type { Level, Stretch } from "./source.ts";
import { COMPLETE, DAYS, IS_WIDE, QUARTERS, type Zone } from "./zone.ts";

const DAY = DAYS.width;

/** How the days of a zone become those of another offset. */
interface Move {
  base: Zone;
  /** Seconds of each day of the base that belong to a neighbour: its last ones, or if negative its first. */
  seconds: number;
  /** What is added to the number of a day of the base. */
  days: number;
}

/**
 * The days of an offset that has no zone of its own (yet): days of the nearest zone, from which the
 * quarter hours between the two midnights are moved to the neighbouring day. A week of an offset one
 * hour away takes 28 quarter hours instead of 672. No level when no zone has all days.
 */
export function movedDays(zones: readonly Zone[], shift: number, group: Group): Level[] {
  const [nearest] = zones
    .filter(({ width, since }) => width === DAY && since === COMPLETE)
    .map((base) => moveTo(base, shift))
    .toSorted((a, b) => Math.abs(a.seconds) - Math.abs(b.seconds));
  if (nearest === undefined) return [];
  return [{
    within: (stretch) => within(stretch, shift, nearest),
    rows: (stretch) => rows(stretch, shift, { ...nearest, group }),
  }];
}

function moveTo(base: Zone, shift: number): Move {
  const days = Math.round((shift - base.shift) / DAY);
  return { base, days, seconds: shift - base.shift - days * DAY };
}

/** Each day needs the one after it, too, so the last one that is kept only lends. */
function within([from, to]: Stretch, shift: number, { base, days }: Move): Stretch | null {
  const first = Math.ceil((from + shift) / DAY);
  const last = Math.min(Math.floor((to + shift) / DAY), base.until - 1 + days);
  return first < last && first !== -Infinity ? [first * DAY - shift, last * DAY - shift] : null;
}

function rows(
  [from, to]: Stretch,
  shift: number,
  { base, days, seconds, group }: Move & { group: Group },
): Condition {
  const first = (from + shift) / DAY - days;
  const last = (to + shift) / DAY - days - 1;
  const at = (day: string) => `(${day} + ${days}) * ${DAY} - ${shift} AS at`;
  const { keys, only } = group;
  const whole = `SELECT ${at("slot")}, ${keys}, ${group.measures("")} FROM ${group.table(base)}
    WHERE zone = ${base.zone} AND ${IS_WIDE} AND slot BETWEEN ${first} AND ${last} AND ${only.sql}`;
  if (seconds === 0) return { sql: whole, params: only.params };
  const begin = `day * ${DAY} - ${base.shift} + ${seconds > 0 ? DAY - seconds : 0}`;
  const lent = `SELECT day, ${keys}, ${group.measures("SUM")}
    FROM (${present(base, first - 1, last + 1)}) CROSS JOIN rollups
    WHERE zone = ${QUARTERS.zone} AND slot >= (${begin}) / ${QUARTERS.width}
      AND slot < (${begin} + ${Math.abs(seconds)}) / ${QUARTERS.width} AND ${only.sql}
    GROUP BY day, ${keys}`;
  const target = `day + (sign > 0) * ${Math.sign(seconds)}`;
  const moved = `SELECT ${at(`(${target})`)}, ${keys}, ${group.measures("sign * ")}
    FROM (${lent}) CROSS JOIN (SELECT 1 AS sign UNION ALL SELECT -1)
    WHERE ${target} BETWEEN ${first} AND ${last}`;
  return { sql: `${whole} UNION ALL ${moved}`, params: [...only.params, ...only.params] };
}

/** The days of a zone that have exchanges, each found by one look into the index. */
function present({ zone }: Zone, first: number, last: number): string {
  const next = (after: string) =>
    `SELECT MIN(slot) FROM rollups WHERE zone = ${zone} AND slot > ${after} AND slot <= ${last}`;
  return `WITH RECURSIVE present(day) AS (
      ${next(String(first - 1))} UNION ALL
      SELECT (${next("day")}) FROM present WHERE day IS NOT NULL
    ) SELECT day FROM present WHERE day IS NOT NULL`;
}
