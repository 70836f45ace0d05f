import type { Services } from "../services.ts";
import { calendarPage } from "./calendar.ts";
import { modelsPage } from "./models.ts";
import { requestDetail } from "./request.ts";
import { requestsPage } from "./requests.ts";
import { statsPage } from "./stats.ts";

/** What each page of the dashboard shows, for its first paint and for each refresh after it. */
export const PAGES: Readonly<
  Record<string, (services: Services, req: Request) => Promise<unknown>>
> = {
  stats: statsPage,
  calendar: calendarPage,
  models: modelsPage,
  requests: requestsPage,
  request: requestDetail,
};
