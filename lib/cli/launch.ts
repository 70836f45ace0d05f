import { destinationOf } from "./provider_destination.ts";
import { buildIslands } from "../fresh/build.ts";
import { launch } from "./run_server.ts";
import { fetchModules, SERVER } from "./server_modules.ts";

// The launcher itself never listens and calls nobody.
if (import.meta.main) {
  Deno.exit(
    await launch(Deno.args, { server: SERVER.href, lookup: destinationOf, prepare }),
  );
}

/** Fetches what is missing and builds the dashboard's client code; without that pages still render. */
async function prepare() {
  const [{ built, reason }] = await Promise.all([buildIslands(), fetchModules()]);
  if (!built) console.error(`The dashboard will not be interactive: ${reason ?? "no build"}.`);
}
