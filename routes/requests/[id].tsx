import { page } from "fresh";
import RequestPage from "../../islands/RequestPage.tsx";
import { requestDetail, storedRequest } from "../../lib/app/pages/request.ts";
import { wantsPage } from "../../lib/app/wants_page.ts";
import { define } from "../../lib/define.ts";
import { pathRest } from "../../lib/http/path.ts";
import { PageHead } from "../../lib/ui/shell.tsx";

/**
 * One exchange, by its number or its `x-request-id`, with its attempts and its cost line by line: a page
 * for browsers, JSON for programs and with `?format=json`.
 */
export const handler = define.handlers({
  async GET({ url, state, req }) {
    const id = pathRest(url, 1);
    const headers = { vary: "accept" };
    if (wantsPage(req) && url.searchParams.get("format") !== "json") {
      return page(await requestDetail(state, req, id), { headers });
    }
    return Response.json(await storedRequest(state, id), { headers });
  },
});

export default define.page<typeof handler>(({ data, url }) => (
  <>
    <PageHead title={`Request to ${data.request.model}`} sheets={["requests"]} />
    <RequestPage first={data} url={url.pathname + url.search} />
  </>
));
