import manifest from "../../deno.json" with { type: "json" };
import type { Flags } from "./flag_table.ts";
import { helpText, parseFlags, UsageError } from "./flags.ts";

/** What a command line asks for: work to do, or an answer that ends the program. */
export type Answer =
  | { flags: Flags }
  | { code: 0 | 2; text: string };

/** Reads a command line; `--help`, `--version` and wrong flags are answered on the spot. */
export function answer(args: string[]): Answer {
  try {
    const flags = parseFlags(args);
    if (flags.help) return { code: 0, text: helpText() };
    if (flags.version) return { code: 0, text: `apantli ${manifest.version}\n` };
    return { flags };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { code: 2, text: `${error.message}\n` };
  }
}

/**
 * Runs a command to its end: prints what it returns and exits with 0; prints what is wrong with
 * the command line, on stderr, and exits with 2.
 */
export function runCommand(args: string[], command: (flags: Flags) => string): never {
  const asked = answer(args);
  try {
    const { code, text } = "flags" in asked ? { code: 0, text: command(asked.flags) } : asked;
    write(code === 0 ? Deno.stdout : Deno.stderr, text);
    Deno.exit(code);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    write(Deno.stderr, `${error.message}\n`);
    Deno.exit(2);
  }
}

/** Writes all of a text before the program ends. */
function write(to: { writeSync(bytes: Uint8Array): number }, text: string): void {
  const bytes = new TextEncoder().encode(text);
  for (let written = 0; written < bytes.length;) written += to.writeSync(bytes.subarray(written));
}
