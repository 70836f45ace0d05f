import type { DatabaseSync } from "node:sqlite";
import { BadQuery } from "./bad_query.ts";
import { cursorOf } from "./page/cursor.ts";
import { all, conditionOf, FILTERED } from "./page/filter.ts";
import { afterCondition, columnsOf, orderSql } from "./page/order.ts";
import { totalsOf } from "./page/totals.ts";
import type { PageParams } from "./page/walk.ts";
import { listFields, REQUEST_COLUMNS, type RequestRow, requestRow } from "./request_row.ts";
import type { Requests, RequestsParams } from "./requests.ts";
import { type Row, select } from "./select.ts";

/** What the table `running` has of an exchange; the rest is not known yet. */
const KNOWN: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["timestamp", "model", "provider", "request_id", "stream", "upstream_model", "client"]
      .map((name) => [name, name]),
  ),
  project: "project",
  outcome: "'running'",
  // What runs is not without a price: it has used nothing yet.
  cost_nanos: "0",
  place: "id",
  request_data: restored("request"),
};

const SOURCE = `(SELECT ${
  [...new Set([...REQUEST_COLUMNS, ...FILTERED, "place"])]
    .filter((name) => name !== "id")
    .map((name) => `${KNOWN[name] ?? "NULL"} AS ${name}`).join(", ")
}, NULL AS id FROM running)`;

/** The exchanges whose answer is not complete yet, as far as they are known. Throws BadQuery. */
export function runningRequests(
  db: DatabaseSync,
  params: RequestsParams,
  { order, after, limit, offset }: Omit<PageParams, "filter">,
): Requests {
  if (params.search !== undefined) {
    throw new BadQuery("search looks through what is complete. Leave it out with outcome=running.");
  }
  const filter = conditionOf({ ...params, outcome: "all" }, Date.now());
  const placed = (sql: string) => sql.replaceAll(/\bid\b/g, "place");
  const rest = after === null ? filter : all([filter, afterCondition(order, after)]);
  const rows = select(
    db,
    `SELECT ${listFields(params.payloads ?? true)}, place FROM ${SOURCE} requests
    WHERE ${placed(rest.sql)} ORDER BY ${placed(orderSql(order))} LIMIT ? OFFSET ?`,
    [...rest.params, limit + 1, offset],
  );
  const last = rows[limit - 1];
  const keys = columnsOf(order).map((name) => keyOf(last?.[name]));
  const [{ requests: total } = {}] = select(
    db,
    `SELECT COUNT(*) AS requests FROM ${SOURCE} WHERE ${filter.sql}`,
    filter.params,
  );
  return {
    requests: rows.slice(0, limit).map(({ place: _place, ...row }) => requestRow(row)),
    ...(params.totals ?? true ? totalsOf([{ requests: total }]) : {}),
    offset,
    limit,
    next: rows.length > limit && last ? cursorOf(order, { keys, id: Number(last.place) }) : null,
    previous: null,
  };
}

/** One of them by its `x-request-id`; `null` when it does not run. */
export function runningRequest(db: DatabaseSync, requestId: string): RequestRow | null {
  const [row] = select(
    db,
    `SELECT ${listFields(true)} FROM ${SOURCE} requests WHERE request_id = ?`,
    [requestId],
  );
  return row ? requestRow(row) : null;
}

function keyOf(value: Row[string]): string | number | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : Number(value);
}

/** A payload from its recipe, as the view `requests` puts it together (docs/adr/0008). */
function restored(recipe: string): string {
  return `(SELECT group_concat(CASE type
    WHEN 'array' THEN (SELECT group_concat(text, json_extract(value, '$[2]')) FROM (
      SELECT text FROM texts
      WHERE texts.id BETWEEN json_extract(value, '$[0]') AND json_extract(value, '$[1]')
      ORDER BY texts.id))
    ELSE value END, '') FROM json_each(${recipe}))`;
}
