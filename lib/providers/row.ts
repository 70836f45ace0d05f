import type { Quirks } from "../protocols/openai-chat/quirks.ts";
import type { Auth, ProtocolName } from "../types/target.ts";
import { COMPATIBLE } from "./quirk_sets.ts";

/** One provider: where to reach it and how it differs. Data only; code never asks for a name. */
export interface ProviderRow {
  /** As stored in the ledger, and the prefix of `litellm_params.model`. */
  name: string;
  displayName: string;
  protocol: ProtocolName;
  /** Without a trailing slash; `null` when each account has its own and `api_base` is required. */
  baseUrl: string | null;
  /** What to write as `api_base` where {@link baseUrl} is `null`; capitals stand for the user's own. */
  baseExample: string | null;
  auth: Auth;
  /** The variable of the key when `api_key` is not given; `null` where a key is optional. */
  keyEnv: string | null;
  /** A key of `litellm_params` that holds a token to be sent as bearer in place of the key. */
  tokenParam: string | null;
  /** Other prefixes that mean this provider. */
  aliases: readonly string[];
  /** Headers that every request carries. */
  headers: Readonly<Record<string, string>>;
  /** Put before a model name that has no slash. */
  modelPrefix: string;
  /** How an `api_base` as LiteLLM's users write it becomes the one of the OpenAI-compatible API. */
  mendBase: { pattern: RegExp; replacement: string } | null;
  /** The paths of chat completions below the base; the first that fits counts. */
  chatPaths: readonly ChatPath[];
  quirks: Quirks;
  /** Other quirks for models whose name (after the last slash) matches; the first match counts. */
  modelQuirks: readonly { pattern: RegExp; quirks: Partial<Quirks> }[];
  /** The provider's API reference. */
  docs: string;
}

/** A path, and the base and API version that it is for (any where absent). */
export interface ChatPath {
  base?: RegExp;
  version?: RegExp;
  /** `{model}` and `{api_version}` are filled in. */
  path: string;
}

/** What a row must say; the rest has the values that most servers share. */
export type RowFacts =
  & Pick<ProviderRow, "name" | "displayName" | "baseUrl" | "keyEnv" | "docs">
  & Partial<ProviderRow>;

/** A row: openai-chat with a bearer token, unless its facts say otherwise. */
export function row(facts: RowFacts): ProviderRow {
  return {
    protocol: "openai-chat",
    baseExample: null,
    auth: "bearer",
    tokenParam: null,
    aliases: [],
    headers: {},
    modelPrefix: "",
    mendBase: null,
    chatPaths: [{ path: "/chat/completions" }],
    quirks: COMPATIBLE,
    modelQuirks: [],
    ...facts,
  };
}
