import type { Flags } from "../cli/flag_table.ts";
import type { Config } from "../config/types.ts";

/**
 * Why a server must not listen where it was told to; `null` when it may. Whoever reaches the port spends
 * the user's keys and reads all conversations, so an open address needs a master key.
 */
export function exposure(
  { host, allowUnauthenticated }: Pick<Flags, "host" | "allowUnauthenticated">,
  { masterKey }: Pick<Config, "masterKey">,
): string | null {
  if (isLoopback(host) || masterKey !== null || allowUnauthenticated) return null;
  return `Listening on ${host} would let everybody on the network spend your keys. ` +
    "Set general_settings.master_key in the configuration, or listen on 127.0.0.1, " +
    "or add --allow-unauthenticated if something else guards the port.";
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
