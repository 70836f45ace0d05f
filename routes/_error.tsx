import { HttpError, page } from "fresh";
import { define } from "../lib/define.ts";
import { PAGE_HEADERS } from "../lib/app/page_headers.ts";
import { problemOf } from "../lib/http/problem.ts";
import { Notice } from "../lib/ui/shell.tsx";

/** The page for browsers; API clients get their JSON from the door. */
export const handler = define.handlers((ctx) => {
  const { error } = ctx;
  const known = error instanceof HttpError;
  const { status, message } = known ? error : problemOf(error);
  if (status >= 500) console.error(error);
  const told = message === "" ? `The server answers this with HTTP ${status}.` : message;
  return page({ status, message: told }, { status, headers: PAGE_HEADERS });
});

export default define.page<typeof handler>(({ data }) => (
  <Notice
    status={data.status}
    title={data.status < 500 ? "That did not work" : "Something broke here"}
  >
    {data.message}
  </Notice>
));
