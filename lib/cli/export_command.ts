import { countExport, exportRows, openForCommand } from "../store/mod.ts";
import { UsageError } from "./flags.ts";
import { Progress } from "./progress.ts";
import { dateOf, toolArgs, type ToolFlag, toolHelp } from "./tool.ts";
import { runTool } from "./run_tool.ts";
import { openTarget } from "./target.ts";

const FLAGS: Readonly<Record<string, ToolFlag>> = {
  format: { value: "jsonl|csv", help: "JSON Lines with the payloads (default), or CSV without" },
  since: { value: "DATE", help: "only requests from this day on (UTC)" },
  until: { value: "DATE", help: "only requests up to this day, inclusive" },
  project: { value: "NAME", help: "only requests of this project" },
};
const USAGE = "deno task export FILE [flags]: write the log to a file; - is standard output.";

type Row = Record<string, unknown>;

/** Columns that are texts of their own and would make a table unreadable. */
const NOT_IN_TABLES = new Set([
  ...["request_data", "response_data", "cost_detail", "usage_raw", "attempt_list", "cost_history"],
]);

/** One row as a line of JSON; columns that hold JSON are JSON. Integers keep all their digits. */
export function jsonLine(row: Row): string {
  const members = Object.entries(row).map(([name, value]) =>
    `${JSON.stringify(name)}:${JSON_COLUMNS.has(name) ? embedded(value) : scalar(value)}`
  );
  return `{${members.join(",")}}\n`;
}

const JSON_COLUMNS = new Set([
  "request_data",
  "response_data",
  "cost_detail",
  "usage_raw",
  "notes",
  "attempt_list",
  "cost_history",
]);

/** JSON text as it stands, so that no number in it changes; what is none becomes a text. */
function embedded(value: unknown): string {
  if (typeof value !== "string") return "null";
  try {
    JSON.parse(value);
    return value.replace(/[\r\n]+\s*/g, " ");
  } catch {
    return JSON.stringify(value);
  }
}

function scalar(value: unknown): string {
  return typeof value === "bigint" ? String(value) : JSON.stringify(value ?? null);
}

/**
 * One row as a line of CSV (RFC 4180). What a spreadsheet would take for a formula is quoted by ', and
 * so is what already looks quoted: an import takes one ' away.
 */
export function csvLine(values: readonly unknown[]): string {
  const cells = values.map((value) => {
    if (value === null || value === undefined) return "";
    const text = typeof value === "string" && /^'*[=+\-@\t\r]/.test(value)
      ? `'${value}`
      : `${value}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${cells.join(",")}\r\n`;
}

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
  const format = given.get("format") ?? "jsonl";
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
      const lines = rows.map((row, place) => linesOf(row, format, done + place === 0));
      await writeAll(out, lines.join(""));
      done += rows.length;
      progress.at(done);
    }
    if (target !== "-") say(`${done} requests are in ${target}.`);
    return 0;
  } finally {
    file?.close();
    db.close();
  }
}

function linesOf(row: Row, format: "jsonl" | "csv", isFirst: boolean): string {
  if (format === "jsonl") return jsonLine(row);
  const columns = Object.keys(row).filter((name) => !NOT_IN_TABLES.has(name));
  const line = csvLine(columns.map((name) => row[name]));
  return isFirst ? csvLine(columns) + line : line;
}

async function writeAll(out: { write(bytes: Uint8Array): Promise<number> }, text: string) {
  const bytes = new TextEncoder().encode(text);
  for (let written = 0; written < bytes.length;) {
    written += await out.write(bytes.subarray(written));
  }
}

if (import.meta.main) await runTool(() => exportLog(Deno.args, console.error));
