import type { ProjectRule } from "../config/types.ts";
import { isObject, type JsonObject } from "../types/json.ts";

/** A longer name would flood reports. */
const LONGEST = 64;

/**
 * The project that an exchange belongs to; `null` for none. What the client says comes first: the
 * header (which `/p/<name>/v1/…` sets), then `metadata.project` of OpenAI's request; then the rules
 * of the configuration, in their order; then OpenAI's `user`.
 */
export function projectOf(
  headers: Headers,
  body: JsonObject,
  rules: readonly ProjectRule[],
): string | null {
  const { metadata, user } = body;
  return nameOf(headers.get("x-apantli-project")) ??
    nameOf(isObject(metadata) ? metadata.project : null) ??
    rules.find((rule) => applies(rule, headers))?.project ??
    nameOf(user);
}

function nameOf(value: unknown): string | null {
  const name = typeof value === "string" ? value.trim().slice(0, LONGEST).trim() : "";
  return name === "" ? null : name;
}

function applies({ header, matches }: ProjectRule, headers: Headers): boolean {
  const value = headers.get(header);
  return value !== null && isLike(value.toLowerCase(), matches.toLowerCase());
}

/** Whether a text is like a pattern, in which `*` stands for any text. Time is linear in both. */
function isLike(text: string, pattern: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.endsWith(last) && text.length - last.length >= at;
}
