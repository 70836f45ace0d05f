import type { DatabaseSync } from "node:sqlite";
import { number, select } from "./select.ts";

/** `GET /stats/filters`: what there is to filter by, the most used first. */
export interface Filters {
  providers: { name: string; count: number }[];
  models: { name: string; count: number }[];
}

/** The providers and models of successful exchanges. */
export function filters(db: DatabaseSync, _params: Record<never, never>): Filters {
  const names = (column: "provider" | "model") =>
    select(
      db,
      `SELECT ${column} AS name, COUNT(*) AS count FROM exchanges
      WHERE error IS NULL AND ${column} IS NOT NULL GROUP BY 1 ORDER BY count DESC, name`,
      [],
    ).map(({ name, count }) => ({ name: String(name), count: number(count) }));
  return { providers: names("provider"), models: names("model") };
}
