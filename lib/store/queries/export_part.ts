import type { DatabaseSync } from "node:sqlite";
import { type ExportFormat, exportLines, tableColumns } from "../export_lines.ts";
import { LISTS } from "../export_rows.ts";
import type { Searcher } from "../search/searcher.ts";
import { BadQuery } from "./bad_query.ts";
import { BOUNDS } from "./page/bounds.ts";
import { pageOf } from "./page/choice.ts";
import { cursorOf, readCursor } from "./page/cursor.ts";
import { all, conditionOf, type RequestsFilter } from "./page/filter.ts";
import { orderOf, type Position } from "./page/order.ts";
import { select } from "./select.ts";
import type { Steps } from "./steps.ts";

/** Which exchanges, and where in them. */
export interface ExportParams extends RequestsFilter {
  format: ExportFormat;
  /** What to look for, see lib/store/search/query.ts. */
  search?: string | undefined;
  /** By time: `asc` (default) or `desc`. */
  sortDir?: string | undefined;
  /** `next` of the part before. */
  after?: string | undefined;
}

/** A part of an export. */
export interface ExportPart {
  /** Lines of the file. */
  text: string;
  /** For `after` of the next part; `null` when this is the last one. */
  next: string | null;
  /** A search had more matches than are looked at: the export is of the newest of them. */
  capped: boolean;
}

/** How many exchanges a part has at most; where they have payloads it ends by its size before. */
const ROWS: Readonly<Record<ExportFormat, number>> = { csv: 1000, jsonl: 200 };
/** Characters after which a part ends: one exchange more may be far larger. */
const MOST = 1_000_000;
/** So many of them are read before other reports have their turn. */
const STEP_MS = 10;

/**
 * The next part of the exchanges that match, as lines. Each part is a question of its own, so that
 * nothing is held between them for a client that reads slowly.
 *
 * @throws {BadQuery}
 */
export function* exportPart(
  db: DatabaseSync,
  params: ExportParams,
  search?: Searcher,
  bounds = BOUNDS,
): Steps<ExportPart> {
  const { format, outcome, sortDir = "asc" } = params;
  if (outcome === "running") {
    throw new BadQuery("Only what is complete can be exported. Leave outcome=running out.");
  }
  const now = Date.now();
  const order = orderOf("timestamp", sortDir);
  const after = params.after === undefined ? null : readCursor(order, params.after);
  const found = params.search ? search?.(params.search) : undefined;
  const filter = all([conditionOf(params, now), ...found?.conditions ?? []]);
  const place = { order, filter, after, offset: 0, limit: ROWS[format], bounds, found, now };
  const { page } = yield* pageOf(db, { ...params, totals: false, quick: false }, place);
  const head = after === null;
  const { text, last } = format === "csv"
    ? tableOf(db, page.rows, head)
    : yield* linesOf(db, page.rows);
  const next = last === page.rows.at(-1) ? page.next : last ?? null;
  return {
    text,
    next: next && cursorOf(order, next),
    capped: found?.capped ?? false,
  };
}

/** How far the lines go. */
interface Lines {
  text: string;
  last: Position | undefined;
}

/** A table leaves out what is long, so its rows are read at once. */
function tableOf(db: DatabaseSync, rows: readonly Position[], head: boolean): Lines {
  const every = db.prepare("SELECT * FROM requests LIMIT 0").columns().map(({ name }) => name);
  const columns = tableColumns(every);
  const found = select(
    db,
    `SELECT ${columns.map((name) => `r."${name}"`).join(", ")}
    FROM json_each(?) place CROSS JOIN requests r ON r.id = place.value ORDER BY place.key`,
    [JSON.stringify(rows.map(({ id }) => id))],
  );
  return { text: exportLines(found, "csv", { head, columns }), last: rows.at(-1) };
}

function* linesOf(db: DatabaseSync, rows: readonly Position[]): Generator<void, Lines> {
  const lists = LISTS.map(({ sql }) => sql).join(", ");
  const lines: string[] = [];
  let [length, last, begun] = [0, rows.at(-1), performance.now()];
  for (const row of rows) {
    // One that is deleted by now is left out.
    const found = select(db, `SELECT r.*, ${lists} FROM requests r WHERE r.id = ?`, [row.id]);
    const line = exportLines(found, "jsonl", { head: false });
    lines.push(line);
    length += line.length;
    last = row;
    if (length >= MOST) break;
    if (performance.now() - begun < STEP_MS) continue;
    yield;
    begun = performance.now();
  }
  return { text: lines.join(""), last };
}
