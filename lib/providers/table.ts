import type { Quirks } from "../protocols/openai-chat/quirks.ts";
import { ROWS } from "./rows.ts";
import type { Auth, ProtocolName } from "../types/target.ts";

/** One provider: where to reach it and how it differs. Data only; code never asks for a name. */
export interface ProviderRow {
  /** As stored in the ledger, and the prefix of `litellm_params.model`. */
  name: string;
  displayName: string;
  protocol: ProtocolName;
  /** Without a trailing slash; `null` when each account has its own and `api_base` is required. */
  baseUrl: string | null;
  auth: Auth;
  /** The variable of the key when `api_key` is not given; `null` where a key is optional. */
  keyEnv: string | null;
  /** Other prefixes that mean this provider. */
  aliases: readonly string[];
  /** Headers that every request carries. */
  headers: Readonly<Record<string, string>>;
  /** Put before a model name that has no slash. */
  modelPrefix: string;
  /** Appended to an `api_base` that does not end with it (LiteLLM's users write Ollama's without `/v1`). */
  baseSuffix: string;
  /** The path of chat completions; `{model}` and `{api_version}` are filled in. */
  chatPath: string;
  quirks: Quirks;
  /** Other quirks for models whose name matches; the first match counts. */
  modelQuirks: readonly { pattern: RegExp; quirks: Partial<Quirks> }[];
  /** The provider's API reference. */
  docs: string;
}

const BY_NAME: ReadonlyMap<string, ProviderRow> = new Map(
  ROWS.flatMap((row) =>
    [row.name, ...row.aliases].map((name): [string, ProviderRow] => [name, row])
  ),
);

/** The row of a provider, by its name or another prefix for it. */
export function providerNamed(name: string): ProviderRow | undefined {
  return BY_NAME.get(name);
}

/** The quirks that hold for a model of a provider. */
export function quirksOf(row: ProviderRow, model: string): Quirks {
  const special = row.modelQuirks.find(({ pattern }) => pattern.test(model));
  return special ? { ...row.quirks, ...special.quirks } : row.quirks;
}
