import { resolveEnviron } from "../config/environ.ts";
import type { AliasEntry, Secrets } from "../config/types.ts";
import { ApiError } from "../http/error.ts";
import type { Target } from "../types/target.ts";
import type { Address } from "./base_url.ts";

/** A key and how it is sent. */
export type Key = Pick<Target, "auth" | "apiKey" | "apiKeyEnv">;

/** A variable that an entry needs is not set, or holds no key: 401 `invalid_api_key`. */
export class MissingKey extends ApiError {
  readonly variable: string;

  constructor(alias: string, variable: string, reason = "which is not set") {
    super(
      `The model "${alias}" needs the variable ${variable}, ${reason}. ` +
        `Set ${variable} in .env, or in the environment and restart.`,
      { status: 401, type: "authentication_error", code: "invalid_api_key" },
    );
    this.variable = variable;
  }
}

/**
 * The key of an entry: its `api_key`, else the token that its provider takes in place of one, else
 * the provider's variable. Throws {@link MissingKey}.
 */
export function keyOf(entry: AliasEntry, { provider, keyEnv }: Address, secrets: Secrets): Key {
  const { auth, tokenParam } = provider;
  const token = tokenParam === null ? undefined : entry.defaults[tokenParam];
  if (entry.apiKey === null && typeof token === "string") {
    return { auth: "bearer", ...read(token, entry.alias, secrets) };
  }
  const written = entry.apiKey ?? (keyEnv === null ? null : `os.environ/${keyEnv}`);
  if (written === null) return { auth, apiKey: null, apiKeyEnv: null };
  return { auth, ...read(written, entry.alias, secrets) };
}

function read(written: string, alias: string, secrets: Secrets): Omit<Key, "auth"> {
  const { value, missing: [absent] } = resolveEnviron(written, secrets);
  if (absent !== undefined) throw new MissingKey(alias, absent);
  const apiKeyEnv = value === written ? null : written.trim().slice("os.environ/".length);
  const apiKey = String(value).trim();
  // A header cannot hold it, and the error of the HTTP client would quote it.
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw unusable(alias, apiKeyEnv);
  return { apiKey, apiKeyEnv };
}

function unusable(alias: string, variable: string | null): ApiError {
  const reason = "which holds spaces or letters that no key has";
  if (variable !== null) return new MissingKey(alias, variable, reason);
  return new ApiError(
    `The model "${alias}" has an api_key that holds spaces or letters that no key has. Copy it again.`,
    { status: 401, type: "authentication_error", code: "invalid_api_key" },
  );
}
