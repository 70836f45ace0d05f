import type { Sort } from "../parts/sort_head.tsx";
import type { ModelUse } from "./page.ts";

/** What the table of models can be sorted by; `null` is nothing, and comes last either way. */
const VALUES: Readonly<Record<string, (use: ModelUse) => number | string | null>> = {
  model: ({ model }) => model,
  requests: ({ requests }) => requests,
  tokens: ({ tokens }) => tokens,
  failed: failedShare,
  p50: ({ p50 }) => p50,
  p95: ({ p95 }) => p95,
  first: ({ firstByte }) => firstByte,
  speed: ({ tokensPerSecond }) => tokensPerSecond,
  each: costEach,
  cost: ({ requests, unpriced, cost }) => requests === unpriced ? null : cost,
};

/** How the table is sorted by an address: the dearest first where it says nothing that there is. */
export function modelSort(params: URLSearchParams): Sort {
  const by = params.get("sort") ?? "";
  if (!Object.hasOwn(VALUES, by)) return { by: "cost", dir: "desc" };
  return { by, dir: params.get("dir") === "asc" ? "asc" : "desc" };
}

/** The models in that order; equal ones stay in theirs. */
export function sortedModels(models: readonly ModelUse[], { by, dir }: Sort): ModelUse[] {
  const of = VALUES[by] ?? costEach;
  const sign = dir === "asc" ? 1 : -1;
  return models.toSorted((a, b) => {
    const [one, other] = [of(a), of(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * (one < other ? -1 : one > other ? 1 : 0);
  });
}

/** USD of one request of a model, of those whose price is known; `null` where none is. */
export function costEach({ cost, requests, unpriced }: ModelUse): number | null {
  return requests === unpriced ? null : cost / (requests - unpriced);
}

/** Which share of what was asked of a model failed; `null` where nothing was. */
export function failedShare({ requests, failed }: ModelUse): number | null {
  return requests + failed === 0 ? null : failed / (requests + failed);
}
