import type { DatabaseSync } from "node:sqlite";
import type { Outcome } from "../../types/exchange.ts";
import { BadQuery } from "./bad_query.ts";
import { FIELDS, type RequestRow, requestRow } from "./request_row.ts";
import { number, type Row, select } from "./select.ts";
import { documentOf } from "../search/document.ts";
import type { Found, Searcher } from "../search/searcher.ts";
import { snippetOf, type SnippetPart } from "../search/snippet.ts";
import { sourceOf } from "../rollups/source.ts";
import { totalsBy } from "../rollups/totals.ts";
import { sumsOf } from "./sums.ts";
import {
  type Condition,
  offsetOf,
  type ProjectFilter,
  timeCondition,
  type TimeFilter,
  timeRange,
} from "./time_filter.ts";

/** `GET /requests`. The totals are over all that match, not over the page. */
export interface Requests {
  /** With a search, each has its words in their surroundings. */
  requests: (RequestRow & { snippet?: SnippetPart[] })[];
  total: number;
  total_tokens: number;
  total_cost: number;
  /** USD per request with a known price, 0 when there is none. */
  avg_cost: number;
  /** Matching requests that used tokens but have no known price. */
  unpriced: number;
  offset: number;
  limit: number;
  /** Set when there are more rows than a quick answer counts: ask again without `quick` for all. */
  total_capped?: true;
  /** Set when a search had more matches than are looked at: the totals are over the newest of them. */
  search_capped?: true;
  /** Exchanges that a search did not look at, because they are not indexed yet. */
  search_lag?: number;
}

/** The filters, the order and the page. */
export interface RequestsParams extends TimeFilter, ProjectFilter {
  provider?: string | undefined;
  model?: string | undefined;
  /** USD, inclusive. */
  minCost?: number | undefined;
  maxCost?: number | undefined;
  /** What to look for, see lib/store/search/query.ts. */
  search?: string | undefined;
  /** Default `ok`. */
  outcome?: Outcome | "all" | undefined;
  /** `timestamp` (default), `model`, `total_tokens`, `cost`, `duration_ms`. */
  sortBy?: string | undefined;
  /** `desc` (default) or `asc`. */
  sortDir?: string | undefined;
  offset?: number | undefined;
  /** Default 50, at most 200. */
  limit?: number | undefined;
  /** Totals that need every row stop at {@link QUICK_ROWS}. */
  quick?: boolean | undefined;
}

/** As many rows are counted at once. */
const QUICK_ROWS = 10_000;

const OUTCOMES: Readonly<Record<Outcome | "all", string>> = {
  ok: "error IS NULL",
  failed: "error IS NOT NULL AND outcome = 'failed'",
  interrupted: "error IS NOT NULL AND outcome = 'interrupted'",
  all: "TRUE",
};
const SORTS = ["timestamp", "model", "total_tokens", "cost", "duration_ms"];
const DIRECTIONS = ["asc", "desc"];

/** One page of the exchanges that match, with their payloads. */
export function requests(
  db: DatabaseSync,
  params: RequestsParams,
  search?: Searcher,
): Requests {
  const found = params.search ? search?.(params.search) : undefined;
  const condition = conditionOf(params, found);
  const { sql, params: values } = condition;
  const offset = wholeNumber(params.offset ?? 0, "offset");
  const limit = Math.min(wholeNumber(params.limit ?? 50, "limit"), 200);
  const sortBy = oneOf(params.sortBy ?? "timestamp", SORTS, "sort_by");
  const direction = oneOf(params.sortDir ?? "desc", DIRECTIONS, "sort_dir");
  const all = totalsOf(db, params, condition);
  // Sorting ids alone keeps the payloads of all the other rows out of the sorter.
  const rows = select(
    db,
    `SELECT ${FIELDS} FROM (
      SELECT id AS page_id, ROW_NUMBER() OVER () AS place FROM (
        SELECT id FROM exchanges WHERE ${sql}
        ORDER BY ${sortBy} ${direction} NULLS LAST, id ${direction} LIMIT ? OFFSET ?
      )
    ) JOIN requests ON id = page_id ORDER BY place`,
    [...values, limit, offset],
  );
  const { requests: total, cost, unpriced } = sumsOf(all);
  const capped = params.quick === true && total > QUICK_ROWS;
  return {
    requests: rows.map(requestRow).map((row) => ({
      ...row,
      ...(found ? { snippet: snippetOf(wordsOf(row), found.words) } : {}),
    })),
    total,
    total_tokens: number(all?.tokens),
    total_cost: cost,
    avg_cost: cost / (number(all?.priced) || 1),
    unpriced,
    offset,
    limit,
    ...(capped && isCounted(params) ? { total_capped: true } : {}),
    ...(found?.capped ? { search_capped: true } : {}),
    ...(found && found.lag > 0 ? { search_lag: found.lag } : {}),
  };
}

function wordsOf({ request_data, response_data }: RequestRow): string {
  return documentOf(request_data, response_data).text;
}

/** Whether totals have to be counted row by row: rollups know no costs and no texts. */
function isCounted({ search, minCost, maxCost }: RequestsParams): boolean {
  return Boolean(search) || minCost !== undefined || maxCost !== undefined;
}

/** Over all that match: from rollups where they can tell, else from every row. */
function totalsOf(
  db: DatabaseSync,
  params: RequestsParams,
  { sql, params: values }: Condition,
): Row | undefined {
  const { outcome = "ok", provider, model, project } = params;
  if (isCounted(params)) {
    const limit = params.quick ? `LIMIT ${QUICK_ROWS + 1}` : "";
    const [all] = select(
      db,
      `SELECT COUNT(*) AS requests, SUM(cost_nanos) AS nanos, SUM(total_tokens) AS tokens,
        SUM(cost_nanos IS NULL AND (error IS NULL OR total_tokens > 0)) AS unpriced,
        COUNT(cost_nanos) AS priced
      FROM (SELECT cost_nanos, total_tokens, error FROM exchanges WHERE ${sql} ${limit})`,
      values,
    );
    return all;
  }
  const shift = offsetOf(params) * 60;
  const source = sourceOf(db, timeRange(params, Date.now()), { shift, by: "any" });
  const [all] = totalsBy(db, source, {
    keys: "'all'",
    measures: ["requests", "nanos", "unpriced", "tokens", "priced"],
    only: { outcome: outcome === "all" ? undefined : outcome, provider, model, project },
  });
  return all;
}

function conditionOf(params: RequestsParams, found: Found | undefined): Condition {
  const { provider, model, minCost, maxCost, outcome = "ok" } = params;
  oneOf(outcome, Object.keys(OUTCOMES), "outcome");
  const conditions: Condition[] = [
    { sql: OUTCOMES[outcome], params: [] },
    timeCondition(params, Date.now()),
  ];
  const add = (sql: string, value: string | number | undefined) => {
    if (value !== undefined) conditions.push({ sql, params: [value] });
  };
  add("provider = ?", provider);
  add("model = ?", model);
  add("project = ?", params.project);
  add("cost >= ?", finite(minCost, "min_cost"));
  add("cost <= ?", finite(maxCost, "max_cost"));
  conditions.push(...found?.conditions ?? []);
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(" AND "),
    params: conditions.flatMap(({ params }) => params),
  };
}

function oneOf(value: string, allowed: readonly string[], name: string): string {
  if (allowed.includes(value)) return value;
  throw new BadQuery(`${name} must be one of ${allowed.join(", ")}.`);
}

function finite(value: number | undefined, name: string): number | undefined {
  if (value === undefined || Number.isFinite(value)) return value;
  throw new BadQuery(`${name} must be a number of USD.`);
}

function wholeNumber(value: number, name: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new BadQuery(`${name} must be a whole number from 0.`);
}
