import { page } from "fresh";
import RequestsTab from "../../islands/RequestsTab.tsx";
import { openRequest } from "../../lib/app/pages/request.ts";
import { requestsPage } from "../../lib/app/pages/requests.ts";
import { requestsParams } from "../../lib/app/query_params.ts";
import { reportResponse } from "../../lib/app/report.ts";
import { wantsPage } from "../../lib/app/wants_page.ts";
import { define } from "../../lib/define.ts";
import { PageHead } from "../../lib/ui/shell.tsx";

/** Logged requests, filtered, sorted, paged: a page for browsers, JSON for programs. */
export const handler = define.handlers({
  async GET({ url, state, req }) {
    if (wantsPage(req)) {
      const [first, opened] = await Promise.all([
        requestsPage(state, req),
        openRequest(state, req),
      ]);
      return page({ first, opened }, { headers: { vary: "accept" } });
    }
    const response = await reportResponse(state.store.read("requests", requestsParams(url)));
    response.headers.set("vary", "accept");
    return response;
  },
});

export default define.page<typeof handler>(({ data, url }) => (
  <>
    <PageHead title="Requests" sheets={["requests"]} />
    <RequestsTab {...data} url={url.pathname + url.search} />
  </>
));
