import { type Columns, type Sort, sorted, sortOf } from "../parts/sort_head.tsx";
import type { ModelUse } from "./page.ts";

const COLUMNS: Columns<ModelUse> = {
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
  return sortOf(params, COLUMNS, { by: "cost", dir: "desc" });
}

/** The models in that order; equal ones stay in theirs. */
export function sortedModels(models: readonly ModelUse[], sort: Sort): ModelUse[] {
  return sorted(models, COLUMNS, sort);
}

/** USD of one request of a model, of those whose price is known; `null` where none is. */
export function costEach({ cost, requests, unpriced }: ModelUse): number | null {
  return requests === unpriced ? null : cost / (requests - unpriced);
}

/** Which share of what was asked of a model failed; `null` where nothing was. */
export function failedShare({ requests, failed }: ModelUse): number | null {
  return requests + failed === 0 ? null : failed / (requests + failed);
}
