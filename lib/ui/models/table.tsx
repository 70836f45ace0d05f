import { formatCount, formatTokens } from "../format.ts";
import { withQuery } from "../link.ts";
import { type Sort, SortHead } from "../parts/sort_head.tsx";
import { Money, When } from "../parts/values.tsx";
import type { View } from "../page.ts";
import { formatDuration } from "../time.ts";
import { errorRate, stateOf } from "./arrange.ts";
import type { ModelRow } from "./page.ts";
import { Price } from "./price.tsx";
import { Icon } from "./icon.tsx";

/** The models with their prices and their use this month. `url` is the page's address. */
export function ModelTable({ rows, view, sort, url, toggle, busy }: {
  rows: readonly ModelRow[];
  view: View;
  sort: Sort;
  url: string;
  /** Enables or disables a model. */
  toggle: (row: ModelRow) => void;
  /** The alias that is being enabled or disabled. */
  busy: string | null;
}) {
  const head = { sort, url };
  return (
    <div class="scrolls">
      <table class="models">
        <thead>
          <tr class="groups">
            <td colspan={2}></td>
            <td class="wider"></td>
            <td class="wider"></td>
            <th scope="colgroup" colspan={3} class="wide">USD per million tokens</th>
            <th scope="colgroup" colspan={3}>This month</th>
            <td class="wider"></td>
            <td class="wider"></td>
            <td></td>
          </tr>
          <tr>
            <th scope="col">On</th>
            <SortHead name="name" label="Model" number={false} {...head} />
            <th scope="col" class="wider">Key</th>
            <SortHead name="context" label="Context" hides="wider" {...head} />
            <SortHead name="input" label="Input" hides="wide" {...head} />
            <SortHead name="cached" label="Cached" hides="wide" {...head} />
            <SortHead name="output" label="Output" hides="wide" {...head} />
            <SortHead name="requests" label="Requests" hides="wide" {...head} />
            <SortHead name="cost" label="Cost" {...head} />
            <SortHead name="errors" label="Errors" hides="wide" {...head} />
            <SortHead name="speed" label="Speed" hides="wider" {...head} />
            <SortHead name="used" label="Last used" hides="wider" {...head} />
            <th scope="col">
              <span class="hidden-visually">What can be done</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.name} {...{ row, view, url, toggle }} isBusy={busy === row.name} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  row: ModelRow;
  view: View;
  url: string;
  toggle: (row: ModelRow) => void;
  isBusy: boolean;
}

function Row({ row, view, url, toggle, isBusy }: RowProps) {
  const { name, litellm_model, contextWindow, use } = row;
  const log = (outcome?: string) =>
    withQuery("/requests", { range: "month", model: name, outcome });
  return (
    <tr class={stateOf(row)}>
      <td>
        <button
          type="button"
          class="switch"
          role="switch"
          aria-checked={row.enabled}
          aria-label={`${name} can be called`}
          disabled={isBusy}
          onClick={() => toggle(row)}
        />
      </td>
      <td class="name">
        <a class="row" href={withQuery(url, { do: "edit", model: name })} title={name}>{name}</a>
        <small title={litellm_model}>{litellm_model}</small>
        <Attention row={row} />
        <small class="without-wide">
          <Price usd={row.input_cost_per_million} /> in, <Price usd={row.output_cost_per_million} />
          {" "}
          out, {formatCount(use.requests)} requests
        </small>
      </td>
      <td class="wider">
        <KeyState row={row} />
      </td>
      <td class="number wider">{formatTokens(contextWindow)}</td>
      <Prices row={row} />
      <td class="number wide">
        {use.requests === 0 ? "–" : <a href={log()}>{formatCount(use.requests)}</a>}
      </td>
      <td class="number">
        {use.requests === 0
          ? "–"
          : <Money usd={allUnpriced(row) ? null : use.cost} unpriced={use.unpriced} />}
      </td>
      <td class="number wide">
        <ErrorRate row={row} href={log("failed")} />
      </td>
      <td class="number wider" title={firstByte(row)}>{speed(use.tokens_per_sec)}</td>
      <td class="number wider">
        {use.last_used === null
          ? <span class="muted">never</span>
          : <When timestamp={use.last_used} now={view.now} zone={view.zone} />}
      </td>
      <Actions name={name} url={url} />
    </tr>
  );
}

function Actions({ name, url }: { name: string; url: string }) {
  const to = (doing: string, label: string, icon: "test" | "connect" | "edit") => (
    <a
      class={`button icon quiet ${icon}`}
      href={withQuery(url, { do: doing, model: name })}
      aria-label={`${label} ${name}`}
      title={label}
    >
      <Icon name={icon} />
    </a>
  );
  return (
    <td class="actions">
      {to("test", "Test", "test")}
      {to("connect", "Connect a client to", "connect")}
      {to("edit", "Edit", "edit")}
    </td>
  );
}

function Prices({ row }: { row: ModelRow }) {
  const { input_cost_per_million: input, output_cost_per_million: output } = row;
  if (input === null && output === null) {
    return <td class="number wide unpriced" colspan={3}>unpriced</td>;
  }
  return (
    <>
      <td class="number wide">
        <Price usd={input} />
      </td>
      <td class="number wide">
        <Price usd={row.cached_input_cost_per_million} />
      </td>
      <td class="number wide">
        <Price usd={output} />
      </td>
    </>
  );
}

/** What keeps a model from being called; the whole sentence on hover. The key has a column on laptops. */
function Attention({ row: { key, problem, beyond, enabled } }: { row: ModelRow }) {
  if (problem === null && key.state === "missing") {
    return <small class="warn without-wider">Set {key.variable} in .env</small>;
  }
  const text = problem ?? (beyond !== null && enabled ? `Restart to reach ${beyond}` : null);
  return text === null ? null : <small class="warn" title={text}>{text}</small>;
}

function KeyState({ row: { key } }: { row: ModelRow }) {
  if (key.state === "missing") {
    return <span class="badge warn" title={`Set ${key.variable} in .env`}>missing</span>;
  }
  return <span class="muted">{key.state === "set" ? "set" : "none"}</span>;
}

function ErrorRate({ row, href }: { row: ModelRow; href: string }) {
  const rate = errorRate(row);
  if (rate === null) return <>–</>;
  if (rate === 0) return <span class="muted">0%</span>;
  const percent = rate < 0.01 ? "<1%" : `${Math.round(rate * 100)}%`;
  return <a class="bad" href={href} title={`${formatCount(row.use.failed)} failed`}>{percent}</a>;
}

function allUnpriced({ use }: ModelRow): boolean {
  return use.unpriced > 0 && use.cost === 0 && use.unpriced + use.failed >= use.requests;
}

function speed(perSecond: number | null): string {
  if (perSecond === null) return "–";
  return `${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)}/s`;
}

function firstByte({ use: { first_byte_ms, tokens_per_sec } }: ModelRow): string | undefined {
  if (tokens_per_sec === null) return undefined;
  const first = first_byte_ms === null ? "" : `, first byte after ${formatDuration(first_byte_ms)}`;
  return `Tokens per second${first}, on average`;
}
