import type { Provider } from "./page.ts";
import { PARAMS, type Params, valueOf } from "./params.tsx";

/** Stands for a server that no provider of ours is. */
export const OTHER: Provider = {
  name: "openai",
  displayName: "Another OpenAI-compatible server",
  group: "own machine",
  keyEnv: null,
  keySet: false,
  baseExample: "http://localhost:8080/v1",
  models: 0,
};

/** A model of the price catalogue, as `/api/providers/{provider}/models` lists it. */
export interface CatalogueModel {
  model_id: string;
  name: string;
  input_cost_per_million: number | null;
  output_cost_per_million: number | null;
  max_tokens: number | null;
}

/** What is to be added, as it is typed. */
export interface Wish {
  provider: Provider;
  model: string;
  /** The name for clients; `null` while it follows the model. */
  alias: string | null;
  /** The variable of the key; `null` while it follows the provider. */
  keyEnv: string | null;
  base: string;
  params: Params;
}

/** The models that have all words of a text in their name, best first. */
export function found(models: readonly CatalogueModel[], text: string): CatalogueModel[] {
  const words = text.toLowerCase().split(/\s+/);
  const matching = models.filter(({ model_id, name }) => {
    const all = `${model_id} ${name}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  const begins = ({ model_id }: CatalogueModel) =>
    model_id.toLowerCase().startsWith(words[0] ?? "");
  return [...matching.filter(begins), ...matching.filter((model) => !begins(model))];
}

/** The name that an alias gets unless it is typed: the model's, without folders, unlike those taken. */
export function aliasOf(wish: Wish, taken: readonly string[]): string {
  if (wish.alias !== null) return wish.alias;
  const name = wish.model.slice(wish.model.lastIndexOf("/") + 1);
  if (!taken.includes(name)) return name;
  const own = `${wish.provider.name}-${name}`;
  return taken.includes(own) ? "" : own;
}

/** The variable of the key. */
export function keyOf({ keyEnv, provider }: Wish): string {
  return keyEnv ?? provider.keyEnv ?? "";
}

/** The body of `POST /api/models`. */
export function bodyOf(wish: Wish, taken: readonly string[], isKnown: boolean) {
  const { provider, model, base, params } = wish;
  const given = PARAMS.map((name) => [name, valueOf(params[name] ?? "")] as const)
    .filter(([, value]) => value !== null);
  return {
    model_name: aliasOf(wish, taken),
    litellm_model: model.trim() === "" ? "" : `${provider.name}/${model.trim()}`,
    ...(keyOf(wish).trim() === "" ? {} : { api_key_env: keyOf(wish).trim() }),
    ...(provider.baseExample === null ? {} : { api_base: base.trim() }),
    ...(isKnown ? {} : { allow_unpriced: true }),
    ...Object.fromEntries(given),
  };
}
