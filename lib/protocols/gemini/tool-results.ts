import { badRequest } from "../../http/error.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { generationOf } from "./model.ts";
import type { Omissions } from "./omissions.ts";
import { encodeContent } from "./parts.ts";
import { textOf } from "./read.ts";

/** One tool message: its `functionResponse`, and media that have to stand beside it. */
export interface EncodedResult {
  response: JsonObject;
  media: JsonObject[];
}

/** Media that generation 3 reads inside a `functionResponse`. */
const NESTED_MEDIA = /^(image\/|application\/pdf$)/;

/** Integers beyond what JSON numbers carry: such a text is not parsed, so that it stays exact. */
const LONG_NUMBER = /\d{16,}/;

/**
 * A tool message as `functionResponse`. `name` is the called function's, which Gemini wants and
 * OpenAI does not send. Text that is a JSON object becomes the response itself, other text its
 * `result`. Throws a 400 when the content cannot be read.
 */
export function encodeToolResult(
  message: JsonObject,
  name: string,
  model: string,
  param: string,
  omissions: Omissions,
): EncodedResult {
  const parts = encodeContent(message.content, `${param}.content`, omissions);
  const text = parts.flatMap((part) => typeof part.text === "string" ? [part.text] : []).join("");
  const media = parts.filter((part) => typeof part.text !== "string");
  const nested = generationOf(model) >= 3 ? media.filter(isNestable) : [];
  const id = textOf(message.tool_call_id);
  return {
    response: {
      functionResponse: {
        ...(id === undefined ? {} : { id }),
        name,
        response: responseOf(text),
        ...(nested.length > 0 ? { parts: nested } : {}),
      },
    },
    media: media.filter((part) => !nested.includes(part)),
  };
}

/**
 * The JSON text of a tool call's arguments as an object; empty text is `{}`.
 * Throws a 400 that names `param` for anything else: Gemini takes arguments as an object only.
 */
export function parseArguments(text: JsonValue | undefined, param: string): JsonObject {
  if (text === undefined || text === null || isObject(text)) return text ?? {};
  if (typeof text === "string" && text.trim() === "") return {};
  const parsed = typeof text === "string" ? parse(text) : undefined;
  if (parsed === null) return {};
  if (!isObject(parsed)) {
    throw badRequest(`${param} is not the JSON text of an object. Correct it.`, param);
  }
  return parsed;
}

function responseOf(text: string): JsonObject {
  const parsed = text.trimStart().startsWith("{") && !LONG_NUMBER.test(text)
    ? parse(text)
    : undefined;
  return isObject(parsed) ? parsed : { result: text };
}

function isNestable(part: JsonObject): boolean {
  const type = isObject(part.inlineData) ? part.inlineData.mimeType : undefined;
  return typeof type === "string" && NESTED_MEDIA.test(type);
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
