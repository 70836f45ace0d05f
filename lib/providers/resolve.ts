import { resolveEnviron } from "../config/environ.ts";
import type { AliasEntry, Secrets } from "../config/types.ts";
import { ApiError } from "../http/error.ts";
import { isObject, type JsonObject, type JsonValue } from "../types/json.ts";
import type { Target } from "../types/target.ts";
import { baseUrlOf } from "./base_url.ts";
import { headerProblem } from "./extra_headers.ts";
import { keyOf, MissingKey } from "./key.ts";

export { type Address, baseUrlOf } from "./base_url.ts";

/** LiteLLM's credentials of clouds that sign requests: settings, never parameters of a request. */
const CREDENTIALS = /^(aws_|vertex_|azure_(?!ad_token$)|tenant_id$|client_id$|client_secret$)/;

/** What holds where an entry says nothing itself. */
export interface TargetLimits {
  timeoutMs: number;
  numRetries: number;
  dropParams: boolean;
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
  const timeoutMs = inTimer(entry.timeout === null ? limits.timeoutMs : entry.timeout * 1000);
  return {
    alias: entry.alias,
    provider: provider.name,
    protocol: provider.protocol,
    model,
    baseUrl,
    ...keyOf({ ...entry, defaults: written.defaults }, address, secrets),
    apiVersion: entry.apiVersion,
    organization: entry.organization,
    extraHeaders: entry.extraHeaders,
    extraBody: entry.extraBody,
    defaults: without(entry.defaults, [
      "custom_llm_provider",
      provider.tokenParam,
      ...Object.keys(entry.defaults).filter((key) => CREDENTIALS.test(key)),
    ]),
    timeoutMs,
    streamTimeoutMs: entry.streamTimeout === null ? timeoutMs : inTimer(entry.streamTimeout * 1000),
    numRetries: entry.numRetries ?? limits.numRetries,
    dropParams: entry.dropParams ?? limits.dropParams,
    prices: entry.prices,
    priceModel: entry.baseModel ?? model,
  };
}

/** A timer holds 31 bits of milliseconds and fires at once beyond them: 24 days are as good as forever. */
function inTimer(ms: number): number {
  return Math.min(ms, 2_147_483_647);
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

/** The entry with the values of its variables, but for the key, which {@link keyOf} reads. */
function withValues(entry: AliasEntry, secrets: Secrets): AliasEntry {
  const read = (value: JsonValue): JsonValue => {
    const { value: resolved, missing: [name] } = resolveEnviron(value, secrets);
    if (name !== undefined) throw new MissingKey(entry.alias, name);
    return resolved;
  };
  const text = (value: string | null): string | null => value === null ? null : String(read(value));
  const object = (value: JsonObject): JsonObject => {
    const resolved = read(value);
    return isObject(resolved) ? resolved : {};
  };
  const headers = Object.fromEntries(
    Object.entries(object(entry.extraHeaders)).map(([name, value]) => [name, String(value).trim()]),
  );
  const organization = text(entry.organization);
  const problem = headerProblem(headers) ??
    headerProblem({ organization: organization ?? "" });
  if (problem !== null) throw misconfigured(entry.alias, problem);
  return {
    ...entry,
    model: text(entry.model) ?? entry.model,
    apiBase: text(entry.apiBase),
    apiVersion: text(entry.apiVersion),
    organization,
    extraHeaders: headers,
    extraBody: object(entry.extraBody),
    defaults: object(entry.defaults),
  };
}

function without(object: JsonObject, names: readonly (string | null)[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

function misconfigured(alias: string, problem: string): ApiError {
  return new ApiError(`The model "${alias}" is not configured right: ${problem}`, {
    status: 500,
    type: "api_error",
    code: "model_misconfigured",
  });
}
