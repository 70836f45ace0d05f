import { parseArgs } from "node:util";
import { realPathOf, storeFiles } from "../store/files.ts";
import { DEFAULT_FLAGS } from "./flag_table.ts";
import { runFlags } from "./permission_flags.ts";
import { APPLICATION } from "./server_modules.ts";

/** The flags of all commands that have a value, which is no file. */
const OTHER_VALUES = Object.fromEntries(
  [
    ...["format", "since", "until", "project", "model", "as-of", "exchanges", "years", "seed"],
    ...["payloads", "rows", "max-size", "pattern"],
  ].map((name) => [name, { type: "string" as const }]),
);

/** The databases of commands that do not mean the server's. */
const OTHER_DATABASES: Readonly<Record<string, string>> = { demo_data: "demo.db" };

/** The commands whose file is a source: it is read and never written. */
const READERS = new Set(["import"]);

/**
 * The flags of `deno run` for a command with these arguments: it may reach the application's files,
 * the configuration, the database and the files that are named, and nothing else. Throws a
 * UsageError for a path that flags cannot express.
 */
export function toolFlags(name: string, args: readonly string[]): string[] {
  const { config, named, db, given } = pathsOf(args, OTHER_DATABASES[name] ?? DEFAULT_FLAGS.db);
  // A file that a command makes, with what SQLite puts beside one.
  const made = READERS.has(name) ? [] : given.flatMap((path) => [path, `${path}-journal`]);
  const application = decodeURIComponent(APPLICATION.pathname);
  const grants = (paths: string[]) =>
    [...new Set(paths)].map((name) => ({ name, neededBy: [] as string[] }));
  return runFlags({
    net: [],
    env: [],
    read: grants([application, config, named, ...db, ...given, ...made]),
    write: grants([...db, ...made]),
  });
}

/** The files that a command line names; what is wrong with it the command itself says. */
function pathsOf(
  args: readonly string[],
  otherDb: string,
): { config: string; named: string; db: string[]; given: string[] } {
  const options = { db: { type: "string" }, config: { type: "string" } } as const;
  const { values: { db, config }, positionals } = parseArgs({
    args: [...args],
    options: { ...OTHER_VALUES, ...options },
    strict: false,
    allowPositionals: true,
  });
  const named = (value: unknown, other: string) =>
    typeof value === "string" && value !== "" ? value : other;
  return {
    // By both names: a link needs permission for what it leads to as well.
    given: positionals.filter((path) => path !== "-").flatMap((path) => [path, realPathOf(path)]),
    config: named(config, DEFAULT_FLAGS.config),
    named: named(db, otherDb),
    db: storeFiles(realPathOf(named(db, otherDb))).all,
  };
}
