import { destinationOf } from "./provider_destination.ts";
import { launch } from "./run_server.ts";

/** The server that is started; the launcher itself never listens and calls nobody. */
const SERVER = new URL("../../main.ts", import.meta.url);

if (import.meta.main) {
  Deno.exit(await launch(Deno.args, { server: SERVER.href, lookup: destinationOf }));
}
