import type { Config } from "../config/types.ts";
import type { Exchange } from "../types/exchange.ts";
import { MESSAGE_NOT_STORED } from "../types/marker.ts";
import type { PayloadRule } from "../types/payloads.ts";

/**
 * What of an exchange may be stored. Where nobody knows the alias (a slip in its name, a body that is
 * no JSON) the request may have been meant for any of them: the strictest rule holds.
 */
export function payloadRule(
  { payloads, aliases }: Pick<Config, "payloads" | "aliases">,
  alias: string | null,
): PayloadRule {
  const { capture, redact, maxMediaBytes, strictest } = payloads;
  const own = alias === null ? undefined : payloads.aliases.get(alias);
  const general = alias !== null && aliases.has(alias) ? capture : strictest;
  return { capture: own ?? general, redact, maxMediaBytes };
}

/** What an exchange that begins and one that has ended have in common, and what only the latter has. */
type Storable =
  & Pick<Exchange, "request" | "payload">
  & Partial<Pick<Exchange, "response" | "status" | "error" | "attempts">>;

/**
 * What of an exchange goes to the ledger: what is not to be stored is not even sent there. Providers
 * repeat in their errors what they were asked, so that of those only the `code` stays.
 */
export function storable<T extends Storable>(exchange: T, code: string | null = null): T {
  const { payload, status, error, attempts } = exchange;
  if (!payload || payload.capture === "full") return exchange;
  return {
    ...exchange,
    ...(payload.capture === "off" && { request: "", response: null }),
    ...(error && { error: `${code} (${status}). ${MESSAGE_NOT_STORED}` }),
    ...(attempts && {
      attempts: attempts.map((one) => ({ ...one, error: one.error && MESSAGE_NOT_STORED })),
    }),
  };
}

/** Whether nothing of an exchange's texts may stand in the log. */
export function isConfidential({ capture, redact }: PayloadRule): boolean {
  return capture !== "full" || redact.length > 0;
}
