import { wrongPattern } from "../config/patterns.ts";
import { openForCommand, type Redacted, redactLedger } from "../store/mod.ts";
import { counted } from "./amounts.ts";
import { UsageError } from "./flags.ts";
import { readConfig } from "./plan.ts";
import { Progress } from "./progress.ts";
import { runTool } from "./run_tool.ts";
import { toolArgs, type ToolFlag, toolHelp } from "./tool.ts";

const FLAGS: Readonly<Record<string, ToolFlag>> = {
  pattern: { value: "REGEX", help: "also what this matches; may be given several times" },
  "dry-run": { help: "count what would be changed and change nothing" },
};
const USAGE =
  "deno task redact [flags]: take API keys, and what the patterns of general_settings.payloads.redact\n" +
  "match, out of everything that is stored already. Stop nothing: it may run beside the server.";
/** What stands in place of what a pattern matched. */
const REPLACEMENT = "[redacted]";

/** Runs the command; returns its exit code. `wait` waits so many milliseconds. */
export async function redact(
  args: readonly string[],
  say: (text: string) => void,
  wait: (ms: number) => Promise<void> = sleep,
): Promise<number> {
  const { db: path, config, help, given, every } = toolArgs(args, FLAGS);
  if (help) {
    say(toolHelp(USAGE, FLAGS));
    return 0;
  }
  const own = every.get("pattern") ?? [];
  own.forEach((pattern, index) => refuseWrong(pattern, `--pattern number ${index + 1}`));
  const configured = configuredPatterns(config);
  const isTrial = given.has("dry-run");
  const db = openForCommand(path);
  try {
    say(`Looking for API keys${alsoBy(own.length, configured.length, config)}.`);
    let progress: Progress | undefined;
    const redacted = await redactLedger(db, path, {
      patterns: [...configured, ...own],
      isTrial,
      wait,
      onProgress: (done, total) => (progress ??= new Progress("Looking", total)).at(done),
    });
    say(foundText(redacted, isTrial));
    for (const line of adviceFor(redacted, path, isTrial)) say(line);
    return redacted.remains.length === 0 ? 0 : 1;
  } finally {
    db.close();
  }
}

/** A pattern may hold what it is to hide: it is told by its place. */
function refuseWrong(pattern: string, place: string) {
  const wrong = wrongPattern(pattern) ??
    (new RegExp(pattern, "u").test(REPLACEMENT)
      ? `matches ${REPLACEMENT}, which it would put in its place. Write it narrower`
      : undefined);
  if (wrong !== undefined) throw new UsageError(`${place} ${wrong}.`);
}

/** Those of a configuration that cannot be read are unknown, and so is what they are to hide. */
function configuredPatterns(path: string): readonly string[] {
  if (!isThere(path)) return [];
  const { broken, payloads } = readConfig(path);
  if (broken || payloads.wrong) {
    throw new UsageError(
      `The patterns of ${path} cannot be read. Mend general_settings.payloads, or name another file with --config.`,
    );
  }
  payloads.redact.forEach((pattern, index) =>
    refuseWrong(pattern, `general_settings.payloads.redact[${index + 1}] of ${path}`)
  );
  return payloads.redact;
}

function isThere(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}

function alsoBy(own: number, configured: number, config: string): string {
  const parts = [
    own > 0 ? [`${counted(own, "pattern")} of the command line`] : [],
    configured > 0 ? [`${counted(configured, "pattern")} of ${config}`] : [],
  ].flat();
  return parts.length === 0 ? "" : `, and by ${parts.join(" and ")}`;
}

/** How what was found is called; other kinds are names of columns. */
const NOUNS: Readonly<Record<string, string>> = {
  request: "requests",
  answer: "answers",
  text: "texts that they share",
};

function foundText({ found }: Redacted, isTrial: boolean): string {
  if (found.size === 0) return "No secret was found.";
  const rows = [...found].map(([kind, count]) =>
    [NOUNS[kind] ?? kind, count.toLocaleString("en-US")] as const
  );
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    isTrial ? "These hold secrets; nothing is changed:" : "Secrets were taken out of:",
    ...rows.map(([name, count]) => `  ${name.padEnd(width)}  ${count}`),
  ].join("\n");
}

const INDEX: Readonly<Record<Redacted["index"], string[]>> = {
  kept: [],
  deleted: ["The search index is deleted; the server makes it anew."],
  "left to the server": [
    "The server that runs makes the search index anew with its next request or search.",
  ],
};

function adviceFor(redacted: Redacted, path: string, isTrial: boolean): string[] {
  const { index, remains, backup, rescue } = redacted;
  return [
    ...INDEX[index],
    ...remains.map(({ file, places }) =>
      `Words that were taken out still stand in ${counted(places, "place")} of ${file}: ` +
      "in texts where nothing tells that they are secret, or in unused parts of it. " +
      `Add a --pattern for the former; for the latter stop the server and run: sqlite3 ${path} VACUUM`
    ),
    ...(backup !== null && !isTrial
      ? [`${backup} is a copy from before and still holds all of it. Delete it: rm ${backup}`]
      : []),
    ...(rescue !== null && !isTrial
      ? [`${rescue} holds requests as well. Redact it too: deno task redact --db ${rescue}`]
      : []),
  ];
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

if (import.meta.main) await runTool(() => redact(Deno.args, console.log));
