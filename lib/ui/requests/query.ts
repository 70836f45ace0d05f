import type { View } from "../page.ts";

/** A filter of the list, by its name in the page's URL. */
export interface ListFilter {
  name: string;
  label: string;
  /** Its name in `GET /requests`, where that is another. */
  api?: string;
  /** What the value there is multiplied by. */
  scale?: number;
  /** The value for people. */
  show?: (value: string) => string;
}

/** How a request ended, as the list can be narrowed to. */
export const OUTCOMES = [
  { name: "all", label: "All" },
  { name: "ok", label: "OK" },
  { name: "failed", label: "Failed" },
  { name: "interrupted", label: "Interrupted" },
  { name: "running", label: "Running" },
] as const;

/** The filters of the list. */
export const FILTERS: readonly ListFilter[] = [
  { name: "search", label: "Search" },
  { name: "model", label: "Alias" },
  { name: "provider", label: "Provider" },
  { name: "project", label: "Project" },
  { name: "client", label: "Client" },
  { name: "hour", label: "Hour", show: (value) => `${value.replace("T", " ")}:00` },
  { name: "status", label: "HTTP status" },
  {
    name: "stream",
    label: "Answer",
    show: (value) => value === "true" ? "streamed" : value === "false" ? "whole" : value,
  },
  { name: "min_cost", label: "Cost from", show: (value) => `$${value}` },
  { name: "max_cost", label: "Cost to", show: (value) => `$${value}` },
  {
    name: "min_seconds",
    label: "Time from",
    api: "min_duration_ms",
    scale: 1000,
    show: (value) => `${value} s`,
  },
  {
    name: "max_seconds",
    label: "Time to",
    api: "max_duration_ms",
    scale: 1000,
    show: (value) => `${value} s`,
  },
  {
    name: "unpriced",
    label: "Price",
    show: (value) => value === "true" ? "unknown" : value === "false" ? "known" : value,
  },
];

/** What a list is asked for beside its filters, by the name in the page's URL. */
const OTHERS: Readonly<Record<string, string>> = {
  sort: "sort_by",
  dir: "sort_dir",
  after: "after",
  before: "before",
  limit: "limit",
};

/**
 * The page's query as that of `GET /requests` and of exports. The page shows all outcomes unless told,
 * and its days are those of the viewer.
 *
 * @param params of the page's URL
 */
export function listQuery(
  params: URLSearchParams,
  { range, offset }: Pick<View, "range" | "offset">,
): URLSearchParams {
  const query = new URLSearchParams();
  for (const { name, api = name, scale } of FILTERS) {
    const value = params.get(name)?.trim() ?? "";
    if (value !== "") query.set(api, scale === undefined ? value : scaled(value, scale));
  }
  for (const [name, api] of Object.entries(OTHERS)) {
    const value = params.get(name) ?? "";
    if (value !== "") query.set(api, value);
  }
  query.set("outcome", params.get("outcome") || "all");
  if (range.days) {
    query.set("start_date", range.days.from);
    query.set("end_date", range.days.to);
  }
  query.set("timezone_offset", String(offset));
  return query;
}

/** The query of all that match, in whichever order: for totals and exports. */
export function matchQuery(
  params: URLSearchParams,
  view: Pick<View, "range" | "offset">,
): URLSearchParams {
  const query = listQuery(params, view);
  for (const name of Object.values(OTHERS)) query.delete(name);
  return query;
}

/** What is no number is the server's to complain about. */
function scaled(value: string, scale: number): string {
  const number = Number(value);
  return Number.isFinite(number) ? String(Math.round(number * scale)) : value;
}
