import type { Flags } from "./flag_table.ts";
import { destinationOf } from "./provider_destination.ts";
import { buildIslands } from "../fresh/build.ts";
import { launch } from "./run_server.ts";
import { fetchModules, SERVER } from "./server_modules.ts";

/** Editors write a file in several steps. */
const SETTLED_MS = 100;

// The launcher itself never listens and calls nobody.
if (import.meta.main) {
  Deno.exit(
    await launch(Deno.args, { server: SERVER.href, lookup: destinationOf, prepare }),
  );
}

/** Fetches what is missing and builds the dashboard's client code; without that pages still render. */
async function prepare({ reload }: Flags) {
  await Promise.all([build(), fetchModules()]);
  if (reload) rebuildOnChange();
}

async function build() {
  const { built, reason } = await buildIslands();
  if (!built) console.error(`The dashboard will not be interactive: ${reason ?? "no build"}.`);
}

/** Islands and what they import; the server, which watches its own modules, starts again with them. */
async function rebuildOnChange() {
  let soon: ReturnType<typeof setTimeout> | undefined;
  for await (const { kind } of Deno.watchFs(["islands", "lib", "routes"])) {
    if (kind === "access") continue;
    clearTimeout(soon);
    soon = setTimeout(build, SETTLED_MS);
  }
}
