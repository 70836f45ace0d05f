import type { Services } from "../services.ts";
import { calendarPage } from "./calendar.ts";
import { addData, connectData } from "./model_dialogs.ts";
import { modelsPage } from "./models.ts";
import { requestDetail } from "./request.ts";
import { requestsPage } from "./requests.ts";
import { statsPage } from "./stats.ts";

/** What each page of the dashboard shows, and some of its dialogs, for its first paint and for each refresh after it. */
export const PAGES: Readonly<
  Record<string, (services: Services, req: Request) => Promise<unknown>>
> = {
  stats: statsPage,
  calendar: calendarPage,
  models: modelsPage,
  add: addData,
  connect: connectData,
  requests: requestsPage,
  request: requestDetail,
};
