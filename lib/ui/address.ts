import { signal } from "@preact/signals";

/** The path and query that the browser shows after a tab has gone on without a page load; `null` before. */
export const address = signal<string | null>(null);

/** Where the browser is: path and query. */
export const here = (): string => location.pathname + location.search;

/** Where a click or a form leads within the page at `path`: its path and query; `null` for anywhere else. */
export function targetWithin(path: string, event: Event): string | null {
  const target = event.target instanceof Element ? event.target : null;
  if (event instanceof SubmitEvent) return formTarget(path, event);
  if (!(event instanceof MouseEvent) || event.button !== 0) return null;
  // A new tab or window, a download: the browser's own affair.
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = target?.closest("a[href]");
  if (!link || link.hasAttribute("target") || link.hasAttribute("download")) return null;
  const url = new URL(link.getAttribute("href") ?? "", location.href);
  const isHere = url.origin === location.origin && url.pathname === path;
  return isHere && url.hash === "" ? url.pathname + url.search : null;
}

function formTarget(path: string, event: SubmitEvent): string | null {
  const form = event.target instanceof HTMLFormElement ? event.target : null;
  if (form === null || form.method !== "get") return null;
  if (new URL(form.action, location.href).pathname !== path) return null;
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form, event.submitter)) {
    if (typeof value === "string" && value !== "") query.append(name, value);
  }
  return query.size === 0 ? path : `${path}?${query}`;
}
