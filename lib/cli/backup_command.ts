import { backup, type DatabaseSync } from "node:sqlite";
import { openForCommand } from "../store/mod.ts";
import { UsageError } from "./flags.ts";
import { Progress } from "./progress.ts";
import { runTool } from "./run_tool.ts";
import { unwritable } from "./target.ts";
import { toolArgs, type ToolFlag, toolHelp } from "./tool.ts";

const FLAGS: Readonly<Record<string, ToolFlag>> = {};
const USAGE = "deno task backup FILE [flags]: copy the database, also while the server runs.";
/** Pages that are copied at a time; the progress is told in between. */
const PAGES = 500;

/** Copies the database as it is now, while a server may go on writing. Returns the exit code. */
export async function backUp(
  args: readonly string[],
  say: (text: string) => void,
): Promise<number> {
  const { db: path, help, rest: [target] } = toolArgs(args, FLAGS, 1);
  if (help) {
    say(toolHelp(USAGE, FLAGS));
    return 0;
  }
  if (target === undefined) throw new UsageError("Name the copy: deno task backup FILE");
  if (await exists(target)) {
    throw new UsageError(`${target} is there already. Name another file, or remove it.`);
  }
  const db = openForCommand(path);
  try {
    await copy(db, target);
    const { size } = await Deno.stat(target);
    say(`${target} is a copy of ${path} (${(size / 1e6).toFixed(1)} MB).`);
    return 0;
  } finally {
    db.close();
  }
}

async function copy(db: DatabaseSync, target: string): Promise<void> {
  let bar: Progress | undefined;
  // SQLite begins a copy anew whenever somebody else has written: beside a busy server it would never
  // end. What is being read does not change.
  db.exec("BEGIN");
  db.prepare("SELECT 1 FROM sqlite_schema").get();
  try {
    await backup(db, target, {
      rate: PAGES,
      progress: ({ totalPages, remainingPages }) => {
        bar ??= new Progress("Copying", totalPages);
        bar.at(totalPages - remainingPages);
      },
    });
  } catch (error) {
    // Half a copy would be taken for one.
    await Deno.remove(target).catch(() => {});
    throw unwritable(target, error);
  } finally {
    db.exec("ROLLBACK");
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

if (import.meta.main) await runTool(() => backUp(Deno.args, console.log));
