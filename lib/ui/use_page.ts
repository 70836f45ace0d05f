import { batch, type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { address, here, targetWithin } from "./address.ts";
import { getJson } from "./api.ts";
import { withQuery } from "./link.ts";
import { type Link, useLive } from "./live.ts";
import type { View } from "./page.ts";

/** A tab as it stands: what it shows, where it is, and how it goes. */
export interface Page<T> {
  data: Signal<T>;
  /** Path and query. */
  url: Signal<string>;
  link: Signal<Link>;
  /** Why the last step did not work. */
  problem: Signal<string | null>;
  /** Data is on its way because the viewer went somewhere. */
  busy: Signal<boolean>;
  /** Goes to another address of this tab; `replace` leaves no step back. */
  go(url: string, options?: { replace?: boolean }): Promise<void>;
  /** Gets the data anew. */
  reload(): Promise<void>;
}

/**
 * A tab's data and address. Its links and forms lead on without a page load, the browser's back and
 * forward work, and the server's news refresh it. Without JavaScript the same addresses are pages.
 *
 * @param name of the page in `/api/pages/`
 * @param apart parameters of the address on which the data does not depend: the data stays when only
 * these change
 */
export function usePage<T extends { view: View }>(
  name: string,
  first: T,
  at: string,
  { apart = [] }: { apart?: readonly string[] } = {},
): Page<T> {
  const data = useSignal(first);
  const url = useSignal(at);
  const link = useSignal<Link>("live");
  const problem = useSignal<string | null>(null);
  const busy = useSignal(false);
  const running = useRef<AbortController>(new AbortController());
  const path = at.split("?")[0] ?? at;

  const none = Object.fromEntries(apart.map((parameter) => [parameter, null]));
  const dataOf = (target: string) => withQuery(target, none);
  const load = (target: string, signal: AbortSignal) => {
    const [, query = ""] = dataOf(target).split("?");
    return getJson<T>(`/api/pages/${name}${query && `?${query}`}`, signal);
  };
  const show = async (target: string) => {
    running.current.abort();
    const { signal } = running.current = new AbortController();
    busy.value = true;
    try {
      const next = await load(target, signal);
      if (signal.aborted) return;
      // At once: data is never shown at another's address.
      batch(() => [data.value, url.value, problem.value] = [next, target, null]);
    } catch (error) {
      if (!signal.aborted) problem.value = error instanceof Error ? error.message : String(error);
    } finally {
      if (!signal.aborted) busy.value = false;
    }
  };
  const go = async (target: string, { replace = false } = {}) => {
    history[replace ? "replaceState" : "pushState"](null, "", target);
    address.value = target;
    await follow(target);
  };
  const follow = async (target: string) => {
    if (busy.peek() || dataOf(target) !== dataOf(url.peek())) return await show(target);
    url.value = target;
  };

  useEffect(() => {
    const click = (event: Event) => {
      const target = event.defaultPrevented ? null : targetWithin(path, event);
      if (target === null) return;
      event.preventDefault();
      document.querySelector<HTMLElement>("[popover]:popover-open")?.hidePopover();
      void go(target);
    };
    const back = () => {
      const target = here();
      address.value = target;
      if (location.pathname === path) void follow(target);
    };
    // The browser may have gone back before anybody listened.
    if (here() !== url.peek()) back();
    const content = document.querySelector("main");
    content?.addEventListener("click", click);
    content?.addEventListener("submit", click);
    addEventListener("popstate", back);
    return () => {
      content?.removeEventListener("click", click);
      content?.removeEventListener("submit", click);
      removeEventListener("popstate", back);
    };
  }, []);
  useLive(async (signal) => {
    const target = url.peek();
    const next = await load(target, signal);
    const isThere = dataOf(url.peek()) === dataOf(target);
    if (!signal.aborted && !busy.peek() && isThere) data.value = next;
  }, (state) => link.value = state);

  return { data, url, link, problem, busy, go, reload: () => show(url.peek()) };
}
