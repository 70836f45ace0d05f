import { page } from "fresh";
import { define } from "../lib/define.ts";
import { PAGE_HEADERS } from "../lib/app/page_headers.ts";
import { Notice } from "../lib/ui/shell.tsx";

/** The page for browsers; API clients get their JSON from the door. */
export const handler = define.handlers(({ url }) =>
  page({ path: url.pathname }, { status: 404, headers: PAGE_HEADERS })
);

export default define.page<typeof handler>(({ data }) => (
  <Notice status={404} title="Nothing here">
    No page is at <code>{data.path}</code>.
  </Notice>
));
