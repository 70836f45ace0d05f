import type { DatabaseSync } from "node:sqlite";
import type { Found } from "../../search/searcher.ts";
import { number, type Row, select } from "../select.ts";
import { type Condition, timeCondition } from "../time_filter.ts";
import type { Bounds } from "./bounds.ts";
import { all, type RequestsFilter } from "./filter.ts";
import type { Run } from "./stream.ts";

/**
 * A way to the rows of a filter: a condition that an index serves, so that it is known how many rows
 * are looked at. The rest of the filter is for the rows that come that way.
 */
export interface Driver {
  /** All of its rows, in any order: what stands behind FROM, and a condition. */
  from: string;
  condition: Condition;
  /** How many rows come; `Infinity` when nobody has counted them all. */
  rows: number;
  /** The same rows in runs; none where they are few. */
  runs: readonly Run[];
}

/**
 * The ways to the rows of a filter, that with the fewest rows first.
 *
 * @param counts of `censusOf()`, by model where the filter has a model or provider
 * @param now milliseconds since the epoch
 */
export function driversOf(
  db: DatabaseSync,
  filter: RequestsFilter,
  { counts, now, found, bounds, quick }: {
    counts: readonly Row[];
    now: number;
    found?: Found | undefined;
    bounds: Bounds;
    quick: boolean;
  },
): Driver[] {
  // What the index has found stands nowhere else.
  if (found?.ids) return [bySearch(found.ids)];
  return [
    ...byCounts(filter, counts, timeCondition(filter, now)),
    // Rows by cost lie all over the file: a tenth of them takes as long as all in order.
    ...byCost(db, filter, quick ? bounds.few : 10 * bounds.few),
  ].toSorted((a, b) => a.rows - b.rows);
}

/**
 * Exchanges by cost: those that have one, within the filter's bounds, and the others. Each index by
 * cost has either what went well or what did not.
 */
export function costRuns({ outcome = "ok", minCost, maxCost, unpriced }: RequestsFilter): Run[] {
  const isBound = minCost !== undefined || maxCost !== undefined;
  return INDEXED_BY_COST.filter(({ outcomes }) => outcomes.includes(outcome)).flatMap(({ sql }) => {
    const indexed = { sql, params: [] };
    const priced = all([
      indexed,
      { sql: "cost IS NOT NULL", params: [] },
      ...(minCost === undefined ? [] : [{ sql: "cost >= ?", params: [minCost] }]),
      ...(maxCost === undefined ? [] : [{ sql: "cost <= ?", params: [maxCost] }]),
    ]);
    const none = all([indexed, { sql: "cost IS NULL", params: [] }]);
    return [
      ...(unpriced === true ? [] : [{ condition: priced, column: "cost" } as const]),
      ...(isBound ? [] : [{ condition: none, column: "id" } as const]),
    ];
  });
}

const INDEXED_BY_COST: readonly { sql: string; outcomes: readonly string[] }[] = [
  { sql: "error IS NULL", outcomes: ["ok", "all"] },
  { sql: "error IS NOT NULL", outcomes: ["failed", "interrupted", "all"] },
];

/** Runs of single models, each by time. */
export function modelRuns(models: readonly string[], time: Condition): Run[] {
  return models.map((model) => ({
    condition: all([{ sql: "model = ?", params: [model] }, time]),
    column: "timestamp",
  }));
}

function bySearch(ids: readonly number[]): Driver {
  return {
    from: "(SELECT value AS found FROM json_each(?)) CROSS JOIN exchanges ON id = found",
    condition: { sql: "TRUE", params: [JSON.stringify(ids)] },
    rows: ids.length,
    runs: [],
  };
}

/** By time, and by what rollups tell apart and indexes lead to. */
function byCounts(filter: RequestsFilter, counts: readonly Row[], time: Condition): Driver[] {
  const { project, outcome = "ok" } = filter;
  const way = (given: Condition, column: string, rows = counts): Driver => {
    const condition = all([given, time]);
    return {
      from: "exchanges",
      condition,
      rows: rows.reduce((sum, row) => sum + number(row[column]), 0),
      runs: [{ condition, column: "timestamp" }],
    };
  };
  const ways = [way({ sql: "TRUE", params: [] }, "looked")];
  if (project !== undefined) {
    ways.push(way({ sql: "project = ?", params: [project] }, "of_project"));
  }
  if (outcome === "failed" || outcome === "interrupted") {
    ways.push(way({ sql: "error IS NOT NULL", params: [] }, "of_errors"));
  }
  const models = modelsOf(filter, counts);
  if (models !== null) {
    const names = models.map(({ model }) => String(model));
    const found = way({ sql: "model = listed", params: [] }, "looked", models);
    ways.push({
      ...found,
      // Statistics over few models would let SQLite prefer to read all rows.
      from: "(SELECT value AS listed FROM json_each(?)) CROSS JOIN exchanges",
      condition: all([{ sql: "TRUE", params: [JSON.stringify(names)] }, found.condition]),
      runs: modelRuns(names, time),
    });
  }
  return ways;
}

/** The models that the filter leaves; `null` when it leaves all. */
export function modelsOf(
  { model, provider }: RequestsFilter,
  counts: readonly Row[],
): Row[] | null {
  if (model === undefined && provider === undefined) return null;
  return counts.filter((row) =>
    (model === undefined || row.model === model) &&
    (provider === undefined || number(row.of_provider) > 0)
  );
}

/** All models that there are, each found by one look into the index. */
export function allModels(db: DatabaseSync): string[] {
  return select(
    db,
    `WITH RECURSIVE each(model) AS (
      SELECT MIN(model) FROM exchanges UNION ALL
      SELECT (SELECT MIN(model) FROM exchanges WHERE model > each.model) FROM each
      WHERE each.model IS NOT NULL
    ) SELECT model FROM each WHERE model IS NOT NULL`,
    [],
  ).map(({ model }) => String(model));
}

/** Exchanges of a range of costs, or without any. */
function byCost(db: DatabaseSync, filter: RequestsFilter, most: number): Driver[] {
  const { minCost, maxCost, unpriced } = filter;
  const isBound = minCost !== undefined || maxCost !== undefined || unpriced === true;
  if (!isBound) return [];
  const runs = costRuns(filter);
  if (runs.length === 0) return [];
  const rows = runs.reduce((sum, { condition }) => {
    const [counted] = select(
      db,
      `SELECT COUNT(*) AS n FROM (
        SELECT 1 FROM exchanges WHERE ${condition.sql} LIMIT ${most + 1}
      )`,
      condition.params,
    );
    return sum + number(counted?.n);
  }, 0);
  const condition = {
    sql: `(${runs.map(({ condition }) => `(${condition.sql})`).join(" OR ")})`,
    params: runs.flatMap(({ condition }) => condition.params),
  };
  return [{ from: "exchanges", condition, rows: rows > most ? Infinity : rows, runs }];
}
