import type { CalendarPage } from "../../ui/calendar/page.ts";
import type { Services } from "../services.ts";
import { timeOf, viewOf } from "./view.ts";

/** What the page Calendar shows. */
export async function calendarPage(services: Services, req: Request): Promise<CalendarPage> {
  const view = viewOf(services, req);
  return { view, days: await services.store.read("daily", timeOf(view)) };
}
