import { isObject, type JsonObject } from "../../types/json.ts";

/** The objects of a list; whatever is no object, or no list, is passed over. */
export function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A string, or `undefined` for anything else and for the empty string. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The members of an object that are set: no `null` is forwarded. */
export function setMembers(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== null && member !== undefined),
  );
}
