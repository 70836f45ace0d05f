import { countExport, exportLines, exportRows, openForCommand } from "../store/mod.ts";
import { counted } from "./amounts.ts";
import { UsageError } from "./flags.ts";
import { Progress } from "./progress.ts";
import { dateOf, toolArgs, type ToolFlag, toolHelp } from "./tool.ts";
import { runTool } from "./run_tool.ts";
import { openTarget } from "./target.ts";

const FLAGS: Readonly<Record<string, ToolFlag>> = {
  format: {
    value: "jsonl|csv",
    help: "JSON Lines with the payloads, or CSV without (default: as FILE ends, else jsonl)",
  },
  since: { value: "DATE", help: "only requests from this day on (UTC)" },
  until: { value: "DATE", help: "only requests up to this day, inclusive" },
  project: { value: "NAME", help: "only requests of this project" },
};
const USAGE = "deno task export FILE [flags]: write the log to a file; - is standard output.";

/** Writes the log; returns the exit code. `say` gets what is told beside it. */
export async function exportLog(
  args: readonly string[],
  say: (text: string) => void,
): Promise<number> {
  const { db: path, help, given, rest: [target] } = toolArgs(args, FLAGS, 1);
  if (help) {
    say(toolHelp(USAGE, FLAGS));
    return 0;
  }
  const format = given.get("format") ?? (/\.csv$/i.test(target ?? "") ? "csv" : "jsonl");
  if (format !== "jsonl" && format !== "csv") throw new UsageError("--format is jsonl or csv.");
  if (target === undefined) throw new UsageError("Name the file: deno task export FILE");
  const filter = {
    since: dateOf("since", given.get("since")),
    until: dateOf("until", given.get("until")),
    project: given.get("project"),
  };
  const db = openForCommand(path);
  let file: Deno.FsFile | undefined;
  try {
    if (target !== "-") file = await openTarget(target, path);
    const out = file ?? Deno.stdout;
    const progress = new Progress("Writing", countExport(db, filter));
    let done = 0;
    for (const rows of exportRows(db, filter)) {
      await writeAll(out, exportLines(rows, format, { head: done === 0 }));
      done += rows.length;
      progress.at(done);
    }
    if (target !== "-") say(`${counted(done, "request")} in ${target}.`);
    return 0;
  } finally {
    file?.close();
    db.close();
  }
}

async function writeAll(out: { write(bytes: Uint8Array): Promise<number> }, text: string) {
  const bytes = new TextEncoder().encode(text);
  for (let written = 0; written < bytes.length;) {
    written += await out.write(bytes.subarray(written));
  }
}

if (import.meta.main) await runTool(() => exportLog(Deno.args, console.error));
