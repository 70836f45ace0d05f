import { relative } from "node:path";
import { createSecrets } from "../config/env.ts";
import { brokenConfig, parseConfig } from "../config/load.ts";
import type { Config } from "../config/types.ts";
import { type Lookup, withEnviron } from "./destination.ts";
import type { Flags } from "./flag_table.ts";
import { type PermissionSet, permissionSet } from "./permissions.ts";
import { APPLICATION } from "./server_modules.ts";

/** A configuration that cannot be read permits nothing; the server itself says what is wrong. */
export function readConfig(path: string): Config {
  try {
    return parseConfig(Deno.readTextFileSync(path), path);
  } catch {
    return brokenConfig([]);
  }
}

/** As seen from the current folder, so that a comma above it does no harm. */
function pathFromHere(url: URL): string {
  const path = decodeURIComponent(url.pathname);
  const here = relative(Deno.cwd(), path);
  return here.startsWith("..") ? path : here || ".";
}

/** What a server with these flags may reach, as its configuration and `.env` are now. */
export function plan(flags: Flags, lookup: Lookup): PermissionSet {
  const config = readConfig(flags.config);
  const destinationOf = withEnviron(lookup, createSecrets(flags.env));
  return permissionSet({ flags, config, destinationOf, application: pathFromHere(APPLICATION) });
}
