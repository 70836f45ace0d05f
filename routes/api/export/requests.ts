import { exportResponse } from "../../../lib/app/export.ts";
import { define } from "../../../lib/define.ts";

/** All logged requests that match, as CSV or JSON Lines. */
export const handler = define.handlers({ GET: ({ url, state }) => exportResponse(state, url) });
