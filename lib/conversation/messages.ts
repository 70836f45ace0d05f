import type { Message, Part } from "../types/conversation.ts";
import { isObject, type JsonObject, type JsonValue } from "../types/json.ts";
import { partsOf, textOf, textPart, toolPart } from "./parts.ts";

/** The messages of a request, oldest first; `null` when it is no conversation. */
export function requestMessages(body: JsonValue): JsonValue[] | null {
  if (!isObject(body)) return null;
  const { messages, input, prompt, system, instructions } = body;
  const before = system ?? instructions;
  const first = before === undefined || before === null
    ? []
    : [{ role: "system", content: before }];
  for (const said of [messages, input, prompt]) {
    if (Array.isArray(said)) return [...first, ...said];
    if (typeof said === "string") return [...first, { role: "user", content: said }];
  }
  return null;
}

/** What an answer says, a message for each choice; `null` when it is no conversation. */
export function answerMessages(body: JsonValue): Message[] | null {
  if (!isObject(body)) return null;
  const { choices, content, output } = body;
  if (Array.isArray(choices)) {
    return choices.filter(isObject).map((choice, place) => ({
      ...(isObject(choice.message)
        ? messageOf(choice.message)
        : { role: "assistant", name: null, parts: partsOf(choice.text) }),
      name: choices.length > 1 ? `choice ${place + 1}` : null,
    }));
  }
  const said = Array.isArray(content) ? content : output;
  if (!Array.isArray(said)) return null;
  return [{ role: "assistant", name: null, parts: said.flatMap((item) => itemParts(item)) }];
}

/** One message as it is shown. */
export function messageOf(message: JsonValue): Message {
  if (!isObject(message)) {
    return { role: "user", name: null, parts: partsOf(message) };
  }
  const role = textOf(message.role);
  if (role === null) {
    const isResult = message.type === "function_call_output";
    return { role: isResult ? "tool" : "assistant", name: null, parts: itemParts(message) };
  }
  const isTool = role === "tool" || role === "function";
  const parts = isTool
    ? [toolPart("result", message.name, message.tool_call_id, toolText(message.content))]
    : [...reasoningOf(message), ...itemParts(message), ...refusalOf(message), ...callsOf(message)];
  return { role, name: isTool ? null : textOf(message.name), parts };
}

/** An item of Responses has its content in `content`, or is itself a part. */
function itemParts(item: JsonValue): Part[] {
  if (isObject(item) && (item.content !== undefined || item.type === undefined)) {
    return partsOf(item.content);
  }
  return isObject(item) && item.type === "message" ? [] : partsOf([item]);
}

/** Parts of a tool's answer that are all texts are one. */
function toolText(content: JsonValue | undefined): JsonValue | undefined {
  if (!Array.isArray(content)) return content;
  const texts = content.map((part) => isObject(part) ? part.text : part);
  return texts.every((text) => typeof text === "string") ? texts.join("\n") : content;
}

/** Anthropic's blocks, which repeat `reasoning_content`, count where that is missing. */
function reasoningOf({ reasoning_content, reasoning, thinking_blocks }: JsonObject): Part[] {
  const text = textOf(reasoning_content) ?? textOf(reasoning);
  if (text !== null) return text === "" ? [] : [textPart("reasoning", text)];
  return partsOf(thinking_blocks);
}

function refusalOf({ refusal }: JsonObject): Part[] {
  return typeof refusal === "string" && refusal !== "" ? [textPart("refusal", refusal)] : [];
}

function callsOf({ tool_calls, function_call, images }: JsonObject): Part[] {
  const calls = Array.isArray(tool_calls) ? tool_calls.filter(isObject) : [];
  const old = isObject(function_call) ? [toolCall("", function_call)] : [];
  return [
    ...partsOf(Array.isArray(images) ? images : null),
    ...calls.map((call) => toolCall(call.id, call.function ?? call.custom)),
    ...old,
  ];
}

function toolCall(id: JsonValue | undefined, called: JsonValue | undefined): Part {
  const { name, arguments: given, input } = isObject(called) ? called : {};
  return toolPart("call", name, id, given ?? input ?? "");
}
