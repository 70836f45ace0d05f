import { withQuery } from "../link.ts";
import type { RequestsPage } from "./page.ts";
import { FILTERS, OUTCOMES } from "./query.ts";
import { SearchHelp } from "./search_help.tsx";

/** Parameters that go when the list changes: a place in it, and what was open. */
export const PLACE = { after: null, at: null, open: null, messages: null };

/** How requests ended, as links. */
export function OutcomeLinks({ url, chosen }: { url: string; chosen: string }) {
  return (
    <nav class="choice" aria-label="Outcome">
      {OUTCOMES.map(({ name, label }) => (
        <a
          key={name}
          href={withQuery(url, { ...PLACE, outcome: name === "all" ? null : name })}
          aria-current={name === chosen ? "true" : undefined}
        >
          {label}
        </a>
      ))}
    </nav>
  );
}

/** The filters as a form, which is one without JavaScript, too. */
export function FilterForm({ params, names }: {
  params: URLSearchParams;
  names: RequestsPage["names"];
}) {
  const value = (name: string) => params.get(name) ?? "";
  const kept = ["range", "from", "to", "outcome", "sort", "dir", "limit"].filter(value);
  const number = { type: "number", min: 0, step: "any" };
  // Whoever chooses from a list has chosen; a text or a number is finished with Enter.
  const send = (event: Event) => {
    if (event.target instanceof HTMLSelectElement) event.target.form?.requestSubmit();
  };
  const select = (name: string, options: readonly (readonly [value: string, label: string])[]) => (
    <Field name={name}>
      <select name={name} value={value(name)}>
        <option value="">Any</option>
        {withCurrent(options, value(name)).map(([value, label]) => (
          <option key={value} value={value}>{label}</option>
        ))}
      </select>
    </Field>
  );
  const input = (name: string, attributes: Record<string, string | number>) => (
    <Field name={name}>
      <input name={name} value={value(name)} autocomplete="off" {...attributes} />
    </Field>
  );
  return (
    <form class="filters" action="/requests" role="search" onChange={send}>
      {kept.map((name) => <input key={name} type="hidden" name={name} value={value(name)} />)}
      <div class="search">
        <input
          type="search"
          name="search"
          value={value("search")}
          placeholder="Search what was asked and answered"
          aria-label="Search"
          autocomplete="off"
        />
        <button
          type="button"
          class="quiet icon"
          popovertarget="search-help"
          aria-label="How to search"
        >
          ?
        </button>
        <button type="submit" class="primary">Search</button>
      </div>
      <details class="more-filters">
        <summary class="button">Filters</summary>
        <div class="fields">
          {select("model", names.models.map(same))}
          {select("provider", names.providers.map(same))}
          {select("project", names.projects.map(same))}
          {select("stream", [["true", "streamed"], ["false", "whole"]])}
          {select("unpriced", [["false", "known"], ["true", "unknown"]])}
          {input("status", { type: "number", min: 100, max: 599, placeholder: "429" })}
          {input("min_cost", { ...number, placeholder: "$" })}
          {input("max_cost", { ...number, placeholder: "$" })}
          {input("min_seconds", { ...number, placeholder: "seconds" })}
          {input("max_seconds", { ...number, placeholder: "seconds" })}
          {input("client", { placeholder: "OpenAI/Python*" })}
          <button type="submit">Apply</button>
        </div>
      </details>
      <SearchHelp />
    </form>
  );
}

function Field({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <label class="field">
      <span>{FILTERS.find((filter) => filter.name === name)?.label}</span>
      {children}
    </label>
  );
}

const same = (name: string) => [name, name] as const;

/** What the address names is chosen, also when the log has nothing of it. */
function withCurrent(options: readonly (readonly [string, string])[], value: string) {
  const isKnown = value === "" || options.some(([known]) => known === value);
  return isKnown ? options : [same(value), ...options];
}

/** The filters that hold, each a link that takes it away. */
export function Chips({ url, params }: { url: string; params: URLSearchParams }) {
  const active = FILTERS.filter(({ name }) => (params.get(name) ?? "") !== "");
  if (active.length === 0) return null;
  const none = Object.fromEntries(active.map(({ name }) => [name, null]));
  return (
    <ul class="chips" aria-label="Filters that hold">
      {active.map(({ name, label, show = String }) => {
        const value = show(params.get(name) ?? "");
        return (
          <li key={name}>
            <a
              href={withQuery(url, { ...PLACE, [name]: null })}
              aria-label={`Without ${label}: ${value}`}
            >
              <span class="muted">{label}</span> {value} <span aria-hidden="true">✕</span>
            </a>
          </li>
        );
      })}
      {active.length > 1 && (
        <li>
          <a class="all" href={withQuery(url, { ...PLACE, ...none })}>Clear all</a>
        </li>
      )}
    </ul>
  );
}
