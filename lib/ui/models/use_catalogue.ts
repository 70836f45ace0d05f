import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { getJson } from "../api.ts";
import type { Provider } from "./page.ts";
import type { CatalogueModel } from "./wish.ts";

/** What the price catalogue has of a provider. */
export interface CatalogueState {
  models: readonly CatalogueModel[];
  isLoading: boolean;
  problem: string | null;
}

/** The models of a provider, fetched when it is chosen; none for those that the catalogue has not. */
export function useCatalogue({ name, models: count }: Provider): CatalogueState {
  const state = useSignal<CatalogueState & { of: string | null }>({
    ...{ models: [], isLoading: false, problem: null, of: null },
  });
  useEffect(() => {
    if (count === 0) return;
    const aborted = new AbortController();
    const load = async () => {
      try {
        const path = `/api/providers/${encodeURIComponent(name)}/models`;
        const { models } = await getJson<{ models: CatalogueModel[] }>(path, aborted.signal);
        state.value = { models, isLoading: false, problem: null, of: name };
      } catch (error) {
        if (aborted.signal.aborted) return;
        const problem = error instanceof Error ? error.message : String(error);
        state.value = { models: [], isLoading: false, problem, of: name };
      }
    };
    void load();
    return () => aborted.abort();
  }, [name, count]);
  if (count === 0) return { models: [], isLoading: false, problem: null };
  const { of, ...known } = state.value;
  return of === name ? known : { models: [], isLoading: true, problem: null };
}
