import type { AliasEntry } from "../config/types.ts";
import { FOREIGN_PREFIXES } from "./foreign.ts";
import { providerAt, providerNamed, type ProviderRow } from "./table.ts";

/** Who answers an entry, and what the model is called there. */
export interface NamedModel {
  provider: ProviderRow;
  /** The model's name without the prefix, as written. */
  model: string;
}

/** Why something leads nowhere: a sentence with the mend. */
export interface Problem {
  problem: string;
}

/** Names without a provider, by how they begin (http-api.md, "Configuration", and makers that came later). */
const INFERRED: readonly [RegExp, string][] = [
  [/^(ft:)?(gpt-|o\d|chatgpt-)/, "openai"],
  [/^claude/, "anthropic"],
  [/^gemini/, "gemini"],
  [/^(mistral|ministral|codestral|magistral|devstral)/, "mistral"],
  [/^llama/i, "meta_llama"],
  [/^deepseek/, "deepseek"],
  [/^grok/, "xai"],
];

/**
 * Who answers an entry: named by `custom_llm_provider`, by the prefix of its model, or told by how the
 * model's name begins. A prefix that nobody knows (`Qwen/Qwen3-32B`) is a part of the name where
 * `api_base` says who serves it: a provider of the table by its host, else any OpenAI-compatible one.
 */
export function providerOf(
  entry: Pick<AliasEntry, "model" | "apiBase" | "defaults">,
): NamedModel | Problem {
  const { model, apiBase } = entry;
  const slash = model.indexOf("/");
  const prefix = slash === -1 ? "" : model.slice(0, slash);
  const bare = model.slice(slash + 1);
  const custom = entry.defaults.custom_llm_provider;
  if (typeof custom === "string") {
    const provider = providerNamed(custom);
    if (!provider) return foreign(custom, prefix === custom ? bare : model);
    return { provider, model: providerNamed(prefix) === provider ? bare : model };
  }
  const named = providerNamed(prefix);
  if (named) {
    return bare === "" ? { problem: `"${model}" names no model. ${WRITE}` } : {
      provider: named,
      model: bare,
    };
  }
  if (FOREIGN_PREFIXES.has(prefix)) return foreign(prefix, bare);
  const provider = (slash === -1 ? inferred(model) : undefined) ?? servedAt(apiBase);
  return provider ? { provider, model } : { problem: `"${model}" names no provider. ${WRITE}` };
}

const WRITE =
  "Write provider/model (docs/reference/providers.md lists the providers), or set api_base.";

function inferred(model: string): ProviderRow | undefined {
  const name = INFERRED.find(([pattern]) => pattern.test(model))?.[1];
  return name === undefined ? undefined : providerNamed(name);
}

function servedAt(apiBase: string | null): ProviderRow | undefined {
  return apiBase === null ? undefined : providerAt(apiBase) ?? providerNamed("openai");
}

function foreign(name: string, model: string): Problem {
  return {
    problem: `Apantli has no provider "${name}". If its server is OpenAI-compatible, ` +
      `write openai/${model} and set api_base to its address.`,
  };
}
