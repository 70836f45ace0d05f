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
  const names = (column: "provider" | "model" | "project") =>
    select(
      db,
      `SELECT ${column} AS name, SUM(requests) AS count
      FROM ${source.sql} WHERE ${outcome === "ok" ? "outcome = 'ok'" : "TRUE"} AND name <> ''
      GROUP BY 1 ORDER BY count DESC, name`,
      source.params,
    ).map(({ name, count }) => ({ name: String(name), count: number(count) }));
  return { providers: names("provider"), models: names("model"), projects: names("project") };
}
