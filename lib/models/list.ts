import type { AliasEntry, Config } from "../config/types.ts";
import { listPrice } from "../pricing/mod.ts";
import { providerOf } from "../providers/provider_of.ts";
import type { JsonValue } from "../types/json.ts";

/** A configured model as `GET /models` lists it (http-api.md, "Models"). Costs are USD per million tokens, `null` when unknown. */
export interface ModelFacts {
  name: string;
  litellm_model: string;
  provider: string | null;
  enabled: boolean;
  input_cost_per_million: number | null;
  output_cost_per_million: number | null;
  cached_input_cost_per_million: number | null;
  temperature?: JsonValue;
  top_p?: JsonValue;
  max_tokens?: JsonValue;
}

/** Every configured model, in the order of the file. */
export function listModels(config: Config, at: Date): ModelFacts[] {
  return [...config.aliases.values()].map((entry) => modelFacts(entry, at));
}

/** One entry of OpenAI's model list. */
export interface OpenAiModel {
  id: string;
  object: "model";
  /** Seconds since the epoch; the configuration does not know more than when it was read. */
  created: number;
  owned_by: string;
}

/** The enabled aliases in the shape of OpenAI's `GET /v1/models`. `created` in seconds. */
export function openAiModels(config: Config, created: number): OpenAiModel[] {
  return [...config.aliases.values()].filter((entry) => entry.enabled).map((entry) => ({
    id: entry.alias,
    object: "model",
    created,
    owned_by: answererOf(entry)?.provider ?? "unknown",
  }));
}

function modelFacts(entry: AliasEntry, at: Date): ModelFacts {
  const found = answererOf(entry);
  const price = found === null ? null : listPrice({
    provider: found.provider,
    model: entry.baseModel ?? found.model,
    prices: entry.prices,
    at,
  });
  const { temperature, top_p, max_tokens } = entry.defaults;
  return {
    name: entry.alias,
    litellm_model: entry.model,
    provider: found?.provider ?? null,
    enabled: entry.enabled,
    input_cost_per_million: numberOf(price?.input),
    output_cost_per_million: numberOf(price?.output),
    cached_input_cost_per_million: numberOf(price?.cacheRead),
    ...(temperature === undefined ? {} : { temperature }),
    ...(top_p === undefined ? {} : { top_p }),
    ...(max_tokens === undefined ? {} : { max_tokens }),
  };
}

/** `null` for an entry whose provider cannot be told: it is listed all the same. */
function answererOf(entry: AliasEntry): { provider: string; model: string } | null {
  const found = providerOf(entry);
  return "problem" in found ? null : { provider: found.provider.name, model: found.model };
}

function numberOf(price: string | null | undefined): number | null {
  return price === null || price === undefined ? null : Number(price);
}
