import { resolveEnviron } from "../config/environ.ts";
import type { AliasEntry, Secrets } from "../config/types.ts";
import { ApiError } from "../http/error.ts";
import { isObject, type JsonObject, type JsonValue } from "../types/json.ts";
import type { Target } from "../types/target.ts";
import { providerNamed, type ProviderRow } from "./table.ts";

/** Where an entry leads. */
export interface Address {
  provider: ProviderRow;
  /** The model name for the provider. */
  model: string;
  /** Without a trailing slash. */
  baseUrl: string;
}

/** What holds where an entry says nothing itself. */
export interface TargetLimits {
  timeoutMs: number;
  numRetries: number;
  dropParams: boolean;
}

/** Names without a provider, by how they begin (http-api.md, "Configuration"). */
const INFERRED: readonly [RegExp, string][] = [
  [/^(gpt-|o\d|chatgpt-)/, "openai"],
  [/^claude/, "anthropic"],
  [/^gemini/, "gemini"],
  [/^(mistral|ministral|codestral|magistral)/, "mistral"],
  [/^llama/i, "meta_llama"],
  [/^deepseek/, "deepseek"],
  [/^grok/, "xai"],
];

/**
 * Where an entry leads: the provider by the prefix of its model, by `custom_llm_provider`, or by how
 * the model's name begins. With `api_base` an unknown prefix is part of the name on an
 * OpenAI-compatible server (`Qwen/Qwen3-32B`). Returns a sentence with the mend when it leads nowhere.
 */
export function baseUrlOf(entry: AliasEntry): Address | { problem: string } {
  const named = namedProvider(entry);
  if ("problem" in named) return named;
  const { provider, model } = named;
  const base = entry.apiBase ?? provider.baseUrl;
  if (base === null) {
    return {
      problem: `${provider.displayName} has an address per account. Set litellm_params.api_base.`,
    };
  }
  const trimmed = base.replace(/\/+$/, "");
  const isDemo = provider.baseUrl === "demo:";
  if (!isDemo && !/^https?:$/.test(URL.parse(trimmed)?.protocol ?? "")) {
    return { problem: `api_base "${base}" is no http(s) address. Write it as https://host/path.` };
  }
  const suffix = trimmed.endsWith(provider.baseSuffix) ? "" : provider.baseSuffix;
  const prefix = model.includes("/") ? "" : provider.modelPrefix;
  return { provider, model: prefix + model, baseUrl: isDemo ? "demo:" : trimmed + suffix };
}

function namedProvider(entry: AliasEntry): Omit<Address, "baseUrl"> | { problem: string } {
  const custom = entry.defaults.custom_llm_provider;
  const slash = entry.model.indexOf("/");
  const prefix = slash === -1 ? "" : entry.model.slice(0, slash);
  const byPrefix = providerNamed(prefix);
  if (typeof custom === "string") {
    const provider = providerNamed(custom);
    if (provider) {
      return {
        provider,
        model: byPrefix === provider ? entry.model.slice(slash + 1) : entry.model,
      };
    }
  }
  if (byPrefix) return { provider: byPrefix, model: entry.model.slice(slash + 1) };
  const inferred = slash === -1
    ? INFERRED.find(([pattern]) => pattern.test(entry.model))
    : undefined;
  const name = inferred?.[1] ?? (entry.apiBase === null ? undefined : "openai");
  const provider = name === undefined ? undefined : providerNamed(name);
  if (provider) return { provider, model: entry.model };
  return {
    problem:
      `"${entry.model}" names no provider. Write provider/model (docs/reference/providers.md lists them), or set api_base.`,
  };
}

/**
 * The target of an entry, with every `os.environ/NAME` read now. Throws ApiError: 401 naming the
 * variable when a key is missing, 500 `model_misconfigured` when the entry leads nowhere.
 */
export function resolveTarget(
  written: AliasEntry,
  secrets: Secrets,
  limits: TargetLimits,
): Target {
  const entry = withValues(written, secrets);
  const address = baseUrlOf(entry);
  if ("problem" in address) throw misconfigured(written.alias, address.problem);
  const { provider, model, baseUrl } = address;
  const { custom_llm_provider: _provider, azure_ad_token: token, ...defaults } = entry.defaults;
  const timeoutMs = entry.timeout === null ? limits.timeoutMs : entry.timeout * 1000;
  return {
    alias: entry.alias,
    provider: provider.name,
    protocol: provider.protocol,
    model,
    baseUrl,
    ...(typeof token === "string"
      ? { auth: "bearer", apiKey: token, apiKeyEnv: null }
      : keyOf(entry, provider, secrets)),
    apiVersion: entry.apiVersion,
    organization: entry.organization,
    extraHeaders: entry.extraHeaders,
    extraBody: entry.extraBody,
    defaults,
    timeoutMs,
    streamTimeoutMs: entry.streamTimeout === null ? timeoutMs : entry.streamTimeout * 1000,
    numRetries: entry.numRetries ?? limits.numRetries,
    dropParams: entry.dropParams ?? limits.dropParams,
    prices: entry.prices,
    priceModel: entry.baseModel ?? model,
  };
}

/** The entry with the values of its variables; a key that is missing is left for {@link keyOf} to name. */
function withValues(entry: AliasEntry, secrets: Secrets): AliasEntry {
  const { alias } = entry;
  const read = <T extends JsonValue>(value: T): JsonValue => {
    const { value: resolved, missing } = resolveEnviron(value, secrets);
    const [name] = missing;
    if (name !== undefined) throw new MissingKey(alias, name);
    return resolved;
  };
  const text = (value: string | null) => {
    const resolved = read(value);
    return typeof resolved === "string" ? resolved : null;
  };
  const object = (value: JsonObject): JsonObject => {
    const resolved = read(value);
    return isObject(resolved) ? resolved : {};
  };
  return {
    ...entry,
    model: text(entry.model) ?? entry.model,
    apiBase: text(entry.apiBase),
    apiVersion: text(entry.apiVersion),
    organization: text(entry.organization),
    extraHeaders: Object.fromEntries(
      Object.entries(object(entry.extraHeaders)).map(([name, value]) => [name, String(value)]),
    ),
    extraBody: object(entry.extraBody),
    defaults: object(entry.defaults),
  };
}

type Key = Pick<Target, "auth" | "apiKey" | "apiKeyEnv">;

function keyOf(entry: AliasEntry, { auth, keyEnv }: ProviderRow, secrets: Secrets): Key {
  const written = entry.apiKey;
  const named = written === null ? keyEnv : /^os\.environ\/(.+)$/.exec(written)?.[1] ?? null;
  if (named === null) return { auth, apiKey: written, apiKeyEnv: null };
  const value = secrets(named);
  if (value === undefined) throw new MissingKey(entry.alias, named);
  return { auth, apiKey: value, apiKeyEnv: named };
}

/** The first variable that an entry needs and that is not set; `null` when there is none. */
export function missingVariable(entry: AliasEntry, secrets: Secrets): string | null {
  try {
    resolveTarget(entry, secrets, { timeoutMs: 0, numRetries: 0, dropParams: false });
  } catch (error) {
    if (error instanceof MissingKey) return error.variable;
    if (!(error instanceof ApiError)) throw error;
  }
  return null;
}

class MissingKey extends ApiError {
  readonly variable: string;

  constructor(alias: string, variable: string) {
    super(
      `The model "${alias}" needs the variable ${variable}, which is not set. Put it into .env or the environment.`,
      { status: 401, type: "authentication_error", code: "invalid_api_key" },
    );
    this.variable = variable;
  }
}

function misconfigured(alias: string, problem: string): ApiError {
  return new ApiError(`The model "${alias}" is not configured right: ${problem}`, {
    status: 500,
    type: "api_error",
    code: "model_misconfigured",
  });
}
