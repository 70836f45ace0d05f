import { StoreError } from "../store/mod.ts";
import { UsageError } from "./flags.ts";

/**
 * Runs a command and ends the program with its exit code; what the user did wrong is a sentence and
 * exit code 2, trouble with the database one and exit code 1. A reader of the output that has seen
 * enough (`… | head`) is no trouble.
 */
export async function runTool(command: () => number | Promise<number>): Promise<never> {
  try {
    Deno.exit(await command());
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) Deno.exit(0);
    if (!(error instanceof UsageError || error instanceof StoreError)) throw error;
    console.error(error.message);
    Deno.exit(error instanceof UsageError ? 2 : 1);
  }
}
