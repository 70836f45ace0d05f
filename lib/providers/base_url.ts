import type { AliasEntry } from "../config/types.ts";
import { type Problem, providerOf } from "./provider_of.ts";
import type { ProviderRow } from "./table.ts";

/** Where an entry leads. */
export interface Address {
  provider: ProviderRow;
  /** The model name for the provider. */
  model: string;
  /** Without a trailing slash. */
  baseUrl: string;
  /** The variable that a key is read from when the entry names none; `null` when none is sent. */
  keyEnv: string | null;
}

/**
 * Where an entry leads, its `api_base` before the provider's own address. Returns a sentence with the
 * mend when it leads nowhere. `os.environ/NAME` has to be read before.
 */
export function baseUrlOf(entry: AliasEntry): Address | Problem {
  const named = providerOf(entry);
  if ("problem" in named) return named;
  const { provider } = named;
  const prefix = named.model.includes("/") ? "" : provider.modelPrefix;
  const model = prefix + named.model;
  const own = provider.baseUrl;
  if (own === "demo:" || (own !== null && entry.apiBase === null)) {
    return { provider, model, baseUrl: own, keyEnv: provider.keyEnv };
  }
  if (entry.apiBase === null) {
    const example = provider.baseExample ?? "https://host/path";
    return {
      problem: `${provider.displayName} has an address per account. ` +
        `Set litellm_params.api_base, for example ${example}.`,
    };
  }
  const base = trimmed(entry.apiBase);
  const problem = problemOf(base);
  if (problem !== null) return { problem };
  const { pattern, replacement } = provider.mendBase ?? { pattern: /$/, replacement: "" };
  const isWhole = base.includes("/chat/completions");
  return {
    provider,
    model,
    baseUrl: isWhole ? base : base.replace(pattern, replacement),
    keyEnv: own === null || siteOf(own) === siteOf(base) ? provider.keyEnv : null,
  };
}

function trimmed(apiBase: string): string {
  return apiBase.trim().replace(/\/+$/, "");
}

/** What is wrong with a base; it is not quoted, as a key may have got into its place. */
function problemOf(base: string): string | null {
  const url = URL.parse(base);
  if (!/^https?:$/.test(url?.protocol ?? "")) {
    return "litellm_params.api_base is no http(s) address. Write it as https://host/path.";
  }
  if (url?.username || url?.password) {
    return "litellm_params.api_base holds a user or password. Take it out, and set api_key.";
  }
  return null;
}

/**
 * The last two labels of a host name. A provider's key goes by itself only to the provider's own
 * site (`eu.api.openai.com` as well as `api.openai.com`); to any other one an entry must name it.
 */
function siteOf(address: string): string {
  return new URL(address).hostname.split(".").slice(-2).join(".");
}
