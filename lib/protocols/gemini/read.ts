import { isObject, type JsonObject } from "../../types/json.ts";

/** The objects of a list; whatever is no object, or no list, is passed over. */
export function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A string, or `undefined` for anything else and for the empty string. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A count of something: a finite number not below zero, 0 for anything else. */
export function countOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : 0;
}
