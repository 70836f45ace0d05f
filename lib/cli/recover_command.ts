import { recover, type Recovered, type RecoveredTable } from "../store/recover.ts";
import { realPathOf, storeFiles } from "../store/mod.ts";
import { UsageError } from "./flags.ts";
import { Progress } from "./progress.ts";
import { runTool } from "./run_tool.ts";
import { assertApart } from "./target.ts";
import { toolArgs, type ToolFlag, toolHelp } from "./tool.ts";

const FLAGS: Readonly<Record<string, ToolFlag>> = {};
const USAGE =
  `deno task recover FILE [flags]: save what can be read of a damaged database to a new file.
Stop the server first. The damaged file is not changed. Ends with 0 when nothing is lost, with 3 when
something is, with 1 when nothing could be saved.`;
/** Something is saved and something is lost. */
const LOSS = 3;

/** Runs the command; returns its exit code. */
export async function recoverTo(
  args: readonly string[],
  say: (text: string) => void,
): Promise<number> {
  const { db, help, rest: [target] } = toolArgs(args, FLAGS, 1);
  if (help) {
    say(toolHelp(USAGE, FLAGS));
    return 0;
  }
  if (target === undefined) throw new UsageError("Name the new file: deno task recover FILE");
  if (!exists(db)) throw new UsageError(`There is no ${db}. Name the damaged database with --db.`);
  if (exists(target)) {
    throw new UsageError(`${target} is there already. Name another file, or remove it.`);
  }
  assertApart(target, db);
  let progress: Progress | undefined;
  const recovered = await recover(realPathOf(db), target, (done, pages) => {
    progress ??= new Progress("Reading", pages);
    progress.at(Math.min(done, pages - 1));
  });
  progress?.stop();
  const hasRescue = exists(storeFiles(realPathOf(db)).rescue);
  say(reportOf(recovered, { db, target, hasRescue }));
  return lossesOf(recovered).length === 0 ? 0 : LOSS;
}

/** What was saved and what is lost, for people. */
export function reportOf(
  recovered: Recovered,
  { db, target, hasRescue }: { db: string; target: string; hasRescue: boolean },
): string {
  const losses = lossesOf(recovered);
  const { tables, refused } = recovered;
  return [
    table([["table", "saved", "lost"], ...tables.map(rowOf)]),
    "",
    ...(losses.length === 0 ? [`Nothing of ${db} is lost.`] : losses),
    ...(refused.length === 0
      ? []
      : [`Not made again, because of what is lost: ${refused.join(", ")}.`]),
    `${target} is whole. To go on with it, move ${db}, ${db}-wal and ${db}-shm away, then rename ` +
    `${target} to ${db}.`,
    ...(hasRescue
      ? [
        `${
          storeFiles(db).rescue
        } holds requests of the time when ${db} was damaged. Add them after ` +
        `that with "deno task import ${storeFiles(db).rescue}".`,
      ]
      : []),
  ].join("\n");
}

function lossesOf(recovered: Recovered): string[] {
  const { tables, bare, lostBetween, missingPages, lostFrames } = recovered;
  const lines: string[] = [];
  const say = (applies: boolean, line: string) => {
    if (applies) lines.push(line);
  };
  say(missingPages > 0, `The file is cut off: its last ${missingPages} pages are missing.`);
  say(
    lostFrames > 0,
    `The write-ahead log is damaged: its last ${lostFrames} pages cannot be read, so that the newest requests may be missing.`,
  );
  const lost = tables.filter((table) => table.lost > 0 || !table.isCounted);
  const main = lost.find(({ name }) => MAIN.has(name));
  const when = lostBetween === null ? "" : `, made between ${lostBetween.join(" and ")} (UTC)`;
  say(main !== undefined, `${amount(main)} requests are lost${when}.`);
  say(bare > 0, `${bare} requests are saved without a payload that they had; their notes say so.`);
  for (const table of lost.filter(({ name }) => !MAIN.has(name) && name !== "payloads")) {
    lines.push(`${amount(table)} rows of ${table.name} are lost.`);
  }
  return lines;
}

const MAIN = new Set(["exchanges", "requests"]);

function amount(table: RecoveredTable | undefined): string {
  if (table === undefined) return "No";
  if (table.isCounted) return String(table.lost);
  return table.lost === 0 ? "An unknown number of" : `At least ${table.lost}`;
}

function rowOf({ name, saved, lost, isCounted }: RecoveredTable): string[] {
  return [name, String(saved), isCounted ? String(lost) : lost === 0 ? "?" : `${lost} or more`];
}

function table(rows: readonly string[][]): string {
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0))
  );
  return rows.map((row) =>
    row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
    ).join("  ")
  ).join("\n");
}

/** Throws {@link UsageError} for a folder. */
function exists(path: string): boolean {
  try {
    if (Deno.statSync(path).isDirectory) {
      throw new UsageError(`${path} is a folder. Name a file in it, such as ${path}/requests.db.`);
    }
    return true;
  } catch (error) {
    const { NotFound, NotADirectory } = Deno.errors;
    if (error instanceof NotFound || error instanceof NotADirectory) return false;
    throw error;
  }
}

if (import.meta.main) await runTool(() => recoverTo(Deno.args, console.log));
