import { applyCosts, countUsed, openForCommand, usedExchanges } from "../store/mod.ts";
import type { Config } from "../config/types.ts";
import { UsageError } from "./flags.ts";
import { readConfig } from "./plan.ts";
import { Progress } from "./progress.ts";
import { type ModelDifference, Recalculation } from "./recalculate.ts";
import { dateOf, toolArgs, type ToolFlag, toolHelp } from "./tool.ts";
import { runTool } from "./run_tool.ts";

const FLAGS: Readonly<Record<string, ToolFlag>> = {
  "dry-run": { help: "show the difference and write nothing" },
  yes: { help: "write without asking" },
  since: { value: "DATE", help: "only requests from this day on (UTC)" },
  model: { value: "ALIAS", help: "only requests of this alias" },
  "as-of": { value: "DATE", help: "with the prices of this day instead of each request's own" },
};
const USAGE =
  "deno task recalculate [flags]: compute costs again from the usage that is stored.\n" +
  "Stop nothing: it may run beside the server. The old costs stay in the table cost_history.";

/** The difference by model as a table for people. */
export function differenceTable(differences: readonly ModelDifference[]): string {
  if (differences.length === 0) return "Nothing differs.";
  const usd = (nanos: bigint) => (Number(nanos) / 1e9).toFixed(6);
  const rows = differences.map(({ model, changed, priced, before, after }) => [
    model,
    String(changed),
    String(priced),
    usd(before),
    usd(after),
    `${after >= before ? "+" : ""}${usd(after - before)}`,
  ]);
  const table = [
    ["model", "changed", "new price", "before USD", "after USD", "difference"],
    ...rows,
  ];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table.map((row) =>
    row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)
    ).join("  ")
  ).join("\n");
}

/** Without the prices that a configuration states, costs would come out wrong, and be written. */
function configAt(path: string): Config {
  const config = readConfig(path);
  if (!config.broken) return config;
  throw new UsageError(`${path} cannot be read. Mend it, or name another with --config.`);
}

/** Runs the command; returns its exit code. `ask` asks the user, and is `null` where nobody is there. */
export function recalculate(
  args: readonly string[],
  say: (text: string) => void,
  ask: ((question: string) => boolean) | null,
): number {
  const { db: path, config: configPath, help, given } = toolArgs(args, FLAGS);
  if (help) {
    say(toolHelp(USAGE, FLAGS));
    return 0;
  }
  const filter = { since: dateOf("since", given.get("since")), model: given.get("model") };
  const asOf = dateOf("as-of", given.get("as-of"));
  const db = openForCommand(path);
  try {
    const config = configAt(configPath);
    const pass = (what: string, write: boolean) => {
      const recalculation = new Recalculation(config, asOf ?? null);
      const progress = new Progress(what, countUsed(db, filter));
      let done = 0;
      for (const exchanges of usedExchanges(db, filter)) {
        const changes = recalculation.changes(exchanges);
        if (write && changes.length > 0) applyCosts(db, changes, Date.now());
        done += exchanges.length;
        progress.at(done);
      }
      return recalculation.differences();
    };
    const differences = pass("Comparing", false);
    say(differenceTable(differences));
    if (differences.length === 0 || given.has("dry-run")) return 0;
    if (!given.has("yes") && ask === null) {
      say("Nothing is written: nobody can be asked here. Add --yes to write these costs.");
      return 1;
    }
    if (!given.has("yes") && !ask?.("Write these costs?")) {
      say("Nothing is written.");
      return 0;
    }
    const changed = pass("Writing", true).reduce((sum, { changed }) => sum + changed, 0);
    say(`${changed} costs are written; the old ones are in cost_history.`);
    return 0;
  } finally {
    db.close();
  }
}

if (import.meta.main) {
  const ask = Deno.stdin.isTerminal() ? confirm : null;
  await runTool(() => recalculate(Deno.args, console.log, ask));
}
