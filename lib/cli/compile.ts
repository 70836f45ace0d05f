import { buildIslands } from "../fresh/build.ts";
import { answer } from "./answer.ts";
import type { Flags } from "./flag_table.ts";
import { permissionFlags } from "./permission_flags.ts";
import type { PermissionSet } from "./permissions.ts";
import { plan } from "./plan.ts";
import { destinationOf } from "./provider_destination.ts";
import { LOADED_BY_PATH } from "./server_modules.ts";

const OUTPUT = "dist/apantli";
/** What is embedded besides the modules that the server imports: folders and files, from `deno.json` on. */
export const INCLUDED = [...LOADED_BY_PATH, "static", "_fresh"];

/** What a server with these flags may reach whose application is embedded and appears below `folder`. */
export function embeddedSet(flags: Flags, folder: string): PermissionSet {
  const set = plan(flags, destinationOf);
  // Not the folder that it is started in: nothing of the application lies there.
  const read = set.read.filter(({ name }) => name !== ".");
  return { ...set, read: [...read, { name: folder, neededBy: ["embedded files"] }] };
}

/**
 * Builds one executable with the permissions that the configuration needs today: what is embedded
 * cannot be widened later, so an alias on a new host needs a new build (docs/adr/0003).
 */
if (import.meta.main) {
  const asked = answer(Deno.args);
  if (!("flags" in asked)) {
    console.log(asked.text.trimEnd());
    Deno.exit(asked.code);
  }
  const { built, reason } = await buildIslands();
  if (!built) {
    // The executable cannot build by itself, as a server that is started anew can.
    console.error(`Nothing was compiled, since the dashboard would stand still: ${reason}`);
    Deno.exit(1);
  }
  // The embedded files appear below the temporary folder.
  const folder = `${Deno.env.get("TMPDIR") ?? "/tmp"}/deno-compile-apantli`;
  const set = embeddedSet(asked.flags, folder);
  const include = INCLUDED.flatMap((path) => ["--include", path]);
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: ["compile", "--output", OUTPUT, ...permissionFlags(set), ...include, "main.ts"],
  }).spawn().status;
  if (code === 0) console.log(`${OUTPUT} may reach:\n  ${permissionFlags(set).join("\n  ")}`);
  Deno.exit(code);
}
