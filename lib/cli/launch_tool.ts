import { parseArgs } from "node:util";
import { realPathOf, storeFiles } from "../store/files.ts";
import { DEFAULT_FLAGS } from "./flag_table.ts";
import { UsageError } from "./flags.ts";
import { runFlags } from "./permission_flags.ts";
import { APPLICATION } from "./server_modules.ts";

/** The flags of all commands that have a value, which is no file. */
const OTHER_VALUES = Object.fromEntries(
  ["format", "since", "until", "project", "model", "as-of"]
    .map((name) => [name, { type: "string" as const }]),
);

/**
 * Runs a command (`lib/cli/<name>_command.ts`) that may reach the application's files, the
 * configuration and the database, and nothing else: no network, no variables, no other programs.
 */
if (import.meta.main) {
  const [name = "", ...args] = Deno.args;
  try {
    const files = pathsOf(args);
    const grants = (paths: string[]) => paths.map((name) => ({ name, neededBy: [] }));
    const flags = runFlags({
      net: [],
      env: [],
      read: grants([
        decodeURIComponent(APPLICATION.pathname),
        files.config,
        files.named,
        ...files.db,
        ...files.made,
      ]),
      write: grants([...files.db, ...files.made]),
    });
    const script = new URL(`${name}_command.ts`, import.meta.url).href;
    const { code } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", ...flags, script, ...args],
    }).spawn().status;
    Deno.exit(code);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    Deno.exit(2);
  }
}

/** The files that a command line names; what is wrong with it the command itself says. */
function pathsOf(args: string[]): { config: string; named: string; db: string[]; made: string[] } {
  const options = { db: { type: "string" }, config: { type: "string" } } as const;
  const { values: { db, config }, positionals } = parseArgs({
    args,
    options: { ...OTHER_VALUES, ...options },
    strict: false,
    allowPositionals: true,
  });
  const named = (value: unknown, other: string) =>
    typeof value === "string" && value !== "" ? value : other;
  // A file that a command makes, with what SQLite puts beside one.
  const made = positionals.filter((path) => path !== "-")
    .flatMap((path) => [path, `${path}-journal`]);
  return {
    made,
    config: named(config, DEFAULT_FLAGS.config),
    named: named(db, DEFAULT_FLAGS.db),
    db: storeFiles(realPathOf(named(db, DEFAULT_FLAGS.db))).all,
  };
}
