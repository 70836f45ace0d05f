import { badRequest } from "../../http/error.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { encodeContent } from "./content.ts";
import type { Place } from "./conversation.ts";
import { legacyId, safeId } from "./ids.ts";
import { objectsIn, setMembers, textOf } from "./read.ts";

/**
 * An assistant message as blocks: thoughts, text, tool calls. Thoughts go back only with the
 * signature that Anthropic gave them. Throws a 400 for what cannot be read.
 */
export function encodeAssistant(place: Place): JsonObject[] {
  const { message, param, omissions } = place;
  const texts = encodeContent(message.content, `${param}.content`, omissions);
  const refusal = textOf(message.refusal);
  if (texts.length === 0 && refusal !== undefined) texts.push({ type: "text", text: refusal });
  if (isObject(message.audio)) {
    omissions.refuse(`${param}.audio`, "Send its transcript as content.");
  }
  return [...thoughts(place), ...texts, ...calls(place)];
}

function thoughts({ message, param, omissions }: Place): JsonObject[] {
  const blocks = objectsIn(message.thinking_blocks).map(setMembers);
  const signed = blocks.filter((block) =>
    textOf(block.signature) !== undefined || textOf(block.data) !== undefined
  );
  if (signed.length < blocks.length) omissions.ignore(`${param}.thinking_blocks`);
  if (blocks.length === 0 && textOf(message.reasoning_content) !== undefined) {
    omissions.ignore(`${param}.reasoning_content`);
  }
  return signed;
}

function calls(place: Place): JsonObject[] {
  const { message, index, param } = place;
  const blocks = objectsIn(message.tool_calls).map((call, position) => {
    const path = `${param}.tool_calls[${position}]`;
    const id = textOf(call.id);
    if (id === undefined) throw badRequest(`Set ${path}.id to a string.`, `${path}.id`);
    const mark = isObject(call.cache_control) ? { cache_control: call.cache_control } : {};
    return { ...toolUse(safeId(id), call.function, `${path}.function`), ...mark };
  });
  if (message.function_call === undefined || message.function_call === null) return blocks;
  return [...blocks, toolUse(legacyId(index), message.function_call, `${param}.function_call`)];
}

function toolUse(id: string, source: JsonValue | undefined, param: string): JsonObject {
  const { name, arguments: given } = isObject(source) ? source : {};
  if (textOf(name) === undefined) {
    throw badRequest(`Set ${param}.name to a string.`, `${param}.name`);
  }
  return { type: "tool_use", id, name, input: inputOf(given, `${param}.arguments`) };
}

function inputOf(given: JsonValue | undefined, param: string): JsonObject {
  if (given === undefined || given === null) return {};
  if (isObject(given)) return given;
  let input: unknown;
  try {
    input = typeof given === "string" && given.trim() === "" ? {} : JSON.parse(String(given));
  } catch {
    throw badRequest(`${param} is not JSON. Correct it or remove the call.`, param);
  }
  if (input === null) return {};
  if (isObject(input)) return input;
  throw badRequest(`${param} must hold a JSON object. Correct it.`, param);
}
