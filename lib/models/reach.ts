import type { Config } from "../config/types.ts";
import { baseUrlOf } from "../providers/resolve.ts";

/**
 * The enabled aliases of a configuration whose host the server was not started for, with the host:
 * Deno fixes what may be reached when a process starts. Addresses in variables are left out.
 */
export function beyondReach(config: Config): { alias: string; host: string }[] {
  const found: { alias: string; host: string }[] = [];
  for (const entry of config.aliases.values()) {
    const address = entry.enabled ? baseUrlOf(entry) : null;
    const url = address && "baseUrl" in address ? URL.parse(address.baseUrl) : null;
    if (url === null || url.hostname === "") continue;
    const host = `${url.hostname}:${url.port || (url.protocol === "http:" ? "80" : "443")}`;
    const { state } = Deno.permissions.querySync({ name: "net", host });
    if (state !== "granted") found.push({ alias: entry.alias, host });
  }
  return found;
}
