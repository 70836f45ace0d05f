import type { ImportedAttempt, ImportedCost } from "../types/imported.ts";
import { isObject, type JsonObject, type JsonValue } from "../types/json.ts";
import { RefusedRow } from "./fields.ts";

/** The upstream calls of an exchange, from an export. Throws {@link RefusedRow}. */
export function attemptsOf(json: string | null): ImportedAttempt[] {
  return objectsOf("attempt_list", json).map((one) => ({
    number: whole(one.number) ?? wrong("attempt_list"),
    started_at: text(one.started_at) ?? wrong("attempt_list"),
    duration_ms: whole(one.duration_ms) ?? wrong("attempt_list"),
    waited_ms: whole(one.waited_ms) ?? wrong("attempt_list"),
    status: whole(one.status),
    error: text(one.error),
  }));
}

/** What an exchange was booked with before, from an export. Throws {@link RefusedRow}. */
export function costHistoryOf(json: string | null): ImportedCost[] {
  return objectsOf("cost_history", json).map((one) => ({
    changed_at: text(one.changed_at) ?? wrong("cost_history"),
    cost_nanos: whole(one.cost_nanos),
    price_source: text(one.price_source),
    price_date: text(one.price_date),
    price_rule: text(one.price_rule),
    cost_detail: (one.cost_detail ?? null) === null ? null : JSON.stringify(one.cost_detail),
  }));
}

function objectsOf(name: string, json: string | null): JsonObject[] {
  if (json === null) return [];
  const list: JsonValue = JSON.parse(json);
  return Array.isArray(list) && list.every(isObject) ? list : wrong(name);
}

function whole(value: JsonValue | undefined): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function wrong(name: string): never {
  throw new RefusedRow(`has a list ${name} that is not as Apantli exports it`);
}
