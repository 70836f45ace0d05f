import { formatCount } from "../format.ts";
import { withQuery } from "../link.ts";
import { Empty } from "../parts/panel.tsx";
import { PLACE } from "./filters.tsx";
import type { ListTotals, RequestsPage } from "./page.ts";
import { RequestTable } from "./table.tsx";
import { Totals } from "./totals.tsx";
import type { useRows } from "./use_rows.ts";

const SIZES = ["50", "100", "200"];

/** The list with its sums, what is new, and the ways on. */
export function List({ data, params, totals, matches, open, url, held }: {
  data: RequestsPage;
  /** Of the page's URL. */
  params: URLSearchParams;
  totals: ListTotals;
  /** The query of all that match. */
  matches: string;
  open: string | null;
  /** The list's address. */
  url: string;
  held: ReturnType<typeof useRows>;
}) {
  const { view } = data;
  const sort = {
    by: params.get("sort") ?? "timestamp",
    dir: params.get("dir") === "asc" ? "asc" as const : "desc" as const,
  };
  return (
    <section class="panel list" aria-label="The list">
      <header>
        <Totals totals={totals} />
        <Export matches={matches} isCapped={data.searchCapped} />
      </header>
      <Notes data={data} />
      {held.fresh > 0 && (
        <p class="fresh">
          <button type="button" class="primary" onClick={held.release}>
            {formatCount(held.fresh)} new
          </button>
        </p>
      )}
      {held.rows.length === 0 ? <NoRows data={data} url={url} /> : (
        <RequestTable
          rows={held.rows}
          {...{ sort, url, open }}
          now={view.now}
          zone={view.zone}
        />
      )}
      <Pages data={data} params={params} url={url} shown={held.rows.length} totals={totals} />
    </section>
  );
}

/** What the list does not have. */
function Notes({ data: { searchCapped, searchLag } }: { data: RequestsPage }) {
  return (
    <>
      {searchCapped && (
        <p class="muted small">
          More than 10,000 match: these are among the newest of them. Narrow the search to see older
          ones.
        </p>
      )}
      {searchLag > 0 && (
        <p class="muted small">
          {formatCount(searchLag)} requests are not indexed yet and not searched.
        </p>
      )}
    </>
  );
}

function NoRows({ data, url }: { data: RequestsPage; url: string }) {
  if (data.partial) return <Empty title="None among those looked at so far" />;
  const [path = ""] = url.split("?");
  return (
    <Empty title="No requests match">
      {data.view.range.name !== "all" && (
        <p>
          <a href={withQuery(url, { ...PLACE, range: "all", from: null, to: null, hour: null })}>
            Look at all time
          </a>
        </p>
      )}
      <p>
        <a href={path}>Without filters</a>
      </p>
    </Empty>
  );
}

/** Where in the list the page stands, and the pages before and after it. */
function Pages({ data, params, url, shown, totals }: {
  data: RequestsPage;
  params: URLSearchParams;
  url: string;
  shown: number;
  totals: ListTotals;
}) {
  const isFirst = !params.has("after") && !params.has("before");
  const size = params.get("limit") ?? "50";
  const at = Math.max(0, Number(params.get("at")) || 0);
  const next = data.next && withQuery(url, { ...PLACE, after: data.next, at: at + shown });
  const back = at - Number(size);
  // The first page has what is new; it is the one before, too, where the place of this one is told.
  const previous = data.previous && back > 0
    ? withQuery(url, { ...PLACE, before: data.previous, at: back })
    : null;
  const total = Math.max(totals.total, at + shown);
  return (
    <nav class="pages" aria-label="Pages">
      <span class="muted">
        {shown > 0 && `${formatCount(at + 1)}–${formatCount(at + shown)} of ` +
            `${formatCount(total)}${totals.total_capped ? "+" : ""}`}
      </span>
      {(total > 50 || !isFirst) && (
        <span class="choice" role="group" aria-label="Rows on a page">
          {SIZES.map((name) => (
            <a
              key={name}
              href={withQuery(url, { ...PLACE, limit: name === "50" ? null : name })}
              aria-current={name === size ? "true" : undefined}
            >
              {name}
            </a>
          ))}
        </span>
      )}
      {!isFirst && (
        <a class="button" href={withQuery(url, PLACE)}>
          {previous || !data.previous ? "First page" : "Previous page"}
        </a>
      )}
      {previous && <a class="button" href={previous}>Previous page</a>}
      {next && (
        <a class="button" href={next}>
          {data.partial && !params.has("before") ? "Look further" : "Next page"}
        </a>
      )}
    </nav>
  );
}

/** All that match as a file. */
function Export({ matches, isCapped }: { matches: string; isCapped: boolean }) {
  const href = (format: string) => `/api/export/requests?format=${format}&${matches}`;
  return (
    <div class="export">
      <button type="button" popovertarget="export">Export</button>
      <div id="export" popover="auto" role="dialog" aria-label="Export">
        <p>
          {isCapped ? "The newest 10,000 that match:" : "All that match:"}
        </p>
        <p class="actions">
          <a class="button" href={href("csv")} download>CSV, without texts</a>
          <a class="button" href={href("jsonl")} download>JSON Lines, with everything</a>
        </p>
      </div>
    </div>
  );
}
