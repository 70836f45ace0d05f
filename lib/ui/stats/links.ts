import { rangeQuery } from "../range.ts";
import type { StatsPage } from "./page.ts";
import { slotDays } from "./slots.ts";

type Filters = Readonly<Record<string, string | number>>;

/** The address of the requests that a number of the page is about, with more filters. */
export function requestsOf({ view }: Pick<StatsPage, "view">, filters: Filters = {}): string {
  return linkTo(rangeQuery(view.range), view.project, filters);
}

/** The requests of a bar: those of its days that are in the range. */
export function requestsAt({ view, slots }: Pick<StatsPage, "view" | "slots">, at: string): string {
  const slot = slotDays(at, slots.by);
  const { from, to } = view.range.days ?? { from: slot.from, to: view.today };
  const days = {
    from: slot.from < from ? from : slot.from,
    to: slot.to > to ? to : slot.to,
  };
  return linkTo("", view.project, days);
}

/** The requests of this month. */
export function requestsOfMonth({ view }: Pick<StatsPage, "view">): string {
  return linkTo("range=month", view.project, { sort: "cost" });
}

function linkTo(range: string, project: string | null, filters: Filters): string {
  const query = new URLSearchParams(range);
  if (project !== null) query.set("project", project);
  for (const [name, value] of Object.entries(filters)) query.set(name, String(value));
  return `/requests?${query}`;
}
