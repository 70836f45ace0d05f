import { stringify } from "yaml";
import type { Config } from "../config/types.ts";
import { UsageError } from "./flags.ts";
import { localUrl } from "./address.ts";
import { runCommand } from "./answer.ts";
import { readConfig } from "./plan.ts";

/**
 * The enabled aliases as the `extra-openai-models.yaml` of simonw's `llm`
 * (https://llm.datasette.io/en/stable/other-models.html#openai-compatible-models).
 * With a master key, `llm keys set apantli` is where `llm` finds it.
 */
export function llmModels(config: Config, apiBase: string): string {
  const enabled = [...config.aliases.values()].filter((entry) => entry.enabled);
  const models = enabled.map(({ alias }) => ({
    model_id: alias,
    model_name: alias,
    api_base: apiBase,
    ...(config.masterKey === null ? {} : { api_key_name: "apantli" }),
  }));
  return stringify(models, { lineWidth: 0 });
}

if (import.meta.main) {
  runCommand(Deno.args, (flags) => {
    const config = readConfig(flags.config);
    if (config.broken) throw new UsageError(`${flags.config} cannot be read. Mend it first.`);
    return llmModels(config, `${localUrl(flags)}/v1`);
  });
}
