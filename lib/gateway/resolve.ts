import type { AliasEntry } from "../config/types.ts";
import { ApiError } from "../http/error.ts";
import { resolveTarget } from "../providers/resolve.ts";
import type { Target } from "../types/target.ts";
import type { GatewayDeps } from "./deps.ts";

/**
 * The target that an alias stands for now. Throws ApiError: 404 for an unknown alias (with all that
 * there are), 403 for a disabled one, 401 when its key is missing.
 */
export function resolve(alias: string, deps: GatewayDeps): Target {
  const config = deps.config();
  const entry = config.aliases.get(alias);
  if (!entry) throw unknownAlias(alias, [...config.aliases.values()]);
  if (!entry.enabled) {
    throw new ApiError(`The model "${alias}" is disabled in the configuration.`, {
      status: 403,
      type: "invalid_request_error",
      code: "model_disabled",
      param: "model",
    });
  }
  const { settings } = config;
  return resolveTarget(entry, deps.secrets, {
    timeoutMs: settings.requestTimeout === null
      ? deps.limits.timeoutMs
      : settings.requestTimeout * 1000,
    numRetries: settings.numRetries ?? deps.limits.numRetries,
    dropParams: settings.dropParams,
  });
}

function unknownAlias(alias: string, entries: AliasEntry[]): ApiError {
  const names = entries.map((entry) => entry.alias).sort();
  const known = names.length === 0
    ? "The configuration has no models."
    : `Available models: ${names.join(", ")}.`;
  return new ApiError(`The model "${alias}" does not exist. ${known}`, {
    status: 404,
    type: "invalid_request_error",
    code: "model_not_found",
    param: "model",
  });
}
