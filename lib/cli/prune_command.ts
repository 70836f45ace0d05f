import { age, size } from "../config/quantities.ts";
import { type Deleted, openForCommand, planPruning, prune, type Pruned } from "../store/mod.ts";
import type { Retention } from "../types/retention.ts";
import { bytesText, counted } from "./amounts.ts";
import { UsageError } from "./flags.ts";
import { readConfig } from "./plan.ts";
import { Progress } from "./progress.ts";
import { runTool } from "./run_tool.ts";
import { type ToolArgs, toolArgs, type ToolFlag, toolHelp } from "./tool.ts";

const FLAGS: Readonly<Record<string, ToolFlag>> = {
  payloads: { value: "AGE", help: "delete requests' and answers' texts older than this, as 90d" },
  rows: { value: "AGE", help: "delete whole requests older than this, as 2y" },
  "max-size": { value: "SIZE", help: "delete the oldest days' texts until this is enough, as 2GB" },
  "dry-run": { help: "show what would be deleted and delete nothing" },
};
const USAGE =
  "deno task prune [flags]: delete what is old, at once; without --payloads, --rows or --max-size\n" +
  "what general_settings.retention says. Stop nothing: it may run beside the server.";

/** Runs the command; returns its exit code. `wait` waits so many milliseconds. */
export async function pruneLog(
  args: readonly string[],
  say: (text: string) => void,
  wait: (ms: number) => Promise<void> = sleep,
): Promise<number> {
  const tool = toolArgs(args, FLAGS);
  if (tool.help) {
    say(toolHelp(USAGE, FLAGS));
    return 0;
  }
  const { retention, source } = wanted(tool);
  const db = openForCommand(tool.db);
  try {
    const now = Date.now();
    const plan = planPruning(db, retention, now);
    say(`By ${source}: ${described(retention)}.`);
    if (tool.given.has("dry-run")) {
      const about = retention.maxBytes === null ? "" : "about ";
      say(`This would delete ${about}${listed(plan)}. Nothing is deleted.`);
      return 0;
    }
    const progress = new Progress("Deleting", total(plan));
    const pruned = await prune(db, tool.db, {
      retention,
      now,
      wait,
      onStep: (deleted) => progress.at(Math.min(total(deleted), total(plan) - 1)),
    });
    progress.at(total(plan));
    say(outcome(tool.db, pruned));
    if (pruned.used > (retention.maxBytes ?? Infinity)) {
      say(
        `It still takes ${bytesText(pruned.used)}, without any payload that could go: ` +
          "--rows AGE deletes requests as a whole.",
      );
    }
    return 0;
  } finally {
    db.close();
  }
}

/** What is to be kept, and who says so. */
function wanted({ given, config: path }: ToolArgs): { retention: Retention; source: string } {
  const of = (flag: string) => given.get(flag);
  const named = ["payloads", "rows", "max-size"].filter((flag) => given.has(flag));
  if (named.length > 0) {
    return {
      source: named.map((flag) => `--${flag}`).join(", "),
      retention: {
        payloadDays: read("payloads", of("payloads"), age),
        rowDays: read("rows", of("rows"), age),
        maxBytes: read("max-size", of("max-size"), size("MGT", "500MB or 2GB")),
      },
    };
  }
  const config = readConfig(path);
  if (config.broken) {
    throw new UsageError(`${path} cannot be read. Mend it, or say what is to go: --payloads 90d.`);
  }
  const problem = config.problems.find(({ severity, message }) =>
    severity === "error" && message.startsWith("general_settings.retention")
  );
  if (problem) throw new UsageError(`${path}:${problem.line}: ${problem.message}`);
  if (Object.values(config.retention).every((limit) => limit === null)) {
    throw new UsageError(
      `${path} keeps everything for ever. Set general_settings.retention, or say what is to go: --payloads 90d.`,
    );
  }
  return { retention: config.retention, source: `general_settings.retention of ${path}` };
}

function read(
  flag: string,
  text: string | undefined,
  schema: {
    safeParse(value: unknown): {
      data?: number | null | undefined;
      error?: { issues: readonly { message: string }[] } | undefined;
    };
  },
): number | null {
  const { data, error } = schema.safeParse(text);
  if (error === undefined) return data ?? null;
  throw new UsageError(`--${flag} ${error.issues[0]?.message}, not "${text}".`);
}

function described({ payloadDays, rowDays, maxBytes }: Retention): string {
  const parts = [
    payloadDays === null ? [] : [`payloads go after ${counted(payloadDays, "day")}`],
    rowDays === null ? [] : [`requests go as a whole after ${counted(rowDays, "day")}`],
    maxBytes === null ? [] : [`the oldest payloads go beyond ${bytesText(maxBytes)}`],
  ].flat();
  return parts.length === 0 ? "everything is kept for ever" : parts.join("; ");
}

function listed({ rows, payloads, texts, bytes }: Deleted): string {
  const parts = [counted(rows, "request"), counted(payloads, "payload"), counted(texts, "text")];
  return `${parts.join(", ")} (${bytesText(bytes)} of text)`;
}

function total({ rows, payloads, texts }: Deleted): number {
  return rows + payloads + texts;
}

function outcome(path: string, { deleted, givenBack, free, shrinks }: Pruned): string {
  const done = `${listed(deleted)} deleted.`;
  if (shrinks) return `${done} ${path} is ${bytesText(givenBack)} smaller.`;
  return `${done} ${path} stays as large as it is, for an older program made it: ` +
    `${
      bytesText(free)
    } in it are free, and new requests take them first. To make it smaller once, ` +
    `stop the server and run: sqlite3 ${path} "PRAGMA auto_vacuum = INCREMENTAL; VACUUM"`;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

if (import.meta.main) await runTool(() => pruneLog(Deno.args, console.log));
