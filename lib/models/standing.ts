import type { AliasEntry, Config, Secrets } from "../config/types.ts";
import { ApiError } from "../http/error.ts";
import { contextWindow } from "../pricing/mod.ts";
import { MissingKey } from "../providers/key.ts";
import { providerOf } from "../providers/provider_of.ts";
import { resolveTarget } from "../providers/resolve.ts";
import { EDITABLE_PARAMS } from "../config/new_entry.ts";
import type { JsonValue } from "../types/json.ts";
import { listModels, type ModelFacts } from "./list.ts";
import { beyondReach } from "./reach.ts";

/** How it stands with the key of an alias; never the key itself. */
export type KeyState =
  | { state: "set" }
  | { state: "not needed" }
  /** `variable` is what has to be set. */
  | { state: "missing"; variable: string };

/** Whether an alias can be called as configured, and what it says in the file. */
export interface Standing extends ModelFacts {
  key: KeyState;
  /** Why it leads nowhere, with the mend; `null` when it leads somewhere. */
  problem: string | null;
  /** The host that the server was started without; `null` when all is well. */
  beyond: string | null;
  /** Tokens; `null` when unknown. */
  contextWindow: number | null;
  /** The parameters that can be edited, as written. */
  params: Partial<Record<(typeof EDITABLE_PARAMS)[number], JsonValue>>;
  /** The names of what else the entry sets for requests. */
  otherParams: string[];
  /** Where its entry begins in the file, counted from 1. */
  line: number;
}

/** Every configured model, in the order of the file. */
export function standings(config: Config, secrets: Secrets, at: Date): Standing[] {
  const beyond = new Map(beyondReach(config).map(({ alias, host }) => [alias, host]));
  const entries = [...config.aliases.values()];
  return listModels(config, at).flatMap((facts, place) => {
    const entry = entries[place];
    return entry === undefined ? [] : [{
      ...facts,
      ...callable(entry, secrets),
      beyond: beyond.get(entry.alias) ?? null,
      contextWindow: windowOf(entry, at),
      ...paramsOf(entry),
      line: entry.line,
    }];
  });
}

function callable(entry: AliasEntry, secrets: Secrets): Pick<Standing, "key" | "problem"> {
  try {
    const limits = { timeoutMs: 0, numRetries: 0, dropParams: false };
    const { apiKey } = resolveTarget(entry, secrets, limits);
    return { key: { state: apiKey === null ? "not needed" : "set" }, problem: null };
  } catch (error) {
    if (error instanceof MissingKey) {
      return { key: { state: "missing", variable: error.variable }, problem: null };
    }
    if (error instanceof ApiError) return { key: { state: "set" }, problem: error.message };
    throw error;
  }
}

function windowOf(entry: AliasEntry, at: Date): number | null {
  const found = providerOf(entry);
  if ("problem" in found) return null;
  const model = entry.baseModel ?? found.model;
  return contextWindow({ provider: found.provider.name, model, at });
}

function paramsOf(entry: AliasEntry): Pick<Standing, "params" | "otherParams"> {
  const { timeout, numRetries, defaults } = entry;
  const written: Record<string, JsonValue> = {
    ...defaults,
    ...(timeout === null ? {} : { timeout }),
    ...(numRetries === null ? {} : { num_retries: numRetries }),
  };
  const given = EDITABLE_PARAMS.flatMap((name) => {
    const value = written[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const own: readonly string[] = EDITABLE_PARAMS;
  return {
    params: Object.fromEntries(given),
    otherParams: Object.keys(defaults).filter((name) => !own.includes(name)),
  };
}
