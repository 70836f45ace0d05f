import { useSignal } from "@preact/signals";
import { getJson } from "../lib/ui/api.ts";
import { type Link, useLive } from "../lib/ui/live.ts";
import { Empty, Panel } from "../lib/ui/parts/panel.tsx";
import { LinkState } from "../lib/ui/parts/link_state.tsx";
import type { CalendarPage } from "../lib/ui/calendar/page.ts";

/** The tab Calendar. `url` is the page's path and query. */
export default function CalendarTab({ first, url }: { first: CalendarPage; url: string }) {
  const page = useSignal(first);
  const link = useSignal<Link>("live");
  useLive(async (signal) => {
    const query = url.slice(url.indexOf("?") >>> 0);
    page.value = await getJson(`/api/pages/calendar${query}`, signal);
  }, (state) => link.value = state);
  return (
    <>
      <div class="title">
        <h1>Calendar</h1>
        <LinkState link={link.value} inFlight={page.value.view.inFlight} />
      </div>
      <Panel label="Calendar">
        <Empty title="Not built yet" />
      </Panel>
    </>
  );
}
