import RequestPage from "../../../islands/RequestPage.tsx";
import { details } from "../data/detail.ts";
import type { Part } from "../types.ts";

/** The page of one request. */
export const REQUEST: Part = {
  name: "request",
  title: "Request",
  sheets: ["requests"],
  states: Object.fromEntries(
    Object.entries(details).map(([name, detail]) => [
      name,
      () => <RequestPage first={detail} url="/requests/90" />,
    ]),
  ),
};
