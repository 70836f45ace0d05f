import { referencedNames } from "../config/environ.ts";
import type { AliasEntry, Config } from "../config/types.ts";
import { editPaths } from "../config/write.ts";
import { realPathOf, storeFiles } from "../store/files.ts";
import { authority } from "./address.ts";
import type { Flags } from "./flag_table.ts";

/** Where an alias leads, as far as permissions need it. */
export interface Destination {
  /** `demo:` for what is answered in this process. */
  baseUrl: string;
  /** The variable that the provider's key is read from by default; `null` for none. */
  keyEnv: string | null;
}

/** What {@link permissionSet} needs. */
export interface PermissionInput {
  flags: Pick<Flags, "host" | "port" | "config" | "db" | "env">;
  config: Config;
  /** Where an entry leads; `null` when that cannot be told (its first request will say why). */
  destinationOf: (entry: AliasEntry) => Destination | null;
  /** The application's folder, as the server will see it. */
  application: string;
}

/** One thing that the server may reach, and who needs it. */
export interface Grant {
  /** `host:port`, a variable's name or a path. */
  name: string;
  /** Aliases, or what it is for. */
  neededBy: string[];
}

/** What the server may reach. There is no running of programs, no FFI, no system information. */
export interface PermissionSet {
  net: Grant[];
  env: Grant[];
  read: Grant[];
  write: Grant[];
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

/** `host:port` with the port filled in; `null` for what needs no network. */
function hostOf(baseUrl: string): string | null {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url === null || url.hostname === "") return null;
  return `${url.hostname}:${url.port || (DEFAULT_PORTS[url.protocol] ?? "443")}`;
}

/** Collects grants by name, in the order of their first need. */
class Grants {
  readonly #byName = new Map<string, Set<string>>();

  add(name: string, neededBy: string): void {
    const known = this.#byName.get(name) ?? new Set();
    this.#byName.set(name, known.add(neededBy));
  }

  list(): Grant[] {
    return [...this.#byName].map(([name, needed]) => ({ name, neededBy: [...needed] }));
  }
}

function fileGrants(
  { flags, application }: PermissionInput,
): Pick<PermissionSet, "read" | "write"> {
  const { backup, temporary } = editPaths(flags.config);
  const [read, write] = [new Grants(), new Grants()];
  read.add(application, "the application");
  read.add(flags.env, "the keys");
  for (const path of [flags.config, temporary, backup]) {
    read.add(path, "the configuration");
    write.add(path, "editing models");
  }
  // To find out where a link leads, the link itself has to be readable.
  read.add(flags.db, "the database");
  for (const path of storeFiles(realPathOf(flags.db)).all) {
    read.add(path, "the database");
    write.add(path, "the database");
  }
  return { read: read.list(), write: write.list() };
}

/**
 * The smallest set that the server can work with: where it listens and the hosts of the enabled
 * aliases, the variables that they name, the application, the configuration and the database.
 */
export function permissionSet(input: PermissionInput): PermissionSet {
  const { flags, config } = input;
  const [net, env] = [new Grants(), new Grants()];
  net.add(authority(flags.host, flags.port), "the server");
  for (const name of referencedNames({ ...config, aliases: new Map() })) {
    env.add(name, "the master key");
  }
  for (const entry of config.aliases.values()) {
    if (!entry.enabled) continue;
    const destination = input.destinationOf(entry);
    const host = destination === null ? null : hostOf(destination.baseUrl);
    if (host !== null) net.add(host, entry.alias);
    for (const name of referencedNames(entry)) env.add(name, entry.alias);
    if (entry.apiKey === null && destination?.keyEnv) env.add(destination.keyEnv, entry.alias);
  }
  return { net: net.list(), env: env.list(), ...fileGrants(input) };
}
