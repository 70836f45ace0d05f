import { formatTokens } from "../format.ts";
import { withQuery } from "../link.ts";
import { type Sort, SortHead } from "../parts/sort_head.tsx";
import { Money, When } from "../parts/values.tsx";
import { PLACE } from "./filters.tsx";
import { formatDuration, instantOf } from "../time.ts";
import { type Row, rowKey, rowName, type RowOutcome } from "./page.ts";

const OUTCOMES: Readonly<Record<RowOutcome, string>> = {
  ok: "OK",
  failed: "Failed",
  interrupted: "Interrupted",
  running: "Running",
};

/** How a request ended, with its HTTP status where that says more. */
export function Outcome({ row: { outcome, status, error } }: {
  row: Pick<Row, "outcome" | "status" | "error">;
}) {
  const isPlain = outcome !== "failed" || status === null;
  return (
    <span class={`badge ${outcome}`} title={error ?? undefined}>
      {OUTCOMES[outcome]}
      {!isPlain && ` ${status}`}
    </span>
  );
}

/** The list. `open` is the name of the request that is open, `url` the page's address. */
export function RequestTable({ rows, sort, url, now, zone, open }: {
  rows: readonly Row[];
  sort: Sort;
  url: string;
  now: number;
  zone: string;
  open: string | null;
}) {
  const head = (name: string, label: string, number = true) => (
    <SortHead {...{ name, label, sort, number }} url={withQuery(url, PLACE)} />
  );
  return (
    <div class="scrolls">
      <table class="requests">
        <thead>
          <tr>
            <th scope="col" class="state">Status</th>
            {head("model", "Alias", false)}
            {head("timestamp", "When")}
            {head("total_tokens", "Tokens")}
            {head("duration_ms", "Time")}
            {head("cost", "Cost")}
            <th scope="col" class="origin">Project, client</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RowView
              key={rowKey(row)}
              {...{ row, url, now, zone }}
              isOpen={open === rowName(row)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RowView({ row, url, now, zone, isOpen }: {
  row: Row;
  url: string;
  now: number;
  zone: string;
  isOpen: boolean;
}) {
  const { outcome, timestamp, prompt_tokens, completion_tokens, total_tokens, cost } = row;
  const isRunning = outcome === "running";
  const time = isRunning ? Math.max(0, now - instantOf(timestamp)) : row.duration_ms;
  const note = row.error ?? row.provider ?? "";
  return (
    <tr class={`${outcome}${isOpen ? " open" : ""}`}>
      <td class="state">
        <Outcome row={row} />
      </td>
      <td class="name">
        <a href={withQuery(url, { open: rowName(row), messages: null })} class="row">{row.model}</a>
        {row.snippet ? <Snippet parts={row.snippet} /> : <small title={note}>{note}</small>}
      </td>
      <td class="number when">
        <When timestamp={timestamp} now={now} zone={zone} />
      </td>
      <td class="number tokens">
        {total_tokens === null ? "–" : (
          <>
            {row.usage_estimated === true && <abbr title="estimated">≈</abbr>}
            {formatTokens(prompt_tokens)}
            <span class="muted" aria-label="to">→</span>
            {formatTokens(completion_tokens)}
          </>
        )}
      </td>
      <td class="number">
        {formatDuration(time)}
        {(row.attempts ?? 1) > 1 && (
          <small class="muted" title={`${row.attempts} calls`}>×{row.attempts}</small>
        )}
      </td>
      <td class="number">
        {isRunning || (cost === null && total_tokens === null) ? "–" : <Money usd={cost} />}
      </td>
      <td class="origin">
        <span>{row.project ?? ""}</span>
        <small class="muted" title={row.client ?? undefined}>{row.client ?? ""}</small>
      </td>
    </tr>
  );
}

function Snippet({ parts }: { parts: readonly { text: string; hit: boolean }[] }) {
  return (
    <small class="snippet">
      {parts.map(({ text, hit }, place) => hit ? <mark key={place}>{text}</mark> : text)}
    </small>
  );
}
