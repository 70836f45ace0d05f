import { timeParams } from "../../lib/app/query_params.ts";
import { reportResponse } from "../../lib/app/report.ts";
import { define } from "../../lib/define.ts";

/** Requests, cost and tokens by local day; the last 30 days unless told. */
export const handler = define.handlers({
  GET: ({ url, state }) => reportResponse(state.store.read("daily", timeParams(url))),
});
