import { formatCount, formatTokens } from "../format.ts";
import { withQuery } from "../link.ts";
import { Money, When } from "../parts/values.tsx";
import type { View } from "../page.ts";
import { formatDuration } from "../time.ts";
import { errorRate, stateOf } from "./arrange.ts";
import { Icon } from "./icon.tsx";
import type { ModelRow } from "./page.ts";
import { Price } from "./price.tsx";

interface RowProps {
  row: ModelRow;
  view: View;
  url: string;
  toggle: (row: ModelRow) => void;
  isBusy: boolean;
}

/** A model in the table, with what can be done with it. */
export function Row({ row, view, url, toggle, isBusy }: RowProps) {
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
          {isUnpriced(row) ? <span class="unpriced">unpriced</span> : (
            <>
              <Price usd={row.input_cost_per_million} /> in,{" "}
              <Price usd={row.output_cost_per_million} /> out
            </>
          )}
          {use.requests > 0 &&
            `, ${formatCount(use.requests)} ${use.requests === 1 ? "request" : "requests"}`}
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
  if (isUnpriced(row)) return <td class="number wide unpriced" colspan={3}>unpriced</td>;
  return (
    <>
      <td class="number wide">
        <Price usd={row.input_cost_per_million} />
      </td>
      <td class="number wide">
        <Price usd={row.cached_input_cost_per_million} />
      </td>
      <td class="number wide">
        <Price usd={row.output_cost_per_million} />
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

function isUnpriced({ input_cost_per_million, output_cost_per_million }: ModelRow): boolean {
  return input_cost_per_million === null && output_cost_per_million === null;
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
