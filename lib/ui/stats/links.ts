import { rangeQuery } from "../range.ts";
import type { ModelUse, Slot, StatsPage } from "./page.ts";

type Filters = Readonly<Record<string, string | number>>;

/**
 * The address of the requests that a number of the page is about, with more filters: those that
 * succeeded unless they say else, as those are what the page sums up.
 */
export function requestsOf({ view }: Pick<StatsPage, "view">, filters: Filters = {}): string {
  return linkTo(rangeQuery(view.range), view.project, filters);
}

/** The filters of what a model of a provider was asked. */
export function filtersOf({ model, provider }: Pick<ModelUse, "model" | "provider">): Filters {
  return provider === null ? { model } : { model, provider };
}

/** The requests of a bar: those of its days that are in the range. */
export function requestsAt({ view }: Pick<StatsPage, "view">, { from, to }: Slot): string {
  return linkTo(`from=${from}&to=${to}`, view.project);
}

function linkTo(range: string, project: string | null, filters: Filters = {}): string {
  const query = new URLSearchParams(range);
  if (project !== null) query.set("project", project);
  for (const [name, value] of Object.entries({ outcome: "ok", ...filters })) {
    query.set(name, String(value));
  }
  return `/requests?${query}`;
}
