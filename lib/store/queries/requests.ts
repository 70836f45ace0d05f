import type { DatabaseSync } from "node:sqlite";
import { documentOf } from "../search/document.ts";
import type { Found, Searcher } from "../search/searcher.ts";
import { snippetOf, type SnippetPart } from "../search/snippet.ts";
import { BadQuery } from "./bad_query.ts";
import { BOUNDS } from "./page/bounds.ts";
import { pageOf } from "./page/choice.ts";
import { cursorOf, readCursor } from "./page/cursor.ts";
import { all, conditionOf, type RequestsFilter } from "./page/filter.ts";
import { orderOf, type Position, reversed } from "./page/order.ts";
import type { Totals } from "./page/totals.ts";
import { listFields, type RequestRow, requestRow } from "./request_row.ts";
import { runningRequests } from "./running_requests.ts";
import { select } from "./select.ts";
import { finish, type Steps } from "./steps.ts";

/** One exchange in a list; with a search, it has the words in their surroundings. */
export type ListedRequest =
  & Omit<RequestRow, "request_data" | "response_data">
  & Partial<Pick<RequestRow, "request_data" | "response_data">>
  & { snippet?: SnippetPart[] };

/** `GET /requests`. The totals are over all that match, not over the page. */
export interface Requests extends Partial<Totals> {
  requests: ListedRequest[];
  offset: number;
  limit: number;
  /** For `after` of the next page; `null` when this is the last one. */
  next: string | null;
  /** For `before` of the page before; `null` when this is the first one. */
  previous: string | null;
  /** Set when a page in a hurry ended before it was full: `next` goes on from there. */
  partial?: true;
  /** Set when the payloads of all rows were too much for one answer: the last rows are without. */
  payloads_capped?: true;
  /** Set when a search had more matches than are looked at: all of this is over the newest of them. */
  search_capped?: true;
  /** Exchanges that a search did not look at, because they are not indexed yet. */
  search_lag?: number;
}

/** The filters, the order and the page. */
export interface RequestsParams extends RequestsFilter {
  /** What to look for, see lib/store/search/query.ts. */
  search?: string | undefined;
  /** `timestamp` (default), `model`, `total_tokens`, `cost`, `duration_ms`. */
  sortBy?: string | undefined;
  /** `desc` (default) or `asc`. */
  sortDir?: string | undefined;
  /** How many to leave out. The further, the slower: `after` does not have that. */
  offset?: number | undefined;
  /** `next` of an answer with the same order. */
  after?: string | undefined;
  /** `previous` of an answer with the same order: the page that ends right before it. */
  before?: string | undefined;
  /** Default 50, at most 200. */
  limit?: number | undefined;
  /** Ends soon: totals may be capped, and a page of rare exchanges partial. */
  quick?: boolean | undefined;
  /** Default true. */
  totals?: boolean | undefined;
  /** Whether the rows have their payloads. Default true. */
  payloads?: boolean | undefined;
}

/** One page of the exchanges that match. Throws BadQuery. */
export function requests(
  db: DatabaseSync,
  params: RequestsParams,
  search?: Searcher,
  bounds = BOUNDS,
): Requests {
  return finish(requestsInSteps(db, params, search, bounds));
}

/** The same in steps, so that one that looks at millions of rows holds up no other report. */
export function* requestsInSteps(
  db: DatabaseSync,
  params: RequestsParams,
  search?: Searcher,
  bounds = BOUNDS,
): Steps<Requests> {
  const now = Date.now();
  const offset = wholeNumber(params.offset ?? 0, "offset");
  const limit = Math.min(wholeNumber(params.limit ?? 50, "limit"), 200);
  const given = orderOf(params.sortBy, params.sortDir);
  const place = placeOf(params);
  const after = place === undefined ? null : readCursor(given, place);
  // The page before a place is the page after it of the list from its end.
  const isBack = params.before !== undefined;
  const order = isBack ? reversed(given) : given;
  const found = params.search ? search?.(params.search, params.quick) : undefined;
  const filter = all([conditionOf(params, now), ...found?.conditions ?? []]);
  const list = { order, filter, after, offset, limit, bounds };
  if (params.outcome === "running") return runningRequests(db, params, list);
  const { page, totals } = yield* pageOf(db, params, { ...list, found, now });
  const isShort = page.next !== null && page.rows.length < limit;
  const rows = isBack ? page.rows.toReversed() : page.rows;
  const cursor = (position: Position | null | undefined) =>
    position ? cursorOf(given, position) : null;
  const { listed, isCapped } = yield* rowsOf(db, rows, params, found);
  return {
    requests: listed,
    ...totals,
    offset,
    limit,
    next: cursor(isBack ? rows.at(-1) : page.next),
    previous: cursor(isBack ? page.next : after && rows[0]),
    ...(isShort ? { partial: true } : {}),
    ...(isCapped ? { payloads_capped: true } : {}),
    ...(found?.capped ? { search_capped: true } : {}),
    ...(found && found.lag > 0 ? { search_lag: found.lag } : {}),
  };
}

/** Characters of payloads after which rows come without: the main thread writes all of them as JSON. */
const MOST = 8_000_000;
/** So many milliseconds payloads are read before other reports have their turn. */
const STEP_MS = 10;

/** Rows as they are listed. */
interface Listed {
  listed: ListedRequest[];
  /** Some are without the payloads that were asked for. */
  isCapped: boolean;
}

/** The rows of a page in its order; payloads are put together for these alone, one after the other. */
function* rowsOf(
  db: DatabaseSync,
  page: readonly Position[],
  { payloads = true }: RequestsParams,
  found: Found | undefined,
): Steps<Listed> {
  if (!payloads && found === undefined) return { listed: bareRows(db, page), isCapped: false };
  const whole = rowReader(db, true);
  const bare = rowReader(db, false);
  const listed: ListedRequest[] = [];
  let [length, isCapped, begun] = [0, false, performance.now()];
  for (const { id } of page) {
    const isFull = length >= MOST;
    const row = (isFull && found === undefined ? bare : whole)(id);
    // One that is deleted by now is left out.
    if (row === null) continue;
    const { request_data = null, response_data = null, ...facts } = row;
    const snippet = found && {
      snippet: snippetOf(documentOf(request_data, response_data).text, found.words),
    };
    listed.push({ ...(payloads && !isFull ? row : facts), ...snippet });
    if (payloads) length += (request_data?.length ?? 0) + (response_data?.length ?? 0);
    isCapped ||= payloads && isFull;
    if (performance.now() - begun < STEP_MS) continue;
    yield;
    begun = performance.now();
  }
  return { listed, isCapped };
}

function bareRows(db: DatabaseSync, page: readonly Position[]): ListedRequest[] {
  if (page.length === 0) return [];
  return select(
    db,
    `SELECT ${listFields(false)} FROM json_each(?) place
    CROSS JOIN requests ON requests.id = place.value ORDER BY place.key`,
    [JSON.stringify(page.map(({ id }) => id))],
  ).map(requestRow);
}

function rowReader(db: DatabaseSync, payloads: boolean) {
  const statement = db.prepare(`SELECT ${listFields(payloads)} FROM requests WHERE id = ?`);
  statement.setReadBigInts(true);
  return (id: number | bigint): RequestRow | null => {
    const row = statement.get(id);
    return row === undefined ? null : requestRow(row);
  };
}

/** The cursor that a page begins or ends at. */
function placeOf({ after, before, offset = 0, outcome }: RequestsParams): string | undefined {
  if (after !== undefined && before !== undefined) {
    throw new BadQuery("Give after or before, not both.");
  }
  if (before !== undefined && outcome === "running") {
    throw new BadQuery("before is for what is complete. Leave it out with outcome=running.");
  }
  const place = after ?? before;
  if (place === undefined || offset === 0) return place;
  throw new BadQuery(`Give ${after === undefined ? "before" : "after"} or offset, not both.`);
}

function wholeNumber(value: number, name: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new BadQuery(`${name} must be a whole number from 0.`);
}
