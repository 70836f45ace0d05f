import { requestsParams } from "../../lib/app/query_params.ts";
import { reportResponse } from "../../lib/app/report.ts";
import { define } from "../../lib/define.ts";

/** Logged requests: filtered, sorted, paged, with totals over all that match. */
export const handler = define.handlers({
  GET: ({ url, state }) => reportResponse(state.store.read("requests", requestsParams(url))),
});
