import { formatProblem } from "../config/problem.ts";
import type { Durability } from "./flag_table.ts";
import type { ConfigProblem } from "../config/types.ts";

/** What the server knows of itself when it is listening. */
export interface BannerFacts {
  version: string;
  /** Where it listens, for example `http://127.0.0.1:4000`. */
  url: string;
  /** Aliases that can be called, in the order of the file. */
  ready: readonly string[];
  /** Aliases whose key is missing, by the variable that should hold it. */
  withoutKey: readonly { variable: string; aliases: readonly string[] }[];
  /** How many aliases are disabled. */
  disabled: number;
  database: string;
  /** Whether answers wait for their commit. */
  durability: Durability;
  /** Whether requests need the master key. */
  locked: boolean;
  problems: readonly ConfigProblem[];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function trial({ url, ready, locked }: BannerFacts): string[] {
  const [model] = ready;
  if (model === undefined) {
    return ["No model can be called yet. Add one to the configuration, or a key to .env."];
  }
  const body = JSON.stringify({ model, messages: [{ role: "user", content: "Hello" }] });
  return [
    "Try it:",
    `  curl ${url}/v1/chat/completions \\`,
    "    -H 'Content-Type: application/json' \\",
    ...(locked ? ["    -H 'Authorization: Bearer <master key>' \\"] : []),
    `    -d ${quoted(body)}`,
  ];
}

/** What is printed once the server listens. */
export function banner(facts: BannerFacts): string {
  const missing = facts.withoutKey.reduce((sum, { aliases }) => sum + aliases.length, 0);
  const counts = [
    `${facts.ready.length} ready`,
    ...(missing > 0 ? [`${missing} no key`] : []),
    ...(facts.disabled > 0 ? [`${facts.disabled} disabled`] : []),
  ];
  return [
    `Apantli ${facts.version}`,
    `  API        ${facts.url}/v1`,
    `  Dashboard  ${facts.url}/`,
    `  Models     ${counts.join(", ")}`,
    ...facts.withoutKey.map(({ variable, aliases }) =>
      `    no key   ${aliases.join(", ")}: set ${variable}`
    ),
    `  Database   ${facts.database}${
      facts.durability === "relaxed" ? " (relaxed: a crash may lose the newest answers)" : ""
    }`,
    "",
    ...facts.problems.map(formatProblem),
    ...(facts.problems.length > 0 ? [""] : []),
    ...trial(facts),
    "",
  ].join("\n");
}
