import { localUrl } from "./address.ts";
import type { Flags } from "./flag_table.ts";

/** What `deno task run` is asked for. */
export interface ClientRun {
  project: string | null;
  command: string[];
}

/** With the name behind an equals sign, or as the next argument. */
const PROJECT_FLAG = /^--project(?:=(.*))?$/s;

/** Whether a path and a header can hold a project's name: `/p/<name>/v1`. */
export function isProjectName(name: string): boolean {
  return /^[A-Za-z0-9._ -]{1,64}$/.test(name) && name.trim() !== "";
}

/** Takes `[--project NAME] [--port …] -- command …` apart; the text says what is wrong. */
export function readClientRun(args: readonly string[]): ClientRun & { flags: string[] } | string {
  const at = args.indexOf("--");
  if (at === -1 || at === args.length - 1) {
    return "Say what to run: deno task run --project NAME -- COMMAND";
  }
  const flags = args.slice(0, at);
  const command = args.slice(at + 1);
  const named = flags.findIndex((flag) => PROJECT_FLAG.test(flag));
  if (named === -1) return { project: null, command, flags };
  const inline = PROJECT_FLAG.exec(flags[named] ?? "")?.[1];
  const project = inline ?? flags[named + 1];
  const rest = flags.toSpliced(named, inline === undefined ? 2 : 1);
  if (!project || project.startsWith("--")) return "Name the project: --project NAME";
  if (isProjectName(project)) return { project, command, flags: rest };
  return `"${project}" cannot be a project's name. Use letters, digits, spaces and . _ - only.`;
}

/**
 * The variables by which OpenAI's clients find this server, for a project. A key is set as well,
 * because clients refuse to start without one.
 */
export function clientEnv(
  { project }: Pick<ClientRun, "project">,
  flags: Pick<Flags, "host" | "port">,
  masterKey: string | null,
): Record<string, string> {
  const path = project === null ? "" : `/p/${encodeURIComponent(project)}`;
  const base = `${localUrl(flags)}${path}/v1`;
  return { OPENAI_BASE_URL: base, OPENAI_API_BASE: base, OPENAI_API_KEY: masterKey ?? "apantli" };
}
