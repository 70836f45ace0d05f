import type { Secrets } from "../config/types.ts";
import { catalogue } from "../pricing/mod.ts";
import { ROWS } from "../providers/rows.ts";
import { LOCAL } from "../providers/rows/local.ts";

/** A provider of which an alias can be added. */
export interface Addable {
  /** The prefix of `litellm_model`. */
  name: string;
  displayName: string;
  group: "popular" | "more" | "own machine";
  /** The variable of its key; `null` where none is needed. */
  keyEnv: string | null;
  keySet: boolean;
  /** What an address looks like where each account has its own; `null` where it is known. */
  baseExample: string | null;
  /** How many models of it the price catalogue has. */
  models: number;
}

/** All providers: popular ones first, those on the user's own machine last. */
export function addable(secrets: Secrets): Addable[] {
  const { providers } = catalogue();
  const order: Addable["group"][] = ["popular", "more", "own machine"];
  return ROWS.map(({ name, displayName, keyEnv, baseUrl, baseExample }): Addable => {
    const known = providers.find((provider) => provider.name === name);
    const isOwn = LOCAL.some((row) => row.name === name);
    return {
      name,
      displayName,
      group: known?.popular ? "popular" : isOwn ? "own machine" : "more",
      keyEnv,
      keySet: keyEnv !== null && secrets(keyEnv) !== undefined,
      baseExample: baseUrl === null ? baseExample ?? "https://host/path" : null,
      models: known?.model_count ?? 0,
    };
  }).sort((a, b) =>
    order.indexOf(a.group) - order.indexOf(b.group) || a.displayName.localeCompare(b.displayName)
  );
}
