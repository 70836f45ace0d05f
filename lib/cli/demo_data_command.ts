import { fill } from "../demo_data/fill.ts";
import { realPathOf } from "../store/mod.ts";
import { UsageError } from "./flags.ts";
import { Progress } from "./progress.ts";
import { runTool } from "./run_tool.ts";
import { dateOf, toolArgs, type ToolFlag, toolHelp } from "./tool.ts";

/** Where the demo goes when nobody names a file. */
const DEMO_DB = "demo.db";
const DAY_MS = 86_400_000;
const YEAR_MS = 365.25 * DAY_MS;

const FLAGS: Readonly<Record<string, ToolFlag>> = {
  exchanges: { value: "NUMBER", help: "how many requests (default: 20000)" },
  years: { value: "NUMBER", help: "over how many years (default: 3)" },
  until: { value: "DATE", help: "the last day (default: today)" },
  seed: { value: "NUMBER", help: "another number makes another demo (default: 1)" },
  lean: { help: "with short texts: less to read, quicker made" },
  db: { value: "FILE", help: `the database to make (default: ${DEMO_DB})` },
};
const USAGE =
  "deno task demo-data [flags]: make a database of invented requests, to see a full dashboard.\n" +
  "It never touches a database that has requests.";

/** Runs the command; returns its exit code. `now` is in milliseconds since the epoch. */
export async function demoData(
  args: readonly string[],
  say: (text: string) => void,
  now: number = Date.now(),
): Promise<number> {
  const { help, given } = toolArgs(args, FLAGS);
  if (help) {
    say(toolHelp(USAGE, FLAGS));
    return 0;
  }
  const path = given.get("db") ?? DEMO_DB;
  const exchanges = numberOf("exchanges", given.get("exchanges") ?? "20000", [1, 100_000_000]);
  const years = numberOf("years", given.get("years") ?? "3", [0.01, 20]);
  const seed = numberOf("seed", given.get("seed") ?? "1", [0, 2 ** 31 - 1]);
  const until = endOf(dateOf("until", given.get("until")), now);
  assertNew(path);
  const progress = new Progress("Inventing", exchanges);
  await fill(path, {
    exchanges: Math.round(exchanges),
    seed: Math.round(seed),
    from: until - Math.round(years * YEAR_MS),
    until,
    lean: given.has("lean"),
    onProgress: (written) => progress.at(written),
  });
  say(
    `${exchanges} requests are in ${path}. Nobody sent them: names, texts and times are invented.`,
  );
  say(`Look at them: deno task start --db ${path} --port 4001`);
  return 0;
}

/** A demo in which half of the requests are real would be of no use, and the real ones spoilt. */
function assertNew(path: string) {
  try {
    const { size } = Deno.statSync(realPathOf(path));
    if (size === 0) return;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
  throw new UsageError(`${path} is there already. Name a new file with --db, or delete this one.`);
}

/** The end of a day in UTC, or now. */
function endOf(date: string | undefined, now: number): number {
  if (date === undefined) return now;
  const start = Date.parse(date);
  if (start > now) throw new UsageError("--until lies in the future. Name a day that has begun.");
  return Math.min(now, start + DAY_MS);
}

function numberOf(name: string, text: string, [least, most]: [number, number]): number {
  const number = Number(text);
  if (text.trim() !== "" && number >= least && number <= most) return number;
  throw new UsageError(`--${name} must be a number from ${least} to ${most}, not "${text}".`);
}

if (import.meta.main) await runTool(() => demoData(Deno.args, console.log));
