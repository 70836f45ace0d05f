import { useComputed } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { FirstSteps } from "../lib/ui/first_steps.tsx";
import { withQuery } from "../lib/ui/link.ts";
import { LinkState } from "../lib/ui/parts/link_state.tsx";
import { Problem } from "../lib/ui/parts/panel.tsx";
import { RangePicker } from "../lib/ui/parts/range_picker.tsx";
import type { RequestDetail } from "../lib/ui/requests/detail.ts";
import { Chips, FilterForm, OutcomeLinks, PLACE } from "../lib/ui/requests/filters.tsx";
import { List } from "../lib/ui/requests/list.tsx";
import { OpenRequest } from "../lib/ui/requests/open.tsx";
import type { RequestsPage } from "../lib/ui/requests/page.ts";
import { matchQuery } from "../lib/ui/requests/query.ts";
import { useDetail } from "../lib/ui/requests/use_detail.ts";
import { useRows } from "../lib/ui/requests/use_rows.ts";
import { useTotals } from "../lib/ui/requests/use_totals.ts";
import { type Page, usePage } from "../lib/ui/use_page.ts";
import { useRowKeys } from "../lib/ui/use_row_keys.ts";

/** What does not change the list. */
const APART = ["open", "messages"];
const LOOK_AGAIN_MS = 2000;

/** The tab Requests. `url` is the page's path and query, `opened` what is open in it. */
export default function RequestsTab({ first, url, opened }: {
  first: RequestsPage;
  url: string;
  opened: { detail: RequestDetail | null; problem: string | null };
}) {
  const page = usePage("requests", first, url, { apart: APART });
  const data = page.data.value;
  const at = page.url.value;
  const list = withQuery(at, { open: null, messages: null });
  const params = useComputed(() => new URLSearchParams(page.url.value.split("?")[1])).value;
  const open = params.get("open");
  const detail = useDetail(open && detailQuery(open, params), data, opened);
  const rows = useRows(data, { url: list, isOpen: open !== null });
  const matches = matchQuery(params, data.view).toString();
  const totals = useTotals(data.totals, matches);
  useRowKeys();
  useTop(params.get("after") ?? params.get("before"));
  useCaughtUp(page);
  const names = useComputed(() => page.data.value.names);
  // Left alone by refreshes: what is being typed is not in the address yet.
  const form = useMemo(() => <FilterForm params={params} names={names} />, [list]);
  return (
    <>
      <div class="title">
        <h1>Requests</h1>
        <RangePicker range={data.view.range} url={withQuery(at, PLACE)} />
        <LinkState link={page.link.value} inFlight={data.view.inFlight} />
      </div>
      {page.problem.value && <Problem message={page.problem.value} retry={page.reload} />}
      {data.firstSteps ? <FirstSteps {...data.firstSteps} /> : (
        <>
          <div class="requests-bar">
            {form}
            <OutcomeLinks url={at} chosen={params.get("outcome") || "all"} />
          </div>
          <Chips url={at} params={params} />
          {data.problem
            ? <Problem message={data.problem} />
            : <List {...{ data, params, totals, matches, open }} url={list} held={rows} />}
        </>
      )}
      {open !== null && (
        <OpenRequest
          {...{ open, detail, url: at, rows: rows.rows }}
          close={() => void page.go(list)}
        />
      )}
    </>
  );
}

function detailQuery(id: string, params: URLSearchParams): string {
  const messages = params.get("messages");
  return String(new URLSearchParams({ id, ...(messages === null ? {} : { messages }) }));
}

/** Another page of the list is read from its top. */
function useTop(place: string | null) {
  const last = useRef(place);
  useEffect(() => {
    if (last.current !== place) scrollTo({ top: 0 });
    last.current = place;
  }, [place]);
}

/** A search that could not look at all looks again: indexing makes no news. */
function useCaughtUp({ data, busy, reload }: Page<RequestsPage>) {
  const { searchLag } = data.value;
  useEffect(() => {
    const again = () => busy.peek() ? undefined : void reload();
    const timer = searchLag > 0 ? setTimeout(again, LOOK_AGAIN_MS) : undefined;
    return () => clearTimeout(timer);
  }, [data.value]);
}
