import type { ListTotals, RequestsPage, Row } from "../../ui/requests/page.ts";
import { chance, minutesAgo, viewAt } from "./base.ts";
import { FEW, MANY, UNBROKEN } from "./names.ts";

/** A row that went well just now, with the given facts different. */
export function row(facts: Partial<Row> = {}): Row {
  return {
    ...{ id: 90, request_id: "3f0c7a52", timestamp: minutesAgo(4), model: "fast" },
    ...{ provider: "openai", outcome: "ok", status: 200, error: null, stream: true, attempts: 1 },
    ...{ prompt_tokens: 1200, completion_tokens: 340, total_tokens: 1540, cost: 0.0123 },
    ...{ duration_ms: 2500, usage_estimated: false, client: "OpenAI/Python 2.4.0" },
    project: "blog",
    ...facts,
  };
}

const NO_USAGE = {
  ...{ prompt_tokens: null, completion_tokens: null, total_tokens: null, cost: null },
};
const LONG_ERROR = "The provider answered with 429: Rate limit reached for " +
  `${UNBROKEN.upstream} in organisation org-example on tokens per min. Try again in 20 s.`;

/** One row of each kind. */
export const kinds: readonly Row[] = [
  row({ ...NO_USAGE, id: null, outcome: "running", status: null, duration_ms: null }),
  row({ id: 99, cost: null, model: "local", provider: "ollama", project: null, client: null }),
  row({ id: 98, usage_estimated: true, stream: false, duration_ms: 480 }),
  row({ ...NO_USAGE, id: 97, outcome: "failed", status: 429, error: LONG_ERROR, attempts: 4 }),
  row({ ...NO_USAGE, id: 96, outcome: "failed", status: null, error: "Nobody answers." }),
  row({ id: 95, outcome: "interrupted", error: "The client left.", completion_tokens: 12 }),
  row({ id: 94, model: UNBROKEN.alias, provider: UNBROKEN.provider, client: UNBROKEN.upstream }),
  row({ id: 93, cost: 12_345.678, duration_ms: 4_000_000, prompt_tokens: 1_900_000 }),
  row({
    id: 92,
    snippet: [
      { text: "… and will there be ", hit: false },
      { text: "rain", hit: true },
      { text: " in the mountains on Sunday? I would like to know before …", hit: false },
    ],
  }),
];

/** A page full of requests to models with long names. */
export const crowd: readonly Row[] = Array.from({ length: 50 }, (_, place) => {
  const named = MANY[place % MANY.length] ?? UNBROKEN;
  const kind = kinds[place % 6] ?? row();
  return {
    ...kind,
    id: kind.id === null ? null : 500 - place,
    request_id: `id-${place}`,
    model: named.alias,
    provider: named.provider,
    timestamp: minutesAgo(1 + place * place),
    ...(kind.cost === null ? {} : { cost: 0.6 * chance(place) ** 4 }),
    project: "a-project-with-a-name-that-somebody-took-much-time-for",
    client: "a-client/4.12.0 (linux; x86_64) with-a-plugin/0.3",
  };
});

/** Sums over no requests, with the given facts different. */
export function totals(facts: Partial<ListTotals> = {}): ListTotals {
  return { ...{ total: 0, total_tokens: 0, total_cost: 0, avg_cost: 0, unpriced: 0 }, ...facts };
}

/** Sums over very many requests. */
export const large: ListTotals = totals({
  ...{ total: 1_204_331, total_tokens: 4_120_300_000, total_cost: 18_231.4521 },
  ...{ avg_cost: 0.01514, unpriced: 3120 },
});

/** The page with these rows, at an address with this query. */
export function requestsPage(
  query: string,
  rows: readonly Row[],
  facts: Partial<RequestsPage> = {},
): RequestsPage {
  const models = [...FEW, ...MANY].map(({ alias }) => alias);
  return {
    view: viewAt(query, { inFlight: rows.filter(({ outcome }) => outcome === "running").length }),
    rows: [...rows],
    totals: totals({
      total: rows.length,
      total_tokens: 1540,
      total_cost: 0.0123,
      avg_cost: 0.0123,
    }),
    ...{ next: null, previous: null, partial: false, searchCapped: false, searchLag: 0 },
    names: { providers: ["openai", "anthropic", UNBROKEN.provider], models, projects: ["blog"] },
    ...{ problem: null, firstSteps: null },
    ...facts,
  };
}
