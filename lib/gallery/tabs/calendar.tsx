import type { VNode } from "preact";
import CalendarTab from "../../../islands/CalendarTab.tsx";
import type { CalendarPage } from "../../ui/calendar/page.ts";
import { calendar, openDay, single, unpriced } from "../data/calendar.ts";
import type { Part } from "../types.ts";

const shown = (first: CalendarPage): () => VNode => () => (
  <CalendarTab first={first} url={`/calendar?period=${first.period}&show=${first.show}`} />
);

/** The tab Calendar. */
export const CALENDAR: Part = {
  name: "calendar",
  title: "Calendar",
  sheets: ["calendar"],
  states: {
    "empty month": shown(calendar("2026-06")),
    "one request": shown(calendar("2026-06", { fill: single })),
    "full month, cost": shown(calendar("2026-05", { fill: "busy" })),
    "month of six weeks, requests": shown(calendar("2026-08", {
      fill: (date, place) => ({ ...unpriced(date), requests: 40 * place, unpriced: 0 }),
      show: "requests",
    })),
    "this month, tokens": shown(calendar("2026-06", { fill: "busy", show: "tokens" })),
    "all unpriced": shown(calendar("2026-05", { fill: unpriced })),
    "empty year": shown(calendar("2025")),
    "full year": shown(calendar("2025", { fill: "busy" })),
    "this year": shown(calendar("2026", { fill: "busy", show: "requests" })),
    "open day": shown(calendar("2026-06", { fill: "busy", open: openDay("few") })),
    "open day, crowded": shown(calendar("2026-06", {
      fill: "busy",
      open: openDay("many", { unpriced: 31, failed: 12 }),
    })),
    "open day without requests": shown(calendar("2026-06", { open: openDay("none") })),
  },
};
