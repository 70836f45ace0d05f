import { LinkState } from "../lib/ui/parts/link_state.tsx";
import { Empty, Panel } from "../lib/ui/parts/panel.tsx";
import type { StatsPage } from "../lib/ui/stats/page.ts";
import { usePage } from "../lib/ui/use_page.ts";

/** The tab Stats. `url` is the page's path and query. */
export default function StatsTab({ first, url }: { first: StatsPage; url: string }) {
  const page = usePage("stats", first, url);
  return (
    <>
      <div class="title">
        <h1>Stats</h1>
        <LinkState link={page.link.value} inFlight={page.data.value.view.inFlight} />
      </div>
      <Panel label="Stats">
        <Empty title="Not built yet" />
      </Panel>
    </>
  );
}
