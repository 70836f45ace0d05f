import { LinkState } from "../lib/ui/parts/link_state.tsx";
import { Empty, Panel } from "../lib/ui/parts/panel.tsx";
import type { CalendarPage } from "../lib/ui/calendar/page.ts";
import { usePage } from "../lib/ui/use_page.ts";

/** The tab Calendar. `url` is the page's path and query. */
export default function CalendarTab({ first, url }: { first: CalendarPage; url: string }) {
  const page = usePage("calendar", first, url);
  return (
    <>
      <div class="title">
        <h1>Calendar</h1>
        <LinkState link={page.link.value} inFlight={page.data.value.view.inFlight} />
      </div>
      <Panel label="Calendar">
        <Empty title="Not built yet" />
      </Panel>
    </>
  );
}
