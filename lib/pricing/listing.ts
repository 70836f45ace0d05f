import { findProvider, type MatchLogic } from "@pydantic/genai-prices";
import { findPrices } from "./find.ts";
import { PRICED_PROVIDERS, type PricedProvider } from "./names.ts";
import { PRICE_OVERRIDES } from "./overrides.ts";

/** One row of `GET /api/providers`. */
export interface CatalogueProvider {
  name: string;
  display_name: string;
  model_count: number;
  popular: boolean;
}

/** One row of `GET /api/providers/{provider}/models`. Costs in USD per million tokens. */
export interface CatalogueModel {
  model_id: string;
  name: string;
  input_cost_per_million: number | null;
  output_cost_per_million: number | null;
  max_tokens: number | null;
  /** What to write as `litellm_params.model`. */
  litellm_id: string;
}

/** What can be added to a config, as far as prices are known. */
export interface Catalogue {
  /** Popular ones first, then by name. */
  providers: CatalogueProvider[];
  /** By id; `null` for a provider that the catalogue does not have. */
  models(provider: string): CatalogueModel[] | null;
}

const LISTED = PRICED_PROVIDERS.filter(({ catalogue }) => catalogue !== null);
/** Which models there are does not change while the process runs; counting them all takes 60 ms. */
let counted: CatalogueProvider[] | null = null;

/**
 * The price catalogue as of a time. Left out: models that their provider has retired, and those
 * without a price per token (transcription, page-wise OCR).
 */
export function catalogue(at: Date = new Date()): Catalogue {
  counted ??= LISTED.map((provider) => ({
    name: provider.name,
    display_name: provider.displayName,
    model_count: modelsOf(provider, at).length,
    popular: provider.popular,
  })).sort((a, b) =>
    Number(b.popular) - Number(a.popular) || a.display_name.localeCompare(b.display_name)
  );
  return {
    providers: counted,
    models: (name) => {
      const provider = LISTED.find((row) => row.name === name);
      return provider ? modelsOf(provider, at) : null;
    },
  };
}

function modelsOf(provider: PricedProvider, at: Date): CatalogueModel[] {
  const models = new Map<string, CatalogueModel>();
  for (const { ids, name, contextWindow } of knownModels(provider)) {
    const found = ids.map((id) => ({ id, sheet: sheetOf(provider, id, at) }))
      .find(({ sheet }) => sheet?.input !== undefined);
    if (!found || provider.offered?.(found.id) === false || models.has(found.id)) continue;
    models.set(found.id, {
      model_id: found.id,
      name,
      input_cost_per_million: numberOf(found.sheet?.input),
      output_cost_per_million: numberOf(found.sheet?.output),
      max_tokens: contextWindow,
      litellm_id: `${provider.name}/${found.id}`,
    });
  }
  return [...models.values()].sort((a, b) => a.model_id.localeCompare(b.model_id));
}

/** A model with the names that it may be called by, best first. */
interface KnownModel {
  ids: string[];
  name: string;
  contextWindow: number | null;
}

function knownModels({ name, catalogue }: PricedProvider): KnownModel[] {
  const known = catalogue === null ? undefined : findProvider({ providerId: catalogue });
  const published = (known?.models ?? []).filter(({ deprecated }) => !deprecated).map((model) => ({
    // The catalogue's id may be a family (`codestral`) and not a name that the provider takes.
    ids: [model.id, ...exactNames(model.match)],
    name: model.name ?? model.id,
    contextWindow: model.context_window ?? null,
  }));
  const own = PRICE_OVERRIDES.filter(({ provider }) => provider === name)
    .flatMap(({ models }) => models)
    .map((id) => ({ ids: [id], name: id, contextWindow: null }));
  return [...published, ...own];
}

function exactNames(match: MatchLogic): string[] {
  if ("equals" in match) return [match.equals];
  return "or" in match ? match.or.flatMap(exactNames) : [];
}

function sheetOf(provider: PricedProvider, model: string, at: Date) {
  const lookup = { provider: provider.name, model, prices: {}, at, raw: null, promptTokens: 0 };
  return findPrices(lookup)?.sheet;
}

function numberOf(price: string | undefined): number | null {
  return price === undefined ? null : Number(price);
}
