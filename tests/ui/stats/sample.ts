import type { ModelUse, StatsPage, Totals } from "../../../lib/ui/stats/page.ts";
import { readRange } from "../../../lib/ui/range.ts";

const TODAY = "2026-11-23";

/** A model of which all is known, with the given facts different. */
export function use(facts: Partial<ModelUse> = {}): ModelUse {
  return {
    ...{ model: "small", provider: "acme", requests: 10, cost: 2, unpriced: 0, tokens: 5000 },
    ...{ failed: 0, p50: 900, p95: 4000, firstByte: 300, tokensPerSecond: 80 },
    ...facts,
  };
}

/** Sums of a range in which all went well, with the given facts different. */
export function totals(facts: Partial<Totals> = {}): Totals {
  return {
    ...{ requests: 10, cost: 2, unpriced: 0, prompt_tokens: 4000, completion_tokens: 1000 },
    ...{ p50_duration_ms: 900, p95_duration_ms: 4000, avg_first_byte_ms: 300 },
    ...{ cache_read_tokens: 1000, cache_saved: 0.5 },
    failed: { requests: 0, cost: 0, unpriced: 0 },
    ...facts,
  };
}

/** The page Stats at an address with this query, on a Monday in November. */
export function statsPage(facts: Partial<StatsPage> = {}, query = "range=30d"): StatsPage {
  const params = new URLSearchParams(query);
  return {
    view: {
      now: Date.UTC(2026, 10, 23, 12),
      zone: "UTC",
      offset: 0,
      today: TODAY,
      range: readRange(params, TODAY),
      project: params.get("project"),
      inFlight: 0,
    },
    totals: totals(),
    before: null,
    month: { requests: 10, cost: 2, unpriced: 0, end: "30 Nov", forecast: null },
    providers: [{ provider: "acme", requests: 10, cost: 2, unpriced: 0, tokens: 5000 }],
    models: [use()],
    errors: [],
    slots: { by: "day", list: [] },
    projects: [],
    firstSteps: { origin: "http://localhost:4000", alias: "echo" },
    ...facts,
  };
}
