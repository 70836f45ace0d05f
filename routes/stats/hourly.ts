import { hourlyParams } from "../../lib/app/query_params.ts";
import { reportResponse } from "../../lib/app/report.ts";
import { define } from "../../lib/define.ts";

/** The 24 hours of one local day; today unless told. */
export const handler = define.handlers({
  GET: ({ url, state }) =>
    reportResponse(state.store.read("hourly", hourlyParams(url, new Date()))),
});
