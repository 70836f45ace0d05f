import { answer } from "./answer.ts";
import type { Lookup } from "./destination.ts";
import type { Flags } from "./flag_table.ts";
import { UsageError } from "./flags.ts";
import { runFlags } from "./permission_flags.ts";
import { plan } from "./plan.ts";

/** Exit codes of programs that a signal ended, by the shells' convention of 128 + its number. */
const SIGNAL_CODES: Readonly<Partial<Record<Deno.Signal, number>>> = {
  SIGHUP: 129,
  SIGINT: 130,
  SIGKILL: 137,
  SIGTERM: 143,
};

/** What {@link launch} starts, and how it learns where aliases lead. */
export interface LaunchOptions {
  /** The module to run. */
  server: string;
  lookup: Lookup;
  /** Done before the server starts. */
  prepare?: (flags: Flags) => Promise<void>;
}

/** The arguments for Deno. Throws UsageError for paths that permissions cannot express. */
function commandOf(flags: Flags, args: readonly string[], { server, lookup }: LaunchOptions) {
  // The bundle is nothing that the server imports.
  const watch = flags.reload ? ["--watch=_fresh/bundle.json"] : [];
  return ["run", "--quiet", ...watch, ...runFlags(plan(flags, lookup)), server, ...args];
}

/**
 * Hands signals on. A terminal sends its interrupt and hang-up to every program in it: the server
 * gets those by itself, and handed on they would be a second request to stop, which cuts streams.
 */
function handOn(child: Deno.ChildProcess, { reload }: Flags): void {
  const ignored = Deno.stdin.isTerminal();
  const deliver = (signal: Deno.Signal) => {
    try {
      // The watcher of --reload outlives a server that ends by itself; an interrupt it obeys.
      child.kill(reload ? "SIGINT" : signal);
    } catch (error) {
      // It ended in the meantime.
      if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
    }
  };
  const windows = Deno.build.os === "windows";
  const signals = windows ? ["SIGINT"] as const : ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) {
    const fromTerminal = ignored && signal !== "SIGTERM";
    Deno.addSignalListener(signal, () => fromTerminal ? undefined : deliver(signal));
  }
}

/** The command line is wrong: says so, for the exit code 2. */
function refuse(error: unknown): 2 {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  return 2;
}

/**
 * Starts a server with the smallest set of permissions and waits for its end. Returns the exit
 * code: the server's, 0 for `--help` and `--version`, 2 for a wrong command line.
 */
export async function launch(args: string[], options: LaunchOptions): Promise<number> {
  const asked = answer(args);
  if (!("flags" in asked)) {
    (asked.code === 0 ? console.log : console.error)(asked.text.trimEnd());
    return asked.code;
  }
  let command: string[];
  try {
    command = commandOf(asked.flags, args, options);
  } catch (error) {
    return refuse(error);
  }
  await options.prepare?.(asked.flags);
  const child = new Deno.Command(Deno.execPath(), {
    args: command,
    stdin: "inherit",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn();
  handOn(child, asked.flags);
  const { code, signal } = await child.status;
  return signal === null ? code : SIGNAL_CODES[signal] ?? code;
}
