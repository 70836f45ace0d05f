import { memberSpans } from "../json/spans.ts";
import { isObject } from "../types/json.ts";
import { isJson } from "../json/is_json.ts";

/** A record cannot be a row; the message is a predicate: "line 7 …" goes before it. */
export class RefusedRow extends Error {}

/** The values of one record by name, as they are written: no number has lost a digit. */
export interface Fields {
  readonly names: readonly string[];
  /** A value as text: a string without its quotes; `null` for null, nothing and an empty cell. */
  text(name: string): string | null;
  /** A value as JSON text, as it stands where it is JSON. */
  json(name: string): string | null;
}

/** The members of a JSON object. Throws {@link RefusedRow}. */
export function jsonFields(text: string): Fields {
  if (!isObject(parsed(text))) throw new RefusedRow("is no JSON object");
  const values = new Map<string, string>();
  for (const { key, valueStart, valueEnd } of memberSpans(text)) {
    values.set(key, text.slice(valueStart, valueEnd));
  }
  const raw = (name: string) => {
    const value = values.get(name);
    return value === undefined || value === "null" ? null : value;
  };
  return {
    names: [...values.keys()],
    text(name) {
      const value = raw(name);
      return value?.startsWith('"') ? String(JSON.parse(value)) : value;
    },
    json: raw,
  };
}

/** JSON, also where it stands as a string within JSON. */
export function unwrapped(json: string | null): string | null {
  if (!json?.startsWith('"')) return json;
  const inner = String(JSON.parse(json));
  return /^\s*[[{]/.test(inner) && isJson(inner) ? inner : json;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RefusedRow("is no valid JSON");
  }
}

/** The cells of a row below the names of their columns. Throws {@link RefusedRow}. */
export function cellFields(
  names: readonly string[],
  cells: readonly (string | null)[],
): Fields {
  if (cells.length !== names.length) {
    throw new RefusedRow(`has ${cells.length} cells for ${names.length} columns`);
  }
  const values = new Map(names.map((name, place) => [name, cells[place] ?? null]));
  return {
    names,
    text: (name) => values.get(name) ?? null,
    json(name) {
      const text = values.get(name) ?? null;
      if (text === null || text.trim() === "null") return null;
      return isJson(text) ? text : JSON.stringify(text);
    },
  };
}
