import { UsageError } from "./flags.ts";
import type { Grant, PermissionSet } from "./permissions.ts";

/**
 * Variables that npm packages look for and do well without: they read as unset instead of failing.
 * `LOG_TOKENS` and `LOG_STREAM` are of `yaml`.
 */
const PROBED = ["LOG_TOKENS", "LOG_STREAM"];

function flagOf(name: string, grants: readonly Grant[]): string[] {
  if (grants.length === 0) return [];
  for (const grant of grants) {
    // Deno 2.9 splits at commas and refuses its own escape, a double comma.
    if (grant.name.includes(",")) {
      throw new UsageError(`"${grant.name}" has a comma, which Deno cannot permit. Rename it.`);
    }
  }
  return [`--allow-${name}=${grants.map((grant) => grant.name).join(",")}`];
}

/**
 * The set as flags of `deno run`. Importing code is a way out that `--allow-net` does not close:
 * `--cached-only` keeps it from npm and JSR (which need no permission), {@link permissionFlags}
 * from elsewhere. Throws {@link UsageError} for a path that flags cannot express.
 */
export function runFlags(set: PermissionSet): string[] {
  return ["--cached-only", ...permissionFlags(set)];
}

/**
 * The set as permission flags. The list of hosts that code may come from cannot be empty: it names
 * JSR alone, in place of Deno's own list. Throws {@link UsageError} for a path that flags cannot
 * express.
 */
export function permissionFlags(set: PermissionSet): string[] {
  return [
    "--no-prompt",
    "--allow-import=jsr.io:443",
    ...flagOf("net", set.net),
    ...flagOf("env", set.env),
    `--ignore-env=${PROBED.join(",")}`,
    ...flagOf("read", set.read),
    ...flagOf("write", set.write),
  ];
}

const TITLES: Readonly<Record<keyof PermissionSet, string>> = {
  net: "Network",
  env: "Variables",
  read: "Reads",
  write: "Writes",
};

/** The set as a table for people: what may be reached, and which aliases need it. */
export function permissionTable(set: PermissionSet): string {
  const all = [...set.net, ...set.env, ...set.read, ...set.write];
  const width = Math.max(...all.map(({ name }) => name.length)) + 2;
  const lines = (["net", "env", "read", "write"] as const).flatMap((kind) => [
    TITLES[kind],
    ...set[kind].map(({ name, neededBy }) => `  ${name.padEnd(width)}${neededBy.join(", ")}`),
    ...(set[kind].length === 0 ? ["  none"] : []),
    "",
  ]);
  return [...lines, "No other programs, no native libraries, no system information.", ""].join(
    "\n",
  );
}

/** A command line for a shell, quoted where it must be. */
export function shellLine(words: readonly string[]): string {
  return words.map((word) =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
  ).join(" ");
}
