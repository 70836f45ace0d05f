import { buildIslands } from "../fresh/build.ts";
import { answer } from "./answer.ts";
import { permissionFlags } from "./permission_flags.ts";
import { plan } from "./plan.ts";
import { destinationOf } from "./provider_destination.ts";
import { LOADED_BY_PATH } from "./server_modules.ts";

const OUTPUT = "dist/apantli";
const INCLUDED = [...LOADED_BY_PATH, "static", "_fresh"];

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
  if (!built) console.error(`The dashboard will not be interactive: ${reason ?? "no build"}.`);
  const set = plan(asked.flags, destinationOf);
  // The embedded files appear below the temporary folder.
  const folder = `${Deno.env.get("TMPDIR") ?? "/tmp"}/deno-compile-apantli`;
  // Not the folder that it is started in: nothing of the application lies there.
  set.read = set.read.filter(({ name }) => name !== ".");
  set.read.push({ name: folder, neededBy: ["embedded files"] });
  const include = INCLUDED.flatMap((path) => ["--include", path]);
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: ["compile", "--output", OUTPUT, ...permissionFlags(set), ...include, "main.ts"],
  }).spawn().status;
  if (code === 0) console.log(`${OUTPUT} may reach:\n  ${permissionFlags(set).join("\n  ")}`);
  Deno.exit(code);
}
