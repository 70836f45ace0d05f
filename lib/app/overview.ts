import { type Overview, toOverview } from "../ui/overview.ts";
import type { Services } from "./services.ts";

/** The numbers of the start page over the last `hours`, or over all time for `null`. */
export async function overviewOf(
  { config, store }: Services,
  hours: number | null,
): Promise<Overview> {
  const range = hours === null ? {} : { hours };
  const [stats, page] = await Promise.all([
    store.read("stats", range),
    store.read("requests", { ...range, limit: 10 }),
  ]);
  const enabled = [...config.current().aliases.values()].find((entry) => entry.enabled);
  const before = { hours, alias: enabled?.alias ?? "demo/echo" };
  return toOverview(before, stats, page.requests, Date.now());
}
