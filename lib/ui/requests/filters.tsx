import type { ReadonlySignal } from "@preact/signals";
import { withQuery } from "../link.ts";
import type { RequestsPage } from "./page.ts";
import { FILTERS, OUTCOMES } from "./query.ts";
import { SearchHelp } from "./search_help.tsx";

/** Parameters that go when the list changes: a place in it, and what was open. */
export const PLACE = { after: null, before: null, at: null, open: null, messages: null };

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

/**
 * The filters as a form, which is one without JavaScript, too. Rendered again it shows what the address
 * says: so it does not depend on the names, which change while somebody types.
 */
export function FilterForm({ params, names }: {
  params: URLSearchParams;
  names: ReadonlySignal<RequestsPage["names"]>;
}) {
  const value = (name: string) => params.get(name) ?? "";
  const kept = ["range", "from", "to", "hour", "outcome", "sort", "dir", "limit"].filter(value);
  const number = { type: "number", min: 0, step: "any" };
  // Whoever chooses from a list has chosen; a text or a number is finished with Enter.
  const send = (event: Event) => {
    if (event.target instanceof HTMLSelectElement) event.target.form?.requestSubmit();
  };
  const select = (name: string, options: preact.ComponentChildren) => (
    <Field name={name}>
      <select name={name} value={value(name)}>
        <option value="">Any</option>
        {options}
      </select>
    </Field>
  );
  const named = (name: string, of: keyof RequestsPage["names"]) =>
    select(name, <Names names={names} of={of} current={value(name)} />);
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
          {named("model", "models")}
          {named("provider", "providers")}
          {named("project", "projects")}
          {select(
            "stream",
            <>
              <option value="true">streamed</option>
              <option value="false">whole</option>
            </>,
          )}
          {select(
            "unpriced",
            <>
              <option value="false">known</option>
              <option value="true">unknown</option>
            </>,
          )}
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

/** What there is to choose from. What the address names is there, also when the log has nothing of it. */
function Names({ names, of, current }: {
  names: ReadonlySignal<RequestsPage["names"]>;
  of: keyof RequestsPage["names"];
  current: string;
}) {
  const all = names.value[of];
  const shown = current === "" || all.includes(current) ? all : [current, ...all];
  return <>{shown.map((name) => <option key={name} value={name}>{name}</option>)}</>;
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
