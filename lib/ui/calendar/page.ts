import type { View } from "../page.ts";

/** What the page Calendar shows. */
export interface CalendarPage {
  view: View;
  days: unknown;
}
