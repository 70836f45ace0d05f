import type { StatsPage } from "../../ui/stats/page.ts";
import type { Services } from "../services.ts";
import { timeOf, viewOf } from "./view.ts";

/** What the page Stats shows. */
export async function statsPage(services: Services, req: Request): Promise<StatsPage> {
  const view = viewOf(services, req);
  return { view, stats: await services.store.read("stats", timeOf(view)) };
}
