import { reportResponse } from "../../lib/app/report.ts";
import { define } from "../../lib/define.ts";

/** The providers and models that requests can be filtered by, with counts. */
export const handler = define.handlers({
  GET: ({ state }) => reportResponse(state.store.read("filters", {})),
});
