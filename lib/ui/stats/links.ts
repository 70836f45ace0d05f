import { rangeQuery } from "../range.ts";
import { type RequestFilters, requestsLink } from "../requests_link.ts";
import type { ModelUse, Slot, StatsPage } from "./page.ts";

/**
 * The address of the requests that a number of the page is about, with more filters: those that
 * succeeded unless they say else, as those are what the page sums up.
 */
export function requestsOf(
  { view }: Pick<StatsPage, "view">,
  filters: RequestFilters = {},
): string {
  return linkTo(rangeQuery(view.range), view.project, filters);
}

/** The filters of what a model of a provider was asked. */
export function filtersOf(
  { model, provider }: Pick<ModelUse, "model" | "provider">,
): RequestFilters {
  return provider === null ? { model } : { model, provider };
}

/** The requests of a bar: those of its hour, or of its days that are in the range. */
export function requestsAt({ view }: Pick<StatsPage, "view">, { at, from, to }: Slot): string {
  return linkTo(`from=${from}&to=${to}`, view.project, {
    hour: at.includes("T") ? at : null,
  });
}

/** The page sums up what succeeded. */
function linkTo(range: string, project: string | null, filters: RequestFilters = {}): string {
  return requestsLink(range, project, { outcome: "ok", ...filters });
}
