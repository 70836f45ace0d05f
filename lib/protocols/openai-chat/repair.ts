import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";

/**
 * Mends a completion or a chunk of a provider that leaves OpenAI's shape (Mistral: content as a list
 * with thinking parts, tool calls without `index` or `type`). Returns `null` when nothing has to be
 * mended, so that the provider's bytes can stay as they are.
 *
 * `callIndexes` is the stream's memory: the index that each tool call's id got, empty at its start.
 */
export function repaired(
  body: JsonObject,
  callIndexes: Map<string, number> = new Map(),
): JsonObject | null {
  if (!Array.isArray(body.choices)) return null;
  let changed = false;
  const choices = body.choices.map((choice) => {
    if (!isObject(choice)) return choice;
    const field = isObject(choice.delta) ? "delta" : "message";
    const message = choice[field];
    if (!isObject(message)) return choice;
    const mended = repairedMessage(message, field === "delta" ? callIndexes : null);
    if (mended === null) return choice;
    changed = true;
    return { ...choice, [field]: mended };
  });
  return changed ? { ...body, choices } : null;
}

/** `indexes` is `null` for a whole message, whose tool calls have no index. */
function repairedMessage(
  message: JsonObject,
  indexes: Map<string, number> | null,
): JsonObject | null {
  const content = Array.isArray(message.content) ? flattened(message.content) : {};
  const calls = Array.isArray(message.tool_calls) ? message.tool_calls : [];
  const lacks = calls.some((call) => isObject(call) && lacksShape(call, indexes !== null));
  if (!Array.isArray(message.content) && !lacks) return null;
  return {
    ...message,
    ...content,
    ...(lacks ? { tool_calls: calls.map((call) => withShape(call, indexes)) } : {}),
  };
}

/** A list of parts as OpenAI's text, with thinking under the name that clients read. */
function flattened(parts: JsonValue[]): JsonObject {
  const text = parts.map((part) => textOf(part, "text")).join("");
  const thinking = parts.map((part) => textOf(part, "thinking")).join("");
  return { content: text, ...(thinking === "" ? {} : { reasoning_content: thinking }) };
}

function textOf(part: JsonValue, type: "text" | "thinking"): string {
  if (typeof part === "string") return type === "text" ? part : "";
  if (!isObject(part) || part.type !== type) return "";
  const value = part[type];
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map((inner) => textOf(inner, "text")).join("") : "";
}

function lacksShape(call: JsonObject, isDelta: boolean): boolean {
  return call.type !== "function" || (isDelta && typeof call.index !== "number") ||
    (isObject(call.function) && isObject(call.function.arguments));
}

function withShape(call: JsonValue, indexes: Map<string, number> | null): JsonValue {
  if (!isObject(call)) return call;
  const place = indexes && typeof call.index !== "number" ? { index: indexOf(call, indexes) } : {};
  const callee = isObject(call.function) && isObject(call.function.arguments)
    ? { function: { ...call.function, arguments: JSON.stringify(call.function.arguments) } }
    : {};
  return { ...place, ...call, ...callee, type: "function" };
}

/** The same id keeps its index; a piece without an id belongs to the call before it. */
function indexOf(call: JsonObject, indexes: Map<string, number>): number {
  if (typeof call.id !== "string" || call.id === "" || call.id === "null") {
    return Math.max(0, indexes.size - 1);
  }
  const index = indexes.get(call.id) ?? indexes.size;
  indexes.set(call.id, index);
  return index;
}
