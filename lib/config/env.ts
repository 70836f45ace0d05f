import { parseEnv } from "node:util";
import { stampFrom } from "./stamp.ts";
import type { Secrets } from "./types.ts";

/** Told when `.env` is there and cannot be read; its text holds no value of it. */
export type EnvProblem = (message: string) => void;

/** The process environment under narrow permissions: a name outside the set is one without a value. */
function fromProcess(name: string): string | undefined {
  try {
    return Deno.env.get(name);
  } catch (error) {
    // A name that no variable can have (empty, with `=`) is a TypeError.
    if (error instanceof Deno.errors.NotCapable || error instanceof TypeError) return undefined;
    throw error;
  }
}

function readVariables(path: string): Readonly<Record<string, string | undefined>> {
  const text = Deno.readTextFileSync(path).replace(/^\uFEFF/, "");
  return parseEnv(text);
}

/**
 * Reads variables: the process environment first, then the file at `envPath`, which is read again
 * when it changes. A missing file is fine. An empty value counts as none, so that the lines of a
 * copied `.env.example` are not taken for keys.
 */
export function createSecrets(envPath: string, onProblem: EnvProblem = () => {}): Secrets {
  let stamp = "";
  let told = "";
  let variables: Readonly<Record<string, string | undefined>> = {};

  function refresh(): void {
    let next: string;
    try {
      next = stampFrom(Deno.statSync(envPath));
    } catch (error) {
      next = error instanceof Deno.errors.NotFound ? "" : "unreadable";
    }
    if (next === stamp) return;
    stamp = next;
    variables = {};
    if (next === "") return;
    try {
      variables = readVariables(envPath);
    } catch (error) {
      const reason = error instanceof Error ? error.name : "unknown error";
      const message =
        `${envPath} cannot be read (${reason}). Make it a text file that you may read.`;
      if (told !== message) onProblem(message);
      told = message;
      return;
    }
    told = "";
  }

  return (name) => {
    const value = fromProcess(name);
    if (value) return value;
    refresh();
    return (Object.hasOwn(variables, name) ? variables[name] : undefined) || undefined;
  };
}
