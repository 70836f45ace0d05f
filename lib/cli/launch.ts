import { destinationOf } from "./provider_destination.ts";
import { buildIslands } from "../fresh/build.ts";
import { launch } from "./run_server.ts";

/** The server that is started; the launcher itself never listens and calls nobody. */
const SERVER = new URL("../../main.ts", import.meta.url);

if (import.meta.main) {
  Deno.exit(
    await launch(Deno.args, { server: SERVER.href, lookup: destinationOf, prepare: build }),
  );
}

/** Builds the dashboard's client code where it is stale; without it pages still render. */
async function build() {
  const { built, reason } = await buildIslands();
  if (!built) console.error(`The dashboard will not be interactive: ${reason ?? "no build"}.`);
}
