import type { AliasEntry, Secrets } from "../config/types.ts";
import { missingVariable } from "../providers/resolve.ts";

/** Which aliases can be called, and which lack a variable. */
export interface KeyReport {
  ready: string[];
  /** By the first variable that is missing. */
  withoutKey: { variable: string; aliases: string[] }[];
}

/** Sorts aliases by whether everything that they need is set. */
export function keyProblems(entries: readonly AliasEntry[], secrets: Secrets): KeyReport {
  const ready: string[] = [];
  const lacking = new Map<string, string[]>();
  for (const entry of entries) {
    const variable = missingVariable(entry, secrets);
    if (variable === null) ready.push(entry.alias);
    else lacking.set(variable, [...lacking.get(variable) ?? [], entry.alias]);
  }
  const withoutKey = [...lacking].map(([variable, aliases]) => ({ variable, aliases }));
  return { ready, withoutKey };
}
