import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { getJson } from "../api.ts";
import type { RequestDetail } from "./detail.ts";

/** A request that is open. */
export interface OpenDetail {
  detail: Signal<RequestDetail | null>;
  /** Why it cannot be shown. */
  problem: Signal<string | null>;
  reload(): void;
}

/**
 * Keeps the request of a query (`id=…`) at hand: gets another one when the query changes, and this one
 * again with each `news` while it runs.
 *
 * @param query `null` while none is open
 */
export function useDetail(
  query: string | null,
  news: unknown,
  first: { detail: RequestDetail | null; problem: string | null },
): OpenDetail {
  const detail = useSignal(first.detail);
  const problem = useSignal(first.problem);
  const loaded = useRef(first.detail || first.problem ? query : null);
  const running = useRef(new AbortController());
  const load = async (wanted: string) => {
    running.current.abort();
    const { signal } = running.current = new AbortController();
    try {
      const next = await getJson<RequestDetail>(`/api/pages/request?${wanted}`, signal);
      if (signal.aborted) return;
      [detail.value, problem.value, loaded.current] = [next, null, wanted];
    } catch (error) {
      if (!signal.aborted) problem.value = error instanceof Error ? error.message : String(error);
    }
  };
  useEffect(() => {
    if (query === null) {
      running.current.abort();
      [detail.value, problem.value, loaded.current] = [null, null, null];
    } else if (query !== loaded.current) void load(query);
  }, [query]);
  useEffect(() => {
    const isRunning = detail.value?.request.outcome === "running";
    if (query !== null && isRunning && query === loaded.current) void load(query);
  }, [news]);
  return { detail, problem, reload: () => query === null ? undefined : void load(query) };
}
