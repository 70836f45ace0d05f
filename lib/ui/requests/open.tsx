import { withQuery } from "../link.ts";
import { Problem } from "../parts/panel.tsx";
import { DetailView } from "./detail.tsx";
import { Drawer } from "./drawer.tsx";
import { type Row, rowName } from "./page.ts";
import type { OpenDetail } from "./use_detail.ts";

/** The request that is open beside the list. `url` is the page's address. */
export function OpenRequest({ open, detail: { detail, problem, reload }, url, rows, close }: {
  open: string;
  detail: OpenDetail;
  url: string;
  rows: readonly Row[];
  close: () => void;
}) {
  const place = rows.findIndex((row) => rowName(row) === open);
  const neighbour = (row: Row | undefined) =>
    row && withQuery(url, { open: rowName(row), messages: null });
  const previous = place > 0 ? neighbour(rows[place - 1]) : undefined;
  const next = place >= 0 ? neighbour(rows[place + 1]) : undefined;
  const list = withQuery(url, { open: null, messages: null });
  const shown = detail.value;
  const ways = (
    <nav class="ways" aria-label="Requests beside this one">
      <Way name="previous" label="Previous request" sign="↑" href={previous} />
      <Way name="next" label="Next request" sign="↓" href={next} />
      <a class="button quiet" href={`/requests/${encodeURIComponent(open)}`}>Page</a>
      <a class="button icon quiet" href={list} aria-label="Close">✕</a>
    </nav>
  );
  return (
    <Drawer label={shown ? `Request to ${shown.request.model}` : "Request"} close={close}>
      {problem.value !== null && <Problem message={problem.value} retry={reload} />}
      {shown === null
        ? (
          <header class="detail-head">
            <h2>{problem.value === null ? "Loading …" : "Request"}</h2>
            {ways}
          </header>
        )
        : (
          <DetailView detail={shown} level={2} more={withQuery(url, { messages: "all" })}>
            {ways}
          </DetailView>
        )}
    </Drawer>
  );
}

function Way({ name, label, sign, href }: {
  name: string;
  label: string;
  sign: string;
  href: string | undefined;
}) {
  if (href === undefined) {
    return <button type="button" class="icon quiet" disabled aria-label={label}>{sign}</button>;
  }
  return <a class={`button icon quiet ${name}`} href={href} aria-label={label}>{sign}</a>;
}
