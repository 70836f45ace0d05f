import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { render } from "preact-render-to-string";
import { Chips, FilterForm, OutcomeLinks } from "../../../lib/ui/requests/filters.tsx";
import { List } from "../../../lib/ui/requests/list.tsx";
import type { ListTotals, RequestsPage, Row } from "../../../lib/ui/requests/page.ts";
import { RequestTable } from "../../../lib/ui/requests/table.tsx";
import { Totals } from "../../../lib/ui/requests/totals.tsx";
import { row } from "./sample.ts";

const NOW = Date.UTC(2026, 2, 4, 12, 5);
const NAMES = { providers: ["acme"], models: ["small", "large"], projects: ["blog"] };

/** The words that one sees. */
const words = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();

const table = (rows: Row[], url = "/requests?range=all", open: string | null = null) =>
  render(
    <RequestTable
      {...{ rows, url, open }}
      sort={{ by: "timestamp", dir: "desc" }}
      now={NOW}
      zone="UTC"
    />,
  );
const cellsOf = (rows: Row[]) =>
  [...table(rows).matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = ""]) => words(cell));

const ROWS: readonly (readonly [what: string, Partial<Row>, cells: string[]])[] = [
  ["went well", {}, [
    "OK",
    "small acme",
    "5 min ago",
    "1.2K → 340",
    "2.5 s",
    "$0.012",
    "blog tests/1.0",
  ]],
  ["failed, says why", {
    ...{ outcome: "failed", status: 429, error: "Slow down.", attempts: 4 },
    ...{ prompt_tokens: null, completion_tokens: null, total_tokens: null, cost: null },
  }, ["Failed 429", "small Slow down.", "5 min ago", "–", "2.5 s ×4", "–", "blog tests/1.0"]],
  ["runs", {
    ...{ id: null, outcome: "running", status: null, duration_ms: null, cost: null },
    ...{ total_tokens: null, attempts: null, client: null, project: null },
  }, ["Running", "small acme", "5 min ago", "–", "5 min 0 s", "–", ""]],
  ["has no known price", { cost: null }, [
    ...["OK", "small acme", "5 min ago", "1.2K → 340", "2.5 s", "unpriced", "blog tests/1.0"],
  ]],
  ["was estimated and free", { cost: 0, usage_estimated: true }, [
    ...["OK", "small acme", "5 min ago", "≈ 1.2K → 340", "2.5 s", "$0.00", "blog tests/1.0"],
  ]],
];

for (const [what, facts, cells] of ROWS) {
  Deno.test(`a row shows a request that ${what}`, () => {
    assert.deepEqual(cellsOf([row(facts)]), cells);
  });
}

Deno.test("a row is a link that opens it and keeps the list", () => {
  const html = table(
    [row(), row({ id: null, request_id: "a/b" })],
    "/requests?model=x&messages=all",
  );
  assert.match(html, /href="\/requests\?model=x&amp;open=7"/);
  assert.match(html, /href="\/requests\?model=x&amp;open=a%2Fb"/);
});

Deno.test("the open row is marked, and words that were searched for", () => {
  assert.match(table([row()], "/requests", "7"), /<tr class="ok open">/);
  const snippet = [{ text: "the ", hit: false }, { text: "<rain>", hit: true }];
  assert.match(table([row({ snippet })]), /the <mark>&lt;rain><\/mark>/);
});

const TOTALS: ListTotals = {
  ...{ total: 1234, total_tokens: 5_600_000, total_cost: 12.5, avg_cost: 0.01, unpriced: 0 },
};
const SUMS: readonly (readonly [what: string, Partial<ListTotals>, text: string])[] = [
  ["all of them", {}, "requests 1,234 cost $12.50 tokens 5.6M on average $0.010"],
  ["one", { total: 1 }, "request 1 cost $12.50 tokens 5.6M on average $0.010"],
  ["some without a price", {
    unpriced: 34,
  }, "requests 1,234 cost $12.50 tokens 5.6M on average $0.010 unpriced 34"],
  ["those that are counted so far", {
    total_capped: true,
  }, "requests 1,234+ cost $12.50+ tokens 5.6M+ on average $0.010 counting …"],
  [
    "only such without a price, which do not cost $0",
    { total: 3, unpriced: 3, total_cost: 0 },
    "requests 3 cost unpriced tokens 5.6M unpriced 3",
  ],
  ["none", { total: 0, total_tokens: 0, total_cost: 0 }, "requests 0 cost $0.00 tokens 0"],
];

for (const [what, totals, text] of SUMS) {
  Deno.test(`the sums are over ${what}`, () => {
    assert.equal(words(render(<Totals totals={{ ...TOTALS, ...totals }} />)), text);
  });
}

Deno.test("each filter that holds is a link without it, which begins the list anew", () => {
  const url = "/requests?range=all&search=rain&min_cost=0.1&after=x&at=50&open=7";
  const html = render(<Chips url={url} params={new URLSearchParams(url.split("?")[1])} />);
  assert.equal(words(html), "Search rain ✕ Cost from $0.1 ✕ Clear all");
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) =>
    href.replaceAll("&amp;", "&")
  );
  assert.deepEqual(links, [
    "/requests?range=all&min_cost=0.1",
    "/requests?range=all&search=rain",
    "/requests?range=all",
  ]);
  assert.equal(render(<Chips url="/requests" params={new URLSearchParams()} />), "");
});

Deno.test("the outcomes are links, one of them chosen", () => {
  const html = render(<OutcomeLinks url="/requests?model=a&after=x" chosen="failed" />);
  assert.match(html, /<a href="\/requests\?model=a">All<\/a>/);
  assert.match(html, /<a href="\/requests\?model=a&amp;outcome=failed" aria-current="true">/);
});

Deno.test("the form has what the address says, and keeps what it does not change", () => {
  const params = new URLSearchParams(
    "range=week&outcome=ok&sort=cost&model=gone&search=a%22b&at=9",
  );
  const html = render(<FilterForm params={params} names={signal(NAMES)} />);
  assert.match(html, /<option selected value="gone">gone<\/option>/);
  assert.match(html, /type="search" name="search" value="a&quot;b"/);
  const kept = [...html.matchAll(/type="hidden" name="(\w+)" value="(\w+)"/g)]
    .map(([, name, value]) => `${name}=${value}`);
  assert.deepEqual(kept, ["range=week", "outcome=ok", "sort=cost"]);
  const named = [...html.matchAll(/(?:<select|<input)[^>]* name="(\w+)"/g)].map(([, name]) => name);
  assert.deepEqual(named.slice(3), [
    ...["search", "model", "provider", "project", "stream", "unpriced", "status", "min_cost"],
    ...["max_cost", "min_seconds", "max_seconds", "client"],
  ]);
  assert.doesNotMatch(html, /style=/);
});

const PAGE: RequestsPage = {
  view: {
    ...{ now: NOW, zone: "UTC", offset: 0, today: "2026-03-04", project: null, inFlight: 0 },
    range: { name: "week", days: { from: "2026-03-02", to: "2026-03-04" } },
  },
  rows: [row()],
  totals: TOTALS,
  ...{
    next: null,
    previous: null,
    partial: false,
    searchCapped: false,
    searchLag: 0,
    problem: null,
  },
  names: NAMES,
  firstSteps: null,
};

const list = (data: Partial<RequestsPage>, query = "", fresh = 0) => {
  const page = { ...PAGE, ...data };
  return render(
    <List
      data={page}
      params={new URLSearchParams(query)}
      totals={page.totals}
      matches="outcome=all"
      open={null}
      url={`/requests?${query}`}
      held={{ rows: page.rows, fresh, release: () => {} }}
    />,
  );
};

Deno.test("the list says where it stands and leads on", () => {
  const html = list({ next: "CURSOR" }, "after=x&at=50&model=a");
  assert.match(words(html), /51–51 of 1,234/);
  assert.match(html, /href="\/requests\?after=CURSOR&amp;at=51&amp;model=a">Next page/);
  assert.match(html, /href="\/requests\?model=a">First page/);
  assert.doesNotMatch(html, /Previous page/);
  assert.match(html, /href="\/requests\?model=a&amp;limit=200"/);
  assert.doesNotMatch(list({}), /Next page|First page/);
});

const BACK: readonly (readonly [where: string, query: string, links: string[]])[] = [
  ["the second page leads back to the first one, with what is new", "model=a&after=x&at=50", [
    "/requests?model=a Previous page",
    "/requests?model=a&after=NEXT&at=51 Next page",
  ]],
  ["a later page to the one before it", "after=x&at=150&limit=100", [
    "/requests?limit=100 First page",
    "/requests?at=50&limit=100&before=PREVIOUS Previous page",
    "/requests?after=NEXT&at=151&limit=100 Next page",
  ]],
  ["a page that was gone back to leads on in both directions", "before=x&at=100", [
    "/requests? First page",
    "/requests?before=PREVIOUS&at=50 Previous page",
    "/requests?at=101&after=NEXT Next page",
  ]],
  ["a page of a place that nobody counted leads to the first one", "before=x", [
    "/requests? Previous page",
    "/requests?after=NEXT&at=1 Next page",
  ]],
];

for (const [where, query, links] of BACK) {
  Deno.test(`in the list ${where}`, () => {
    const html = list({ next: "NEXT", previous: "PREVIOUS" }, query);
    const [, nav = ""] = html.split('<nav class="pages"');
    const found = [...nav.matchAll(/class="button" href="([^"]*)">([^<]*)</g)];
    assert.deepEqual(
      found.map(([, href = "", text]) => `${href.replaceAll("&amp;", "&")} ${text}`),
      links.map((link) => link.replace("/requests? ", "/requests ")),
    );
  });
}

Deno.test("sorted otherwise, a list begins at its beginning", () => {
  for (const place of ["after=x&at=50", "before=x&at=50"]) {
    const html = list({}, `${place}&model=a&open=1`);
    const heads = [...html.matchAll(/<th [^>]*><a href="([^"]*)"/g)].map(([, href]) => href);
    assert.equal(heads.length, 5);
    for (const href of heads) {
      assert.match(href ?? "", /^\/requests\?model=a&amp;sort=\w+&amp;dir=/);
    }
  }
});

Deno.test("what is looked for far back is looked for further", () => {
  assert.match(list({ next: "CURSOR", partial: true }, "before=x"), />Next page</);
  const html = list({ rows: [], next: "CURSOR", partial: true });
  assert.match(words(html), /None among those looked at so far/);
  assert.match(html, />Look further</);
});

Deno.test("an empty list says what to do", () => {
  const html = list({ rows: [], totals: { ...TOTALS, total: 0 } }, "model=a");
  assert.match(words(html), /No requests match Look at all time Without filters/);
  assert.match(html, /href="\/requests\?model=a&amp;range=all"/);
});

Deno.test("new rows wait behind a button, and what a search left out is told", () => {
  assert.match(list({}, "", 3), />3 new<\/button>/);
  assert.doesNotMatch(list({}), / new</);
  const told = words(list({ searchCapped: true, searchLag: 12 }));
  assert.match(told, /More than 10,000 match/);
  assert.match(told, /12 requests are not indexed yet/);
  assert.match(told, /The newest 10,000 that match/);
});

Deno.test("what matches can be had as a file", () => {
  const html = list({});
  assert.match(html, /href="\/api\/export\/requests\?format=csv&amp;outcome=all" download/);
  assert.match(html, /href="\/api\/export\/requests\?format=jsonl&amp;outcome=all" download/);
});
