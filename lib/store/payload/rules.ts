import { isObject, type JsonValue } from "../../types/json.ts";
import { marker } from "../../types/marker.ts";
import { mediaOf } from "./media.ts";
import { isUsageKey, isWord } from "./words.ts";

/** The ids of one payload, numbered as they come. */
export type Ids = Map<string, number>;

/** What of a value is stored. */
export type Rule = (value: JsonValue, ids: Ids) => JsonValue;

/** Rules for single values. */
export const VALUES = {
  /** A text, or whatever stands in its place: only its length stays. */
  text,
  /** A number or a switch of a parameter. */
  plain,
  /** One of the protocol's words, a number or a switch. */
  word,
  /** The name of a model or of a tool. */
  name: (value) =>
    typeof value === "string" && /^[\w.:@/+-]{1,128}$/.test(value) ? value : text(value),
  /** Which calls and results belong together stays, the ids themselves do not. */
  id: (value, ids) => {
    if (typeof value !== "string" || value === "") return text(value);
    const number = ids.get(value) ?? ids.size + 1;
    ids.set(value, number);
    return marker(`id ${number}`);
  },
  /** A file: its type and its size stay. */
  media: (value) => {
    const media = typeof value === "string" ? mediaOf(value, "data") : null;
    return media ? marker(media.type, [media.bytes, "byte"]) : text(value);
  },
  /** What a provider counted. */
  usage: (value) => usage(value, 0),
} as const satisfies Record<string, Rule>;

function text(value: JsonValue): JsonValue {
  if (value === null || value === "") return value;
  const length = typeof value === "string" ? value.length : JSON.stringify(value).length;
  return marker([length, "character"]);
}

function plain(value: JsonValue): JsonValue {
  return typeof value === "number" || typeof value === "boolean" ? value : text(value);
}

function word(value: JsonValue): JsonValue {
  return typeof value === "string" && isWord(value) ? value : plain(value);
}

/** A number as text, as Vercel's gateway has its costs: without it no cost could be computed again. */
function isAmount(text: string): boolean {
  return text.length <= 30 && /^\d+(\.\d+)?$/.test(text);
}

function usage(value: JsonValue, depth: number): JsonValue {
  if (depth > 4) return text(value);
  if (Array.isArray(value)) return value.map((item) => usage(item, depth + 1));
  if (!isObject(value)) return typeof value === "string" && isAmount(value) ? value : word(value);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) =>
      isUsageKey(key) ? [[key, usage(member ?? null, depth + 1)]] : []
    ),
  );
}
