import { cellFields, RefusedRow } from "../import/fields.ts";
import { NoLog, type ReadRow, rowOf, RowReader } from "../import/rows.ts";
import { openForImport, openImportSource, realPathOf } from "../store/mod.ts";
import { UsageError } from "./flags.ts";
import { Importing } from "./importing.ts";
import { payloadRules } from "./import_payloads.ts";
import { isProjectName } from "./run_client.ts";
import { openSourceFile, type SourceFile } from "./import_source_file.ts";
import { Progress } from "./progress.ts";
import { runTool } from "./run_tool.ts";
import { toolArgs, type ToolFlag, toolHelp } from "./tool.ts";

const FLAGS: Readonly<Record<string, ToolFlag>> = {
  "dry-run": { help: "show what would come in and write nothing" },
  project: { value: "NAME", help: "the project of requests that have none" },
  format: { value: "sqlite|jsonl|json|csv", help: "what the file is (default: found out)" },
};
const USAGE = [
  "deno task import FILE [flags]: add the requests of another log; - is standard input.",
  "FILE is a database of Apantli or of its Python predecessor, an export of either, or LiteLLM's",
  "spend logs (JSON or CSV). Requests that are there already are left alone: run it again at will.",
].join("\n");

/** The exit code of a program that the user has interrupted. */
const INTERRUPTED = 130;

/** Imports a file; returns the exit code. */
export async function importLog(
  args: readonly string[],
  say: (text: string) => void,
): Promise<number> {
  const { db: path, config, help, given, rest: [source] } = toolArgs(args, FLAGS, 1);
  if (help) {
    say(toolHelp(USAGE, FLAGS));
    return 0;
  }
  if (source === undefined) throw new UsageError("Name the file: deno task import FILE");
  const isTrial = given.has("dry-run");
  const project = given.get("project")?.trim();
  if (project !== undefined && !isProjectName(project)) {
    throw new UsageError(`--project is a name of letters, digits, spaces and . _ - only.`);
  }
  const rules = payloadRules(config);
  const file = await openSourceFile(source, given.get("format"));
  try {
    if (file.container === "sqlite") assertOther(source, path);
    const db = await openForImport(realPathOf(path), isTrial);
    try {
      const importing = new Importing(db, { ...rules, path, isTrial, project });
      const isWhole = await interruptible((stop) =>
        file.container === "sqlite"
          ? fromDatabase(source, importing, stop)
          : fromText(source, file, file.container, importing, stop)
      );
      for (const line of importing.lines()) say(line);
      if (!isWhole) say("Interrupted. Run the same command again: it goes on.");
      return isWhole ? Number(!importing.isClean) : INTERRUPTED;
    } finally {
      db.close();
    }
  } finally {
    file.close();
  }
}

/** Reading a database from itself would never end. */
function assertOther(source: string, path: string) {
  if (source === "-") {
    throw new UsageError("A database cannot come from standard input. Name its file.");
  }
  if (realPathOf(source) === realPathOf(path)) {
    throw new UsageError(`${source} is the database itself. Name another file, or another --db.`);
  }
}

/** The user's wish to stop. */
interface Stop {
  isWanted: boolean;
  /** Resolves when it is. */
  wanted: Promise<null>;
}

/** Gives up at Ctrl-C when what was begun is written. Returns whether it came to the end. */
async function interruptible(work: (stop: Stop) => Promise<void>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<null>();
  const stop: Stop = { isWanted: false, wanted: promise };
  const onSignal = () => {
    stop.isWanted = true;
    resolve(null);
  };
  Deno.addSignalListener("SIGINT", onSignal);
  try {
    await work(stop);
    return !stop.isWanted;
  } finally {
    Deno.removeSignalListener("SIGINT", onSignal);
  }
}

async function fromText(
  name: string,
  file: SourceFile,
  container: "jsonl" | "json" | "csv",
  importing: Importing,
  stop: Stop,
) {
  const reader = new RowReader(container);
  const progress = new Progress("Reading", file.size, file.size > 0 && Deno.stderr.isTerminal());
  const take = async ({ line, ...read }: ReadRow) => {
    await importing.take(`line ${line}`, read);
  };
  const chunks = file.chunks();
  let done = 0;
  try {
    // Standard input may be a keyboard: what never comes is not waited for.
    for (;;) {
      const next = await Promise.race([chunks.next(), stop.wanted]);
      if (next === null || next.done) break;
      for (const read of reader.push(next.value)) await take(read);
      progress.at(done += next.value.length);
    }
    if (!stop.isWanted) { for (const read of reader.end()) await take(read); }
  } catch (error) {
    if (!(error instanceof NoLog)) throw error;
    throw new UsageError(
      `${name} has no columns of a log: neither timestamp and model nor startTime, spend and model.`,
    );
  } finally {
    progress.stop();
  }
  await importing.end(reader.unknown);
}

async function fromDatabase(path: string, importing: Importing, stop: Stop) {
  const source = openImportSource(realPathOf(path));
  try {
    const progress = new Progress("Reading", source.count);
    const unknown = new Set<string>();
    let done = 0;
    for (const rows of source.rows()) {
      for (const cells of rows) {
        await importing.take(`row ${cells[0]}`, readCells(source.columns, cells, unknown));
      }
      if (stop.isWanted) break;
      progress.at(done += rows.length);
    }
    progress.stop();
    await importing.end(unknown);
  } finally {
    source.close();
  }
}

function readCells(
  columns: readonly string[],
  cells: readonly (string | null)[],
  unknown: Set<string>,
) {
  try {
    return { row: rowOf(cellFields(columns, cells), unknown) };
  } catch (error) {
    if (!(error instanceof RefusedRow)) throw error;
    return { problem: error.message };
  }
}

if (import.meta.main) await runTool(() => importLog(Deno.args, console.log));
