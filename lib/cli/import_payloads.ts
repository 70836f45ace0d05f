import type { PayloadRule } from "../types/payloads.ts";
import { DEFAULT_PAYLOADS } from "../types/payloads.ts";
import { UsageError } from "./flags.ts";
import { readConfig } from "./plan.ts";

/** What of imported payloads may be stored. */
export interface PayloadRules {
  ruleOf: (alias: string) => PayloadRule;
  redact: readonly string[];
}

/**
 * `general_settings.payloads` of a configuration holds for imports as for the server; an alias that
 * it does not know may be the former name of any. Throws {@link UsageError} where it cannot be read.
 */
export function payloadRules(configPath: string): PayloadRules {
  if (!isThere(configPath)) return { ruleOf: () => DEFAULT_PAYLOADS, redact: [] };
  const { payloads, aliases, broken } = readConfig(configPath);
  if (broken || payloads.wrong) {
    throw new UsageError(
      `${configPath} does not tell what may be stored. Mend it, or name another with --config.`,
    );
  }
  const { capture, redact, maxMediaBytes, strictest } = payloads;
  const captureOf = (alias: string) =>
    payloads.aliases.get(alias) ?? (aliases.has(alias) ? capture : strictest);
  return {
    ruleOf: (alias) => ({ capture: captureOf(alias), redact, maxMediaBytes }),
    redact,
  };
}

function isThere(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
