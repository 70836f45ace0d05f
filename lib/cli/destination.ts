import { resolveEnviron } from "../config/environ.ts";
import type { AliasEntry, Secrets } from "../config/types.ts";
import type { Destination } from "./permissions.ts";

/** Says where an entry leads, from what the entry and the table of providers hold. */
export type Lookup = (entry: AliasEntry) => Destination | null;

/**
 * The lookup with `os.environ/NAME` read first, since a base URL may stand in a variable. One
 * whose variable is not set leads nowhere yet.
 */
export function withEnviron(lookup: Lookup, secrets: Secrets): Lookup {
  return (entry) => {
    const { value: model } = resolveEnviron(entry.model, secrets);
    const { value: apiBase } = resolveEnviron(entry.apiBase, secrets);
    if (typeof model !== "string") return null;
    if (entry.apiBase !== null && typeof apiBase !== "string") return null;
    return lookup({ ...entry, model, apiBase: typeof apiBase === "string" ? apiBase : null });
  };
}
