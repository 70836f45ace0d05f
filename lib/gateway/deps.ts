import type { Config, Secrets } from "../config/types.ts";
import type { Beginning, Exchange } from "../types/exchange.ts";
import type { Log } from "../telemetry/log.ts";

/** Limits that the command line sets and aliases may override. */
export interface GatewayLimits {
  /** `--timeout`, in milliseconds. */
  timeoutMs: number;
  /** `--retries`. */
  numRetries: number;
}

/** Where the gateway puts finished exchanges. */
export interface Ledger {
  /** Notes an exchange whose provider is being called; nobody waits for it. */
  begin(beginning: Beginning): void;
  /** Resolves when the exchange is safe, or waits in memory because the disk refuses it. */
  record(exchange: Exchange): Promise<void>;
  /** `isKept` tells that exchanges are safe all the same, in another place. */
  health(): { status: "ok" | "degraded"; reason?: string; isKept?: boolean };
}

/** The effects that a gateway works with. */
export interface GatewayDeps {
  /** The configuration as it stands now. */
  config: () => Config;
  secrets: Secrets;
  ledger: Ledger;
  limits: GatewayLimits;
  log: Log;
}
