import type { DatabaseSync } from "node:sqlite";
import { select } from "./select.ts";
import { offsetOf, type TimeFilter } from "./time_filter.ts";

/** `GET /stats/date-range`: the first and the last day with a successful exchange. */
export interface DateRange {
  start_date: string | null;
  end_date: string | null;
}

/** Two look-ups at the ends of the index on `timestamp`; days are local to the offset. */
export function dateRange(
  db: DatabaseSync,
  params: Pick<TimeFilter, "timezoneOffset">,
): DateRange {
  const shift = `${offsetOf(params)} minutes`;
  const end = (direction: "ASC" | "DESC") => {
    const [row] = select(
      db,
      `SELECT DATE(timestamp, ?) AS day FROM exchanges WHERE error IS NULL
      ORDER BY timestamp ${direction} LIMIT 1`,
      [shift],
    );
    return typeof row?.day === "string" ? row.day : null;
  };
  return { start_date: end("ASC"), end_date: end("DESC") };
}
