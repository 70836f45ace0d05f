import { isObject, type JsonValue } from "../../types/json.ts";
import { isMarker } from "../../types/marker.ts";

/** What of an exchange can be searched. */
export interface Document {
  text: string;
  /** The tools that the model called. */
  tools: string[];
}

/** A conversation up to so many characters is indexed whole with each of its turns. */
const SHORT = 16_000;
/** Beyond this a text is data, not words. */
const LONGEST = 200_000;

/**
 * The searchable text of an exchange: what was asked and what was answered. Of a long conversation
 * only what is new in this turn: what was said before is found in the turn in which it was said.
 */
export function documentOf(request: string | null, response: string | null): Document {
  const asked = parsed(request);
  const answered = parsed(response);
  const messages = isObject(asked) && Array.isArray(asked.messages) ? asked.messages : null;
  const choices = isObject(answered) && Array.isArray(answered.choices) ? answered.choices : null;
  const answers = choices?.map((choice) => isObject(choice) ? choice.message ?? null : null);
  const isShort = (request?.length ?? 0) <= SHORT;
  const said = messages === null
    ? allTexts(asked)
    : (isShort ? messages : newest(messages)).flatMap(textsOf);
  const texts = [...said, ...answers?.flatMap(textsOf) ?? allTexts(answered)];
  return {
    text: texts.join("\n").slice(0, LONGEST),
    tools: [...new Set(answers?.flatMap(calledTools) ?? [])],
  };
}

/** Of what is no conversation, every text. */
function allTexts(value: JsonValue): string[] {
  if (typeof value === "string") return isNoText(value) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(allTexts);
  return isObject(value) ? Object.values(value).flatMap((member) => allTexts(member ?? null)) : [];
}

/** The messages after the last one of the assistant. */
function newest(messages: JsonValue[]): JsonValue[] {
  const last = messages.findLastIndex((message) =>
    isObject(message) && message.role === "assistant"
  );
  return messages.slice(last + 1);
}

/** Members of a message that hold words; the others are names, ids and files. */
const WORDS = new Set([
  ...["content", "text", "reasoning_content", "refusal", "name", "arguments", "input_text"],
]);
const CONTAINERS = new Set(["tool_calls", "function", "function_call", "content", "input"]);

function textsOf(value: JsonValue): string[] {
  if (typeof value === "string") return isNoText(value) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if (typeof member === "string") return WORDS.has(key) && !isNoText(member) ? [member] : [];
    return CONTAINERS.has(key) ? textsOf(member ?? null) : [];
  });
}

/** Files, and what stands in place of a text that is not stored. */
function isNoText(text: string): boolean {
  return isMarker(text) || text.startsWith("data:") ||
    (text.length > 1000 && !/\s/.test(text.slice(0, 1000)));
}

function calledTools(message: JsonValue): string[] {
  if (!isObject(message) || !Array.isArray(message.tool_calls)) return [];
  return message.tool_calls.flatMap((call) => {
    const name = isObject(call) && isObject(call.function) ? call.function.name : null;
    return typeof name === "string" ? [name] : [];
  });
}

function parsed(text: string | null): JsonValue {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
