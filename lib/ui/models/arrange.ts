import { type Columns, type Sort, sorted, sortOf } from "../parts/sort_head.tsx";
import type { ModelRow } from "./page.ts";

/** Which models a list can be narrowed to, in the order of the links. */
export const STATES = ["ready", "attention", "off"] as const;

/** How it stands with a model: it can be called, needs somebody's attention, or is disabled. */
export type State = (typeof STATES)[number];

/** Whether a model can be called as it is. */
export function stateOf({ enabled, key, problem, beyond }: ModelRow): State {
  if (!enabled) return "off";
  return key.state === "missing" || problem !== null || beyond !== null ? "attention" : "ready";
}

const COLUMNS: Columns<ModelRow> = {
  on: ({ enabled }) => enabled ? 0 : 1,
  name: ({ name }) => name.toLowerCase(),
  key: ({ key }) => ["missing", "set", "not needed"].indexOf(key.state),
  context: ({ contextWindow }) => contextWindow,
  input: ({ input_cost_per_million }) => input_cost_per_million,
  cached: ({ cached_input_cost_per_million }) => cached_input_cost_per_million,
  output: ({ output_cost_per_million }) => output_cost_per_million,
  requests: ({ use }) => use.requests,
  cost: ({ use }) => use.cost,
  errors: errorRate,
  speed: ({ use }) => use.tokens_per_sec,
  used: ({ use }) => use.last_used,
};

/** The share of this month's requests that failed; `null` without any. */
export function errorRate({ use: { requests, failed } }: ModelRow): number | null {
  return requests === 0 ? null : failed / requests;
}

/** How a query sorts; by nothing, which is the order of the file, where it names no column. */
export function modelSort(params: URLSearchParams): Sort {
  return sortOf(params, COLUMNS, { by: "", dir: "desc" });
}

/**
 * The models that a query asks for: `q` (words of alias, model or provider), `show` (a state), `sort`
 * and `dir`. What has no value comes last, equals stay in the order of the file.
 */
export function arrange(rows: readonly ModelRow[], params: URLSearchParams): ModelRow[] {
  const words = (params.get("q") ?? "").toLowerCase().split(/\s+/);
  const show = params.get("show");
  const found = rows.filter((row) => {
    const text = `${row.name} ${row.litellm_model} ${row.provider ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word)) && (show === null || stateOf(row) === show);
  });
  return sorted(found, COLUMNS, modelSort(params));
}
