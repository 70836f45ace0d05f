import { HttpError } from "fresh";
import { PAGES } from "../../../lib/app/pages/mod.ts";
import { reportResponse } from "../../../lib/app/report.ts";
import { define } from "../../../lib/define.ts";

/** What a page of the dashboard shows, as JSON; the query is that of the page. */
export const handler = define.handlers({
  GET({ req, params, state }) {
    const load = Object.hasOwn(PAGES, params.page ?? "") ? PAGES[params.page ?? ""] : undefined;
    if (load === undefined) throw new HttpError(404);
    return reportResponse(load(state, req));
  },
});
