import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { getJson } from "../api.ts";
import type { Opened } from "./page.ts";

/** What the open dialog needs beside the page's data; fetched when it opens. */
export function useOpened(
  params: URLSearchParams,
  first: Opened,
): { data: Signal<Opened>; problem: Signal<string | null>; reload: () => void } {
  const data = useSignal(first);
  const problem = useSignal<string | null>(null);
  const tries = useSignal(0);
  const wanted = pathOf(params);
  const shown = useRef(wanted);
  useEffect(() => {
    if (wanted === null) shown.current = null;
    if (wanted === null || wanted === shown.current) return;
    const aborted = new AbortController();
    const load = async () => {
      try {
        const found = await getJson<Opened[keyof Opened]>(wanted, aborted.signal);
        [data.value, problem.value] = [{ ...data.peek(), [nameOf(params)]: found }, null];
        shown.current = wanted;
      } catch (error) {
        if (aborted.signal.aborted) return;
        problem.value = error instanceof Error ? error.message : String(error);
      }
    };
    void load();
    return () => aborted.abort();
  }, [wanted, tries.value]);
  return { data, problem, reload: () => tries.value++ };
}

function nameOf(params: URLSearchParams): string {
  return params.get("do") ?? "";
}

function pathOf(params: URLSearchParams): string | null {
  const name = nameOf(params);
  if (name === "add") return "/api/pages/add";
  if (name !== "connect") return null;
  const model = params.get("model");
  return `/api/pages/connect${model === null ? "" : `?${new URLSearchParams({ model })}`}`;
}
