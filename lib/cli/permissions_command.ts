import { runCommand } from "./answer.ts";
import { permissionTable, runFlags, shellLine } from "./permission_flags.ts";
import { plan } from "./plan.ts";
import { destinationOf } from "./provider_destination.ts";

if (import.meta.main) {
  runCommand(Deno.args, (flags) => {
    const set = plan(flags, destinationOf);
    return `${permissionTable(set)}\nAs flags:\n${shellLine(runFlags(set))}\n`;
  });
}
