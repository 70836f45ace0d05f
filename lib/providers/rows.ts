import { ACCOUNTS } from "./rows/accounts.ts";
import { HOSTS } from "./rows/hosts.ts";
import { LOCAL } from "./rows/local.ts";
import { MAKERS } from "./rows/makers.ts";
import type { ProviderRow } from "./row.ts";

/** Every provider that an alias can name. Names, base URLs and variables are LiteLLM's where it has the provider. */
export const ROWS: readonly ProviderRow[] = [...MAKERS, ...HOSTS, ...ACCOUNTS, ...LOCAL];
