import { parseArgs } from "node:util";
import { DEFAULT_FLAGS } from "./flag_table.ts";
import { UsageError } from "./flags.ts";

/** A flag of a command: a switch, or one with a value. */
export interface ToolFlag {
  /** What help calls its value; a flag without one is a switch. */
  value?: string;
  help: string;
}

/** The flags that every command has. */
const COMMON: Readonly<Record<string, ToolFlag>> = {
  db: { value: "FILE", help: `the database (default: ${DEFAULT_FLAGS.db})` },
  config: { value: "FILE", help: `the configuration (default: ${DEFAULT_FLAGS.config})` },
  help: { help: "show this help" },
};

/** What a command line gave. */
export interface ToolArgs {
  db: string;
  config: string;
  help: boolean;
  /** The values of flags that were given; a switch has the empty text. */
  given: ReadonlyMap<string, string>;
  /** All values of each flag, in the order in which they were given. */
  every: ReadonlyMap<string, readonly string[]>;
  /** What is no flag. */
  rest: string[];
}

/** Reads a command's line. Throws {@link UsageError} that says what to write. */
export function toolArgs(
  args: readonly string[],
  own: Readonly<Record<string, ToolFlag>>,
  maxRest = 0,
): ToolArgs {
  const flags = { ...COMMON, ...own };
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { value }]) => [
      name,
      { type: value === undefined ? "boolean" as const : "string" as const },
    ]),
  );
  const given = new Map<string, string>();
  const every = new Map<string, string[]>();
  const rest: string[] = [];
  for (const token of parseArgs({ args: [...args], options, strict: false, tokens: true }).tokens) {
    if (token.kind === "positional") rest.push(token.value);
    if (token.kind !== "option") continue;
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined;
    if (flag === undefined) throw new UsageError(`There is no flag ${token.rawName}. See --help.`);
    if (flag.value === undefined && token.value !== undefined) {
      throw new UsageError(`--${token.name} takes no value. Write --${token.name} alone.`);
    }
    // In `--db --yes` the value was forgotten.
    const isNext = token.inlineValue === false && token.value?.startsWith("--");
    if (flag.value !== undefined && (!token.value || isNext)) {
      throw new UsageError(`--${token.name} lacks its value. Write --${token.name} ${flag.value}.`);
    }
    given.set(token.name, token.value ?? "");
    every.set(token.name, [...every.get(token.name) ?? [], token.value ?? ""]);
  }
  if (rest.length > maxRest) {
    throw new UsageError(`There is nothing called "${rest[maxRest]}". Remove it, or see --help.`);
  }
  return {
    db: given.get("db") ?? DEFAULT_FLAGS.db,
    config: given.get("config") ?? DEFAULT_FLAGS.config,
    help: given.has("help"),
    given,
    every,
    rest,
  };
}

/** A command's help. */
export function toolHelp(usage: string, own: Readonly<Record<string, ToolFlag>>): string {
  const rows = Object.entries({ ...own, ...COMMON, ...own }).map(([name, { value, help }]) => ({
    left: value === undefined ? `--${name}` : `--${name} ${value}`,
    help,
  }));
  const width = Math.max(...rows.map(({ left }) => left.length)) + 2;
  return [usage, "", ...rows.map(({ left, help }) => `  ${left.padEnd(width)}${help}`)].join("\n");
}

/** A date of the command line. Throws {@link UsageError}. */
export function dateOf(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text);
  if (isDate) return text;
  throw new UsageError(`--${name} must be a date like 2026-01-31, not "${text}".`);
}
