import type { DatabaseSync } from "node:sqlite";
import { DIMENSIONS, type Measure, MEASURES, secondsOf } from "./measures.ts";
import { sourceOf } from "./source.ts";
import { totalsBy } from "./totals.ts";
import { addZone, DAYS, IS_WIDE, LONGS, OF_PROJECT, QUARTERS, type Zone } from "./zone.ts";

/** Raise it when measures, dimensions or zones change: rollups of another version are made anew. */
const VERSION = 4;

const NAMES = DIMENSIONS.map(({ name }) => name).join(", ");
const MEASURE_NAMES = MEASURES.map(({ name }) => name).join(", ");

/**
 * Rollups are sums over the exchanges of a slot of time, kept by triggers: in the transaction of the
 * row, and whoever writes it. A row is added to its quarter hour; wider slots are made from those
 * once they are over (`fill.ts`), so that they cost a row nothing, and follow what changes in them
 * later. Made here when they are missing, of another version or not of all exchanges; returns
 * whether.
 */
export function ensureRollups(db: DatabaseSync): boolean {
  if (currentVersion(db) === VERSION && areWhole(db)) return false;
  db.exec("BEGIN IMMEDIATE");
  try {
    db.exec(`DROP TABLE IF EXISTS rollups; DROP TABLE IF EXISTS zones;
      ${["insert", "delete", "update"].map((n) => `DROP TRIGGER IF EXISTS rollup_${n};`).join("")}
      ${TABLES} ${TRIGGERS}`);
    addZone(db, QUARTERS);
    db.exec(fromExchanges());
    db.exec(`CREATE TABLE IF NOT EXISTS versions (name TEXT PRIMARY KEY, version INTEGER NOT NULL);
      INSERT OR REPLACE INTO versions VALUES ('rollups', ${VERSION}); COMMIT`);
    return true;
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

function currentVersion(db: DatabaseSync): number {
  const known = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'versions'").get();
  if (known === undefined) return 0;
  return Number(db.prepare("SELECT version FROM versions WHERE name = 'rollups'").get()?.version);
}

/** Whether rollups count as many exchanges as there are: triggers can be dropped by hand. */
function areWhole(db: DatabaseSync): boolean {
  const source = sourceOf(db, { from: null, to: null }, { shift: 0, by: "any" });
  const [summed] = totalsBy(db, source, { keys: ["'all'"], measures: ["requests"] });
  const counted = db.prepare("SELECT COUNT(*) AS n FROM exchanges").get()?.n;
  return Number(summed?.requests ?? 0) === counted;
}

const TABLES = `
  CREATE TABLE zones (
    zone INTEGER PRIMARY KEY,
    shift INTEGER NOT NULL,
    width INTEGER NOT NULL,
    projects INTEGER NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL
  );
  CREATE TABLE rollups (
    zone INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    ${DIMENSIONS.map(({ name }) => `${name} TEXT NOT NULL,`).join(" ")}
    ${
  MEASURES.map(({ name, merge }) => `${name} INTEGER${merge === "sum" ? " NOT NULL" : ""},`).join(
    " ",
  )
}
    PRIMARY KEY (zone, slot, ${NAMES})
  ) WITHOUT ROWID;
  CREATE INDEX ${OF_PROJECT} ON rollups (zone, project, slot) WHERE ${IS_WIDE};
`;

const MERGED = MEASURES.map(({ name, merge }) => `${name} = ${merged(merge, name)}`).join(", ");

function merged(merge: Measure["merge"], name: string): string {
  if (merge === "sum") return `${name} + excluded.${name}`;
  return `COALESCE(${merge}(${name}, excluded.${name}), ${name}, excluded.${name})`;
}

const slotOf = (p: string) => `(${secondsOf(p)} + shift) / width`;

/** A dimension of an exchange in a row of zones. */
const keyOf = (p: string) => ({ name, of }: typeof DIMENSIONS[number]) =>
  name === "project" ? `CASE WHEN projects THEN ${of(p)} ELSE '' END` : of(p);

const added = `
  INSERT INTO rollups (zone, slot, ${NAMES}, ${MEASURE_NAMES})
  SELECT zone, ${slotOf("NEW.")}, ${DIMENSIONS.map(keyOf("NEW.")).join(", ")},
    ${MEASURES.map(({ of }) => of("NEW.")).join(", ")}
  FROM zones WHERE ${slotOf("NEW.")} >= since AND ${slotOf("NEW.")} < until
  ON CONFLICT DO UPDATE SET ${MERGED};`;

const mine = (zones: string) =>
  `(zone, slot, ${NAMES}) IN (SELECT zone, ${slotOf("OLD.")},
    ${DIMENSIONS.map(keyOf("OLD.")).join(", ")} FROM zones WHERE ${zones})`;

/**
 * The least and the greatest cannot be taken back: they are looked up among what is left, in quarter
 * hours among the exchanges, in wider slots among narrower ones.
 */
const lookedUp = (function () {
  const [least, greatest] = MEASURES.filter(({ merge }) => merge !== "sum");
  if (!least || !greatest) return "";
  // The day alone bounds what is read, by the index: scripts write moments in other ways than we do.
  const day = (slot: string) => `STRFTIME('%Y-%m-%d', ${slot} * ${QUARTERS.width}, 'unixepoch')`;
  const exchanges = ({ merge, of }: Measure) =>
    `(SELECT ${merge}(${of("")}) FROM exchanges
      WHERE timestamp >= ${day("slot")} AND timestamp < ${day("slot")} || 'Z'
      AND ${secondsOf("exchanges.")} / ${QUARTERS.width} = slot
      AND ${
      DIMENSIONS.map(({ name, of }) => `${of("exchanges.")} = rollups.${name}`).join(" AND ")
    })`;
  const narrower = ({ merge, name }: Measure) =>
    `(SELECT ${merge}(r.${name}) FROM zones z CROSS JOIN zones n CROSS JOIN rollups r
      WHERE z.zone = rollups.zone AND n.shift = 0 AND r.zone = n.zone
      AND n.width = CASE z.width WHEN ${LONGS.width} THEN ${DAYS.width} ELSE ${QUARTERS.width} END
      AND (n.projects = z.projects OR n.zone = ${QUARTERS.zone})
      AND r.slot >= (rollups.slot * z.width - z.shift) / n.width
      AND r.slot < ((rollups.slot + 1) * z.width - z.shift) / n.width
      AND ${
      DIMENSIONS.map(({ name }) =>
        `${name === "project" ? "NOT z.projects OR " : ""}r.${name} = rollups.${name}`
      ).map((same) => `(${same})`).join(" AND ")
    })`;
  const update = (zones: string, found: (measure: Measure) => string) =>
    `UPDATE rollups SET speed_min = ${found(least)}, speed_max = ${found(greatest)}
    WHERE ${mine(zones)}
      AND (speed_min = ${least.of("OLD.")} OR speed_max = ${greatest.of("OLD.")});`;
  return [
    update(`width = ${QUARTERS.width}`, exchanges),
    update(`width = ${DAYS.width}`, narrower),
    update(`width = ${LONGS.width}`, narrower),
  ].join("");
})();

const removed = `
  UPDATE rollups SET ${
  MEASURES.filter(({ merge }) => merge === "sum")
    .map(({ name, of }) => `${name} = ${name} - (${of("OLD.")})`).join(", ")
} WHERE ${mine("TRUE")};
  DELETE FROM rollups WHERE ${mine("TRUE")} AND requests = 0;
  ${lookedUp}`;

/** The columns of an exchange that rollups depend on. */
const WATCHED = "timestamp, error, outcome, provider, model, project, cost_nanos, total_tokens, " +
  "prompt_tokens, completion_tokens, duration_ms, first_byte_ms, cache_read_tokens, " +
  "cache_write_5m_tokens, cache_write_1h_tokens, reasoning_tokens, cache_saved_nanos";

const TRIGGERS = `
  CREATE TRIGGER rollup_insert AFTER INSERT ON exchanges BEGIN ${added} END;
  CREATE TRIGGER rollup_delete AFTER DELETE ON exchanges BEGIN ${removed} END;
  CREATE TRIGGER rollup_update AFTER UPDATE OF ${WATCHED} ON exchanges BEGIN
    ${removed} ${added}
  END;
`;

const aggregated = ({ name, merge }: Measure) => `${merge === "sum" ? "SUM" : merge}(${name})`;

function fromExchanges(): string {
  const { zone, width } = QUARTERS;
  return `INSERT INTO rollups (zone, slot, ${NAMES}, ${MEASURE_NAMES})
    SELECT ${zone}, slot, ${NAMES}, ${MEASURES.map(aggregated).join(", ")} FROM (
      SELECT ${secondsOf("")} / ${width} AS slot,
        ${DIMENSIONS.map(({ name, of }) => `${of("exchanges.")} AS ${name}`).join(", ")},
        ${MEASURES.map(({ name, of }) => `${of("")} AS ${name}`).join(", ")}
      FROM exchanges
    ) GROUP BY slot, ${NAMES}`;
}

/**
 * SQL that makes slots of a zone from those of another, which are as wide or narrower; its parameters
 * are the first of those and the one behind the last.
 */
export function fromSlots(base: Zone, zone: Zone): string {
  const keys = DIMENSIONS.map(({ name }) => name === "project" && !zone.projects ? "''" : name);
  return `INSERT INTO rollups (zone, slot, ${NAMES}, ${MEASURE_NAMES})
    SELECT ${zone.zone}, (slot * ${base.width} - ${base.shift} + ${zone.shift}) / ${zone.width} AS wide,
      ${keys.join(", ")}, ${MEASURES.map(aggregated).join(", ")}
    FROM rollups WHERE zone = ${base.zone} AND slot >= ? AND slot < ?
    GROUP BY wide, ${keys.filter((key) => key !== "''").join(", ")}`;
}
