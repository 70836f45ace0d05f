import type { AliasEntry } from "../config/types.ts";
import { baseUrlOf } from "../providers/resolve.ts";
import type { Destination } from "./permissions.ts";

/** Where the table of providers sends an entry; `null` for a provider that it does not have. */
export function destinationOf(entry: AliasEntry): Destination | null {
  const found = baseUrlOf(entry);
  return "baseUrl" in found ? { baseUrl: found.baseUrl, keyEnv: found.keyEnv } : null;
}
