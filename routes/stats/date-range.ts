import { timeParams } from "../../lib/app/query_params.ts";
import { reportResponse } from "../../lib/app/report.ts";
import { define } from "../../lib/define.ts";

/** The first and the last local day that have requests. */
export const handler = define.handlers({
  GET: ({ url, state }) => reportResponse(state.store.read("dateRange", timeParams(url))),
});
