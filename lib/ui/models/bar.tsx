import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { formatCount } from "../format.ts";
import { withQuery } from "../link.ts";
import { Kept } from "../parts/kept.tsx";
import { type State, stateOf, STATES } from "./arrange.ts";
import type { ModelRow } from "./page.ts";

const NAMES: Readonly<Record<State, string>> = {
  ready: "Ready",
  attention: "Needs attention",
  off: "Off",
};

/** The search, and the states to narrow the list to. `url` is the page's address. */
export function ModelBar({ rows, params, url, search }: {
  rows: readonly ModelRow[];
  params: URLSearchParams;
  url: string;
  search: (text: string) => void;
}) {
  const show = params.get("show");
  const state = (name: State | null, label: string, count: number) => (
    <a
      key={label}
      href={withQuery(url, { show: name })}
      aria-current={show === name ? "true" : undefined}
    >
      {label} <span class="count">{formatCount(count)}</span>
    </a>
  );
  const counts = Map.groupBy(rows, stateOf);
  return (
    <div class="models-bar">
      <Search
        asked={params.get("q") ?? ""}
        url={url}
        search={search}
      />
      <nav class="choice" aria-label="Which models">
        {state(null, "All", rows.length)}
        {STATES.map((name) => state(name, NAMES[name], counts.get(name)?.length ?? 0))}
      </nav>
      {params.has("sort") && (
        <a class="small" href={withQuery(url, { sort: null, dir: null })}>Order of the file</a>
      )}
    </div>
  );
}

/** Narrows while one types; a form where there is no script. */
function Search({ asked, url, search }: {
  asked: string;
  url: string;
  search: (text: string) => void;
}) {
  const text = useSignal(asked);
  // What the address says when it changes by itself: back, forth, a link. As it is now: whoever types
  // is ahead of what is rendered.
  useEffect(() => {
    text.value = new URLSearchParams(location.search).get("q") ?? "";
  }, [asked]);
  return (
    <form class="search" role="search" action="/models">
      <Kept url={url} but={["q"]} />
      <input
        type="search"
        name="q"
        aria-label="Search models"
        placeholder="Search by alias, model or provider"
        autocomplete="off"
        value={text}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          search(text.value);
        }}
      />
    </form>
  );
}
