import type { ConfigProblem, Severity } from "./types.ts";
import type { Locate, Path, Place } from "./locate.ts";

/** Tells of a problem at a path; the message begins after the key's name and ends without a dot. */
export type Report = (severity: Severity, path: Path, message: string) => void;

/** The keys of a path as people say them: `litellm_params.timeout`, `allowed_origins[1]`. */
function pathName(path: Path): string {
  return path.map((part, index) => {
    if (typeof part === "number") return `[${part + 1}]`;
    return index === 0 ? part : `.${part}`;
  }).join("");
}

/**
 * Collects problems of one file. `at` reports at a place; `below` makes a {@link Report} for what
 * stands below a path, for an alias where it concerns one.
 */
export function problemsOf(file: string) {
  const problems: ConfigProblem[] = [];
  const at = (severity: Severity, place: Place, alias: string | null, message: string) => {
    problems.push({ severity, file, ...place, alias, message });
  };
  const below = (locate: Locate, base: Path, alias: string | null): Report => {
    return (severity, path, message) => {
      const name = pathName(path) || (base.length > 0 ? "The entry" : "The file");
      at(severity, locate([...base, ...path]), alias, `${name} ${message}.`);
    };
  };
  return { problems, at, below };
}

/** One line for a log or a terminal: `config.yaml:7:7: error: claude: …`. */
export function formatProblem(problem: ConfigProblem): string {
  const { file, line, column, severity, alias, message } = problem;
  return `${file}:${line}:${column}: ${severity}: ${alias === null ? "" : `${alias}: `}${message}`;
}
