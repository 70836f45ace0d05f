import type { Quirks } from "./quirks.ts";
import { elementSpans, memberSpans } from "../../json/spans.ts";
import { type Edit, removals, spliceMembers } from "../../json/splice.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";

/** What the splice needs beside the body: all of it comes from the target. */
export interface SpliceContext {
  /** The model name for the provider. */
  model: string;
  /** Default parameters: they fill what the client leaves out or sends as `null`. */
  defaults: JsonObject;
  quirks: Quirks;
}

/**
 * The client's body as the provider gets it: the model's name is spliced in, defaults are added, `null`
 * members go, usage is asked for in streams and the provider's declared quirks are met. Every other
 * byte stays as the client sent it.
 *
 * `text` is the body, `body` the same parsed.
 */
export function spliceRequest(text: string, body: JsonObject, context: SpliceContext): string {
  const { quirks } = context;
  const set = new Map<string, JsonValue>();
  const remove = new Set<string>();
  const rename = new Map<string, string>();
  const sent = new Set<string>();
  for (const [key, value] of Object.entries(body)) {
    const name = providersName(key, quirks);
    if (!isSet(value) || (name !== key && isSet(body[name]))) remove.add(key);
    else {
      sent.add(sameField(key));
      if (name !== key) rename.set(key, name);
    }
  }
  for (const [key, value] of Object.entries(context.defaults)) {
    if (!isSet(value) || sent.has(sameField(key))) continue;
    set.set(providersName(key, quirks), value);
  }
  set.set("model", context.model);
  askForUsage({ ...body, ...Object.fromEntries(set) }, quirks, set, remove);
  for (const key of set.keys()) remove.delete(key);
  return spliceMembers(text, { set, remove, rename }, messageEdits(text, body, quirks));
}

function isSet(value: JsonValue | undefined): value is JsonValue {
  return value !== undefined && value !== null;
}

const LIMITS = ["max_tokens", "max_completion_tokens"];

/** What the provider calls a request field. */
function providersName(key: string, quirks: Quirks): string {
  if (LIMITS.includes(key) && quirks.maxTokens !== "either") return quirks.maxTokens;
  return Object.hasOwn(quirks.rename, key) ? quirks.rename[key] ?? key : key;
}

/** Both token limits mean the same: a default for one does not join the client's other. */
function sameField(key: string): string {
  return LIMITS.includes(key) ? "max_tokens" : key;
}

/** A stream without usage has no cost, so it is always asked for (clients.md, rule 1). */
function askForUsage(
  body: JsonObject,
  quirks: Quirks,
  set: Map<string, JsonValue>,
  remove: Set<string>,
) {
  if (quirks.streamUsage === "always") {
    if (set.delete("stream_options") || "stream_options" in body) remove.add("stream_options");
    return;
  }
  if (body.stream !== true) return;
  const options = isObject(body.stream_options) ? body.stream_options : {};
  if (options.include_usage === true) return;
  set.set("stream_options", { ...options, include_usage: true });
}

/** What has to change inside of messages: the role `developer`, and fields that the provider refuses. */
function messageEdits(text: string, body: JsonObject, quirks: Quirks): Edit[] {
  if (!Array.isArray(body.messages)) return [];
  const refused = new Set(quirks.refusedInMessages);
  const needsEdit = body.messages.map((message) =>
    isObject(message) &&
    ((!quirks.developerRole && message.role === "developer") ||
      quirks.refusedInMessages.some((field) => field in message))
  );
  if (!needsEdit.includes(true)) return [];
  const messages = memberSpans(text).find((span) => span.key === "messages");
  if (!messages) return [];
  return elementSpans(text, messages.valueStart).flatMap((element, index) => {
    if (!needsEdit[index]) return [];
    const spans = memberSpans(text, element.start);
    const edits = removals(spans, refused);
    const role = spans.find((span) => span.key === "role");
    if (!role || quirks.developerRole) return edits;
    const isDeveloper = text.slice(role.valueStart, role.valueEnd) === '"developer"';
    return isDeveloper
      ? [...edits, { start: role.valueStart, end: role.valueEnd, text: '"system"' }]
      : edits;
  });
}
