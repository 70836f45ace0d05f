import type { DatabaseSync } from "node:sqlite";
import type { Searcher } from "../search/searcher.ts";
import { daily } from "./daily.ts";
import { dateRange } from "./date_range.ts";
import { exportPart } from "./export_part.ts";
import { filters } from "./filters.ts";
import { hourly } from "./hourly.ts";
import { models } from "./models.ts";
import { projects } from "./projects.ts";
import { request } from "./request.ts";
import { requestsInSteps } from "./requests.ts";
import { spending } from "./spending.ts";
import { stats } from "./stats.ts";
import type { Steps } from "./steps.ts";
import { timeline } from "./timeline.ts";
import type { QueryTypes } from "./types.ts";

/** The queries by name, for the worker that reads. Each throws `BadQuery` for senseless parameters. */
export const QUERIES: {
  readonly [Name in keyof QueryTypes]: (
    db: DatabaseSync,
    params: QueryTypes[Name]["params"],
    search: Searcher,
  ) => QueryTypes[Name]["result"] | Steps<QueryTypes[Name]["result"]>;
} = {
  stats,
  daily,
  hourly,
  timeline,
  dateRange,
  filters,
  models,
  projects,
  requests: requestsInSteps,
  request,
  exportPart,
  spending,
};
