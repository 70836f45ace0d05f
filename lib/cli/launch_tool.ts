import { UsageError } from "./flags.ts";
import { toolFlags } from "./tool_permissions.ts";

/**
 * Runs a command (`lib/cli/<name>_command.ts`) that may reach the application's files, the
 * configuration and the database, and nothing else: no network, no variables, no other programs.
 */
if (import.meta.main) {
  const [name = "", ...args] = Deno.args;
  try {
    const flags = toolFlags(name, args);
    const script = new URL(`${name}_command.ts`, import.meta.url).href;
    const command = new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", ...flags, script, ...args],
    }).spawn();
    // A terminal interrupts both; this one has to stay for the other's exit code.
    Deno.addSignalListener("SIGINT", () => {});
    Deno.exit((await command.status).code);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    Deno.exit(2);
  }
}
