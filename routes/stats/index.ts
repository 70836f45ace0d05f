import { timeParams } from "../../lib/app/query_params.ts";
import { reportResponse } from "../../lib/app/report.ts";
import { define } from "../../lib/define.ts";

/** Totals, models, providers, speed and the newest errors of a time range. */
export const handler = define.handlers({
  GET: ({ url, state }) => reportResponse(state.store.read("stats", timeParams(url))),
});
