import { useSignal } from "@preact/signals";
import { getJson } from "../lib/ui/api.ts";
import { type Link, useLive } from "../lib/ui/live.ts";
import { Empty, Panel } from "../lib/ui/parts/panel.tsx";
import { LinkState } from "../lib/ui/parts/link_state.tsx";
import type { RequestsPage } from "../lib/ui/requests/page.ts";

/** The tab Requests. `url` is the page's path and query. */
export default function RequestsTab({ first, url }: { first: RequestsPage; url: string }) {
  const page = useSignal(first);
  const link = useSignal<Link>("live");
  useLive(async (signal) => {
    const query = url.slice(url.indexOf("?") >>> 0);
    page.value = await getJson(`/api/pages/requests${query}`, signal);
  }, (state) => link.value = state);
  return (
    <>
      <div class="title">
        <h1>Requests</h1>
        <LinkState link={link.value} inFlight={page.value.view.inFlight} />
      </div>
      <Panel label="Requests">
        <Empty title="Not built yet" />
      </Panel>
    </>
  );
}
