import type { ModelRow, ModelsPage, Provider, Use } from "../../../lib/ui/models/page.ts";
import type { Ways } from "../../../lib/ui/models/model_dialog.tsx";
import { readRange } from "../../../lib/ui/range.ts";

/** When the pages of the tests were made. */
export const NOW = Date.UTC(2026, 2, 4, 12, 5);

/** A model that can be called and was, with the given facts different. */
export function model(
  { use = {}, ...facts }: Partial<Omit<ModelRow, "use">> & { use?: Partial<Use> } = {},
): ModelRow {
  return {
    name: "small",
    litellm_model: "acme/small-1",
    provider: "acme",
    enabled: true,
    input_cost_per_million: 0.25,
    output_cost_per_million: 2,
    cached_input_cost_per_million: 0.025,
    key: { state: "set" },
    problem: null,
    beyond: null,
    contextWindow: 200_000,
    params: {},
    otherParams: [],
    line: 3,
    ...facts,
    use: {
      ...{ requests: 1200, cost: 3.5, unpriced: 0, failed: 0, interrupted: 0 },
      ...{ tokens_per_sec: 84.4, first_byte_ms: 420, last_used: "2026-03-04T12:00:00.000" },
      ...use,
    },
  };
}

/** What a model's use is before its first request. */
export const UNUSED: Use = {
  ...{ requests: 0, cost: 0, unpriced: 0, failed: 0, interrupted: 0 },
  ...{ tokens_per_sec: null, first_byte_ms: null, last_used: null },
};

/** The page with the given models. */
export function page(models: ModelRow[], facts: Partial<ModelsPage> = {}): ModelsPage {
  const range = readRange(new URLSearchParams(), "2026-03-04");
  return {
    view: {
      ...{ now: NOW, zone: "UTC", offset: 0, today: "2026-03-04", range },
      ...{ project: null, inFlight: 0 },
    },
    models,
    ...{ file: "config.yaml", problems: [], isHeld: false },
    defaults: { timeout: 120, num_retries: 3 },
    ...facts,
  };
}

/** A provider of the catalogue whose key is set, with the given facts different. */
export function provider(facts: Partial<Provider> = {}): Provider {
  return {
    ...{ name: "acme", displayName: "Acme", group: "popular", keyEnv: "ACME_API_KEY" },
    ...{ keySet: true, baseExample: null, models: 2 },
    ...facts,
  };
}

/** Ways that lead nowhere: what is rendered to text has no clicks. */
export const ways = (url: string): Ways => ({
  url,
  go: () => {},
  close: () => {},
  done: () => Promise.resolve(),
});

/** The words that one sees. */
export const words = (html: string): string =>
  html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();
