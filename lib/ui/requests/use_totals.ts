import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { getJson } from "../api.ts";
import type { ListTotals } from "./page.ts";

/** Counting millions takes the server a while: it is not asked again for every new request. */
const EVERY_MS = 30_000;

/**
 * The totals over all that match: those that came with the page, and where these are capped, exact
 * ones once they are counted.
 *
 * @param query of all that match, for `GET /requests`
 */
export function useTotals(first: ListTotals, query: string): ListTotals {
  const exact = useSignal<{ query: string; totals: ListTotals; at: number } | null>(null);
  const isCapped = first.total_capped === true;
  const known = exact.value?.query === query ? exact.value : null;
  const isOld = known === null || Date.now() - known.at > EVERY_MS;
  useEffect(() => {
    if (!isCapped || !isOld) return;
    const counting = new AbortController();
    getJson<ListTotals>(`/requests?${query}&limit=0&payloads=false`, counting.signal).then(
      (totals) => exact.value = { query, totals, at: Date.now() },
      // The capped ones stay; the next refresh asks again.
      () => {},
    );
    return () => counting.abort();
  }, [query, isCapped, isOld]);
  return isCapped && known !== null ? known.totals : first;
}
