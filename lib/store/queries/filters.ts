import type { DatabaseSync } from "node:sqlite";
import { sourceOf } from "../rollups/source.ts";
import { number, select } from "./select.ts";

/** `GET /stats/filters`: what there is to filter by, the most used first. */
export interface Filters {
  providers: { name: string; count: number }[];
  models: { name: string; count: number }[];
  projects: { name: string; count: number }[];
}

/** Whether only successful exchanges count, as the contract has it, or all of them. */
export interface FiltersParams {
  outcome?: "ok" | "all";
}

/** The providers, models and projects of exchanges. */
export function filters(db: DatabaseSync, { outcome = "ok" }: FiltersParams): Filters {
  const grain = { shift: 0, by: "any" } as const;
  const source = sourceOf(db, { from: null, to: null }, grain, { measures: ["requests"] });
  // Read once: what there is to read is more than what there is to add.
  const rows = select(
    db,
    `SELECT provider, model, project, SUM(requests) AS count
    FROM ${source.sql} WHERE ${outcome === "ok" ? "outcome = 'ok'" : "TRUE"} GROUP BY 1, 2, 3`,
    source.params,
  );
  const names = (column: "provider" | "model" | "project") =>
    [...Map.groupBy(rows, (row) => String(row[column]))]
      .map(([name, found]) => ({
        name,
        count: found.reduce((sum, { count }) => sum + number(count), 0),
      }))
      .filter(({ name, count }) => name !== "" && count > 0)
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  return { providers: names("provider"), models: names("model"), projects: names("project") };
}
