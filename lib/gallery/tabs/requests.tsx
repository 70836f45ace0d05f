import { signal } from "@preact/signals";
import type { VNode } from "preact";
import RequestsTab from "../../../islands/RequestsTab.tsx";
import { withQuery } from "../../ui/link.ts";
import { OpenRequest } from "../../ui/requests/open.tsx";
import type { RequestDetail } from "../../ui/requests/detail.ts";
import { List } from "../../ui/requests/list.tsx";
import type { RequestsPage } from "../../ui/requests/page.ts";
import { Totals } from "../../ui/requests/totals.tsx";
import { details } from "../data/detail.ts";
import { crowd, kinds, large, requestsPage, row, totals } from "../data/requests.ts";
import { nothing, type Part } from "../types.ts";

const shown = (
  query: string,
  rows: Parameters<typeof requestsPage>[1],
  facts: Partial<RequestsPage> = {},
): () => VNode =>
() => (
  <RequestsTab
    first={requestsPage(query, rows, facts)}
    url={`/requests?${query}`}
    opened={{ detail: null, problem: null }}
  />
);

const open = (detail: RequestDetail | null, problem: string | null = null) => () => (
  <OpenRequest
    open="98"
    detail={{ detail: signal(detail), problem: signal(problem), reload: nothing }}
    url="/requests?open=98"
    rows={kinds}
    close={nothing}
  />
);

const filters = new URLSearchParams({
  ...{ search: "rain OR snow", model: "a-model-that-is-not-in-the-log", status: "429" },
  ...{ min_cost: "0.01", max_seconds: "30", stream: "true", outcome: "failed" },
});

/** The tab Requests. */
export const REQUESTS: Part = {
  name: "requests",
  title: "Requests",
  sheets: ["requests"],
  states: {
    "empty": shown("range=all", [], {
      firstSteps: { origin: "http://127.0.0.1:4000", alias: "demo/echo" },
    }),
    "one request": shown("range=today", [row()]),
    "every kind": shown("range=all", kinds),
    "crowded": shown("range=all&limit=50", crowd, { totals: large, next: "abc" }),
    "second page": shown("range=all&after=abc&at=50", crowd.slice(0, 12), {
      ...{ totals: { ...large, total_capped: true }, next: "def", previous: "x" },
    }),
    "none matches": shown(`range=30d&${filters}`, [], { totals: totals() }),
    "rare, looked at in part": shown("search=rain", [], {
      ...{ partial: true, next: "abc", totals: totals({ total_capped: true }) },
    }),
    "search that finds too much": shown("search=the", kinds.slice(-1), {
      ...{ searchCapped: true, searchLag: 312 },
    }),
    "wrong filter": shown("min_cost=dear", [], {
      problem: "`min_cost` has to be a number. Write 0.01, for example.",
    }),
    "new ones wait": () => (
      <List
        data={requestsPage("", kinds)}
        params={new URLSearchParams()}
        totals={large}
        matches=""
        open={null}
        url={withQuery("/requests", {})}
        held={{ rows: [...kinds], fresh: 3, release: nothing }}
      />
    ),
    "totals, unpriced": () => (
      <Totals totals={totals({ total: 12, unpriced: 12, total_tokens: 4800 })} />
    ),
    "open": open(details["all there can be"]),
    "open, loading": open(null),
    "open, error": open(null, "There is no request 98."),
  },
};
