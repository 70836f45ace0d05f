import { parseEntry } from "../../lib/config/entry.ts";
import type { AliasEntry, Secrets } from "../../lib/config/types.ts";
import { resolveTarget, type TargetLimits } from "../../lib/providers/resolve.ts";
import type { Target } from "../../lib/types/target.ts";

/** An entry of `model_list` with these `litellm_params`, read as the server reads it. */
export function entryWith(params: Record<string, unknown>, info: object = {}): AliasEntry {
  const raw = { model_name: "it", litellm_params: params, model_info: info };
  const entry = parseEntry(raw, { line: 1, column: 1 }, (_, path, message) => {
    throw new Error(`${path.join(".")} ${message}`);
  });
  if (entry === null) throw new Error("the entry is broken");
  return entry;
}

/** Every variable holds its own name. */
export const namesAsValues: Secrets = (name) => `value-of-${name}`;

/** The target of an entry with these `litellm_params`. */
export function targetWith(
  params: Record<string, unknown>,
  secrets: Secrets = namesAsValues,
  limits: Partial<TargetLimits> = {},
): Target {
  const { timeoutMs = 60_000, numRetries = 2, dropParams = false } = limits;
  return resolveTarget(entryWith(params), secrets, { timeoutMs, numRetries, dropParams });
}
