import { isObject, type JsonObject, type JsonValue } from "../types/json.ts";
import { type Fields, unwrapped } from "./fields.ts";

/** What the client sent, as far as LiteLLM was told to store it. JSON text. */
export function requestOf(fields: Fields): string | null {
  const whole = payloadOf(fields.json("proxy_server_request"));
  if (whole !== null) return whole;
  const messages = payloadOf(fields.json("messages"));
  if (messages === null) return null;
  const model = fields.text("model_group") || fields.text("model");
  return `{"model":${JSON.stringify(model)},"messages":${messages}}`;
}

/** A payload as JSON text; LiteLLM writes `{}` for one that it does not store. */
export function payloadOf(json: string | null): string | null {
  const text = unwrapped(json);
  return text === null || /^(?:\{\s*\}|\[\s*\]|"\s*")$/.test(text.trim()) ? null : text;
}

/** A column that holds an object; an empty one for anything else. */
export function objectOf(json: string | null): JsonObject {
  const value = valueOf(json);
  return isObject(value) ? value : {};
}

/** `request_tags`. */
export function tagsOf(fields: Fields): string[] {
  const tags = valueOf(fields.json("request_tags"));
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
}

/** What is worth keeping without a column of its own. Nothing that names a key by its hash. */
export function notesOf(fields: Fields, metadata: JsonObject): string {
  const columns = ["call_type", "cache_hit", "user", "team_id", "organization_id", "session_id"];
  const members = ["user_api_key_alias", "user_api_key_team_alias", "cost_breakdown"];
  const tags = tagsOf(fields).filter((tag) => !tag.startsWith("User-Agent: "));
  const facts: [string, JsonValue | undefined][] = [
    ...columns.map((name): [string, JsonValue] => [name, fields.text(name)]),
    ["request_tags", tags.length === 0 ? null : tags],
    ...members.map((name): [string, JsonValue | undefined] => [name, metadata[name]]),
  ];
  const known = facts.filter(([, value]) => value !== undefined && value !== null && value !== "");
  return JSON.stringify({ litellm: Object.fromEntries(known) });
}

function valueOf(json: string | null): JsonValue {
  const text = unwrapped(json);
  return text === null ? null : JSON.parse(text);
}
