import { isObject, type JsonValue } from "../types/json.ts";
import type { AliasEntry, Config, Secrets } from "./types.ts";

const REFERENCE = /^os\.environ\/([A-Za-z_][A-Za-z0-9_.-]*)$/;

/** A value with its variables put in, and the names that nobody knew. */
export interface Resolved {
  /** A missing variable leaves `null` in its place. */
  value: JsonValue;
  missing: string[];
}

/** The `NAME` of a text that is `os.environ/NAME`; `undefined` for any other. */
export function variableIn(text: string): string | undefined {
  return REFERENCE.exec(text.trim())?.[1];
}

function collect(value: JsonValue | undefined, into: Set<string>): void {
  if (typeof value === "string") {
    const name = variableIn(value);
    if (name !== undefined) into.add(name);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, into);
  } else if (isObject(value)) {
    for (const item of Object.values(value)) collect(item, into);
  }
}

/**
 * The variables that a configuration names by `os.environ/NAME`, sorted, each once: those of all
 * its entries and of the master key, or those of one entry alone.
 */
export function referencedNames(source: Config | AliasEntry): string[] {
  const names = new Set<string>();
  if ("aliases" in source) {
    collect(source.masterKey, names);
    for (const entry of source.aliases.values()) {
      for (const name of referencedNames(entry)) names.add(name);
    }
  } else {
    const { model, apiKey, apiBase, apiVersion, organization } = source;
    collect([model, apiKey, apiBase, apiVersion, organization], names);
    collect([source.extraHeaders, source.extraBody, source.defaults], names);
  }
  return [...names].sort();
}

function replace(value: JsonValue, secrets: Secrets, missing: Set<string>): JsonValue {
  if (typeof value === "string") {
    const name = variableIn(value);
    if (name === undefined) return value;
    const found = secrets(name);
    if (found === undefined) missing.add(name);
    return found ?? null;
  }
  if (Array.isArray(value)) return value.map((item) => replace(item, secrets, missing));
  if (!isObject(value)) return value;
  const resolved = Object.entries(value).map(([key, item]): [string, JsonValue] => [
    key,
    replace(item ?? null, secrets, missing),
  ]);
  // `fromEntries` defines members, so that a key named `__proto__` is only a key.
  return Object.fromEntries(resolved);
}

/**
 * Puts the values of variables in place of every `os.environ/NAME`, however deep it stands.
 * Names without a value are reported in `missing`, each once; nothing is thrown.
 */
export function resolveEnviron(value: JsonValue, secrets: Secrets): Resolved {
  const missing = new Set<string>();
  const resolved = replace(value, secrets, missing);
  return { value: resolved, missing: [...missing] };
}
