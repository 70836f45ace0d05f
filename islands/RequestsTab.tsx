import { LinkState } from "../lib/ui/parts/link_state.tsx";
import { Empty, Panel } from "../lib/ui/parts/panel.tsx";
import type { RequestsPage } from "../lib/ui/requests/page.ts";
import { usePage } from "../lib/ui/use_page.ts";

/** The tab Requests. `url` is the page's path and query. */
export default function RequestsTab({ first, url }: { first: RequestsPage; url: string }) {
  const page = usePage("requests", first, url);
  return (
    <>
      <div class="title">
        <h1>Requests</h1>
        <LinkState link={page.link.value} inFlight={page.data.value.view.inFlight} />
      </div>
      <Panel label="Requests">
        <Empty title="Not built yet" />
      </Panel>
    </>
  );
}
