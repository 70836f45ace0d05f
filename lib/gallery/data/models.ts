import type {
  AddData,
  ConnectData,
  ModelRow,
  ModelsPage,
  Provider,
  Use,
} from "../../ui/models/page.ts";
import { chance, minutesAgo, viewAt } from "./base.ts";
import { FEW, MANY, type Named, UNBROKEN } from "./names.ts";

const UNUSED: Use = {
  ...{ requests: 0, cost: 0, unpriced: 0, failed: 0, interrupted: 0 },
  ...{ tokens_per_sec: null, first_byte_ms: null, last_used: null },
};

type Facts = Partial<Omit<ModelRow, "use">> & { use?: Partial<Use> };

/** A model that can be called and never was, with the given facts different. */
export function model(
  { alias, provider, upstream }: Named,
  { use = {}, ...facts }: Facts = {},
): ModelRow {
  return {
    ...{ name: alias, litellm_model: `${provider}/${upstream}`, provider, enabled: true },
    ...{ input_cost_per_million: 0.25, output_cost_per_million: 2 },
    cached_input_cost_per_million: 0.025,
    key: { state: "set" },
    ...{ problem: null, beyond: null, contextWindow: 200_000 },
    ...{ params: {}, otherParams: [], line: 3 },
    ...facts,
    use: { ...UNUSED, ...use },
  };
}

const WITHOUT_PRICE = {
  input_cost_per_million: null,
  output_cost_per_million: null,
  cached_input_cost_per_million: null,
};

/** How a model can stand, each with what makes it so. */
const STANDINGS: readonly Facts[] = [
  {},
  { key: { state: "missing", variable: "A_RATHER_LONG_NAME_OF_A_VARIABLE_WITH_THE_API_KEY" } },
  { enabled: false },
  { beyond: "inference.eu-central-1.example.com" },
  { problem: "There is no provider called oepnai. Write openai, or remove the alias." },
  { ...WITHOUT_PRICE, key: { state: "not needed" }, contextWindow: null },
];

/** One model in each standing. */
export const standings: readonly ModelRow[] = STANDINGS.map((facts, place) =>
  model(MANY[place] ?? UNBROKEN, { ...facts, use: used(place) })
);

/** As many as a large team has, with long names, in all standings. */
export const many: readonly ModelRow[] = [...MANY, UNBROKEN].map((named, place) =>
  model(named, { ...STANDINGS[place % STANDINGS.length], line: 3 + 6 * place, use: used(place) })
);

/** Those of somebody who has begun. */
export const few: readonly ModelRow[] = FEW.map((named, place) =>
  model(named, place === 2 ? { ...WITHOUT_PRICE, key: { state: "not needed" } } : {})
);

function used(place: number): Partial<Use> {
  if (place % 7 === 6) return {};
  const requests = Math.round(4000 * chance(place) ** 3) + 1;
  const isUnpriced = place % STANDINGS.length === 5;
  return {
    requests,
    cost: isUnpriced ? 0 : requests * 0.0173,
    unpriced: isUnpriced ? requests : 0,
    failed: place % 4 === 0 ? Math.ceil(requests / 30) : 0,
    tokens_per_sec: 4.2 + 150 * chance(place, 4),
    first_byte_ms: 300 + 900 * chance(place, 5),
    last_used: minutesAgo(3 + place ** 3),
  };
}

/** The page with these models. */
export function modelsPage(
  models: readonly ModelRow[],
  facts: Partial<ModelsPage> = {},
): ModelsPage {
  return {
    view: viewAt(),
    models: [...models],
    ...{ file: "config.yaml", problems: [], isHeld: false },
    defaults: { timeout: 120, num_retries: 3 },
    ...facts,
  };
}

/** A file that cannot be used, and one that has only something odd in it. */
export const brokenFile: Partial<ModelsPage> = {
  isHeld: true,
  problems: Array.from({ length: 7 }, (_, place) => ({
    severity: place === 0 ? "error" : "warning",
    line: 4 + 6 * place,
    column: 5,
    alias: place === 0 ? null : MANY[place]?.alias ?? null,
    message: place === 0
      ? "The list is not closed. Add a ] at its end."
      : "router_settings is not used here. Remove it, or leave it for LiteLLM.",
  })),
};

/** What a model can be added of. */
export const addData: AddData = {
  providers: [
    provider("openai", "Orbit", { keySet: true }),
    provider("anthropic", "Sonata"),
    provider("mistral", "Breeze", { group: "more" }),
    provider("ollama", "A server on this machine", {
      ...{ group: "own machine", keyEnv: null, models: 0 },
      baseExample: "http://localhost:11434/v1",
    }),
  ],
};

function provider(name: string, displayName: string, facts: Partial<Provider> = {}): Provider {
  return {
    ...{ name, displayName, group: "popular", keyEnv: `${name.toUpperCase()}_API_KEY` },
    ...{ keySet: false, baseExample: null, models: 12 },
    ...facts,
  };
}

const BASE = "http://127.0.0.1:4000/v1";

/** How clients are connected. */
export const connectData: ConnectData = {
  alias: FEW[0]?.alias ?? null,
  base: BASE,
  clients: ["Python", "TypeScript", "curl", "An editor"].map((name) => ({
    id: name.toLowerCase().replace(" ", "-"),
    name,
    where: "In the file of your program",
    text: `client = Client(base_url="${BASE}", api_key="unused")\nclient.ask("fast", "Hello")\n`,
    ...(name === "curl" ? { download: { href: "/gallery", label: "As a file" } } : {}),
  })),
  notYet: "Clients of other protocols than OpenAI's cannot be connected yet.",
};
