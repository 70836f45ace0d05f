import type { DatabaseSync } from "node:sqlite";
import { DIMENSIONS, type Measure, MEASURES, secondsOf } from "./measures.ts";

/** Raise it when the measures or the dimensions change: rollups of another version are made anew. */
const VERSION = 1;

/** The zone of quarter hours, from which all others are made. */
export const QUARTERS = { zone: 0, shift: 0, width: 900 } as const;

/** The first slot of a zone that has all: no exchange is older. */
export const COMPLETE = -1_000_000_000_000;

const NAMES = DIMENSIONS.map(({ name }) => name).join(", ");
const MEASURE_NAMES = MEASURES.map(({ name }) => name).join(", ");

/**
 * Rollups are sums over the exchanges of a slot of time, kept by triggers: in the transaction of the
 * row, and whoever writes it. A zone is a way to cut time into slots: quarter hours, or the days of
 * an offset from UTC. Made here when they are missing, of another version or not of all exchanges;
 * returns whether.
 */
export function ensureRollups(db: DatabaseSync): boolean {
  if (currentVersion(db) === VERSION && areWhole(db)) return false;
  db.exec("BEGIN IMMEDIATE");
  try {
    db.exec(`DROP TABLE IF EXISTS rollups; DROP TABLE IF EXISTS zones;
      ${["insert", "delete", "update"].map((n) => `DROP TRIGGER IF EXISTS rollup_${n};`).join("")}
      ${TABLES} ${TRIGGERS}
      INSERT INTO zones VALUES (${QUARTERS.zone}, ${QUARTERS.shift}, ${QUARTERS.width}, ${COMPLETE});
      INSERT INTO zones VALUES (1, 0, 86400, ${COMPLETE});`);
    db.exec(fromExchanges());
    db.exec(fromQuarters(1));
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

/** Whether the days of UTC count as many exchanges as there are: triggers can be dropped by hand. */
function areWhole(db: DatabaseSync): boolean {
  const row = db.prepare(
    `SELECT (SELECT COALESCE(SUM(requests), 0) FROM rollups WHERE zone = 1) AS summed,
      (SELECT COUNT(*) FROM exchanges) AS counted`,
  ).get();
  return row?.summed === row?.counted;
}

const TABLES = `
  CREATE TABLE zones (
    zone INTEGER PRIMARY KEY,
    shift INTEGER NOT NULL,
    width INTEGER NOT NULL,
    since INTEGER NOT NULL
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
`;

const MERGED = MEASURES.map(({ name, merge }) => `${name} = ${merged(merge, name)}`).join(", ");

function merged(merge: Measure["merge"], name: string): string {
  if (merge === "sum") return `${name} + excluded.${name}`;
  return `COALESCE(${merge}(${name}, excluded.${name}), ${name}, excluded.${name})`;
}

const slotOf = (p: string) => `(${secondsOf(p)} + shift) / width`;

const added = `
  INSERT INTO rollups (zone, slot, ${NAMES}, ${MEASURE_NAMES})
  SELECT zone, ${slotOf("NEW.")}, ${DIMENSIONS.map(({ of }) => of("NEW.")).join(", ")},
    ${MEASURES.map(({ of }) => of("NEW.")).join(", ")}
  FROM zones WHERE ${slotOf("NEW.")} >= since
  ON CONFLICT DO UPDATE SET ${MERGED};`;

const mine = `(zone, slot) IN (SELECT zone, ${slotOf("OLD.")} FROM zones)
  AND ${DIMENSIONS.map(({ name, of }) => `${name} = ${of("OLD.")}`).join(" AND ")}`;

/** The least and the greatest cannot be taken back: they are looked up among the rows that are left. */
const lookedUp = (function () {
  const [least, greatest] = MEASURES.filter(({ merge }) => merge !== "sum");
  if (!least || !greatest) return "";
  // The day alone bounds what is read, by the index: scripts write moments in other ways than we do.
  const day = (slot: string) => `STRFTIME('%Y-%m-%d', ${slot} * width - shift, 'unixepoch')`;
  const left = ({ merge, of }: Measure) =>
    `(SELECT ${merge}(${of("")}) FROM exchanges, zones WHERE zones.zone = rollups.zone
      AND timestamp >= ${day("slot")} AND timestamp < ${day("(slot + 1)")} || 'Z'
      AND ${slotOf("exchanges.")} = slot
      AND ${
      DIMENSIONS.map(({ name, of }) => `${of("exchanges.")} = rollups.${name}`).join(" AND ")
    })`;
  return `UPDATE rollups SET speed_min = ${left(least)}, speed_max = ${left(greatest)}
    WHERE ${mine} AND (speed_min = ${least.of("OLD.")} OR speed_max = ${greatest.of("OLD.")});`;
})();

const removed = `
  UPDATE rollups SET ${
  MEASURES.filter(({ merge }) => merge === "sum")
    .map(({ name, of }) => `${name} = ${name} - (${of("OLD.")})`).join(", ")
} WHERE ${mine};
  DELETE FROM rollups WHERE ${mine} AND requests = 0;
  ${lookedUp}`;

/** The columns of an exchange that rollups depend on. */
const WATCHED = "timestamp, error, outcome, provider, model, project, cost_nanos, total_tokens, " +
  "prompt_tokens, completion_tokens, duration_ms";

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

/** Makes all days of a zone from the quarter hours. */
export function fromQuarters(zone: number, where = "TRUE"): string {
  const { zone: quarters, width } = QUARTERS;
  return `INSERT INTO rollups (zone, slot, ${NAMES}, ${MEASURE_NAMES})
    SELECT ${zone}, (slot * ${width} + shift) / width AS day, ${NAMES},
      ${MEASURES.map(aggregated).join(", ")}
    FROM (SELECT r.*, z.shift, z.width FROM rollups r, zones z
      WHERE r.zone = ${quarters} AND z.zone = ${zone} AND ${where})
    GROUP BY day, ${NAMES}`;
}
