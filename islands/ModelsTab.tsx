import { LinkState } from "../lib/ui/parts/link_state.tsx";
import { Empty, Panel } from "../lib/ui/parts/panel.tsx";
import type { ModelsPage } from "../lib/ui/models/page.ts";
import { usePage } from "../lib/ui/use_page.ts";

/** The tab Models. `url` is the page's path and query. */
export default function ModelsTab({ first, url }: { first: ModelsPage; url: string }) {
  const page = usePage("models", first, url);
  return (
    <>
      <div class="title">
        <h1>Models</h1>
        <LinkState link={page.link.value} inFlight={page.data.value.view.inFlight} />
      </div>
      <Panel label="Models">
        <Empty title="Not built yet" />
      </Panel>
    </>
  );
}
