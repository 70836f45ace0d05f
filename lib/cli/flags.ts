import { parseArgs } from "node:util";
import { COMMANDS } from "./commands.ts";
import { DEFAULT_FLAGS, FLAG_TABLE, type Flags } from "./flag_table.ts";

/** The command line is wrong: print the message to stderr and exit with 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

const OPTIONS = Object.fromEntries(
  FLAG_TABLE.map(({ flag, value }) => [
    flag,
    { type: value === undefined ? "boolean" as const : "string" as const },
  ]),
);

function tokensOf(args: string[]) {
  return parseArgs({ args, options: OPTIONS, strict: false, tokens: true }).tokens;
}

/**
 * Reads the command line; of a flag given twice the last counts.
 * Throws {@link UsageError} for what is unknown or has a value that does not fit.
 */
export function parseFlags(args: string[]): Flags {
  const flags = { ...DEFAULT_FLAGS };
  for (const token of tokensOf(args)) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") {
      throw new UsageError(`There is nothing called "${token.value}". Remove it, or see --help.`);
    }
    const row = FLAG_TABLE.find(({ flag }) => token.rawName === `--${flag}`);
    if (row === undefined) {
      throw new UsageError(`There is no flag ${token.rawName}. Remove it, or see --help.`);
    }
    if (row.value === undefined && token.value !== undefined) {
      throw new UsageError(`--${row.flag} takes no value. Write --${row.flag} alone.`);
    }
    if (row.value !== undefined && token.value === undefined) {
      throw new UsageError(`--${row.flag} lacks its value. Write --${row.flag} ${row.value}.`);
    }
    const mend = row.set(flags, token.value ?? "");
    if (mend !== undefined) {
      throw new UsageError(`--${row.flag} cannot be "${token.value}". ${mend}.`);
    }
  }
  return flags;
}

/** What `--help` prints: every flag with its default. */
export function helpText(): string {
  const rows = FLAG_TABLE.map(({ flag, field, value, help }) => ({
    left: value === undefined ? `--${flag}` : `--${flag} ${value}`,
    right: value === undefined ? help : `${help} (default: ${DEFAULT_FLAGS[field]})`,
  }));
  const width = Math.max(...rows.map(({ left }) => left.length)) + 2;
  return [
    "Apantli: one local address for every LLM provider, with the true cost of each request.",
    "",
    "Usage: deno task start [flags]",
    "",
    ...rows.map(({ left, right }) => `  ${left.padEnd(width)}${right}`),
    "",
    "Other tasks:",
    ...COMMANDS.map(({ name, help }) => `  ${`deno task ${name}`.padEnd(width)}${help}`),
    "",
  ].join("\n");
}
