import { page } from "fresh";
import CalendarTab from "../islands/CalendarTab.tsx";
import { calendarPage } from "../lib/app/pages/calendar.ts";
import { define } from "../lib/define.ts";
import { PageHead } from "../lib/ui/shell.tsx";

export const handler = define.handlers({
  GET: async ({ state, req }) => page(await calendarPage(state, req)),
});

export default define.page<typeof handler>(({ data, url }) => (
  <>
    <PageHead title="Calendar" sheets={["calendar"]} />
    <CalendarTab first={data} url={url.pathname + url.search} />
  </>
));
