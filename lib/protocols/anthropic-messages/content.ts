import { badRequest } from "../../http/error.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { blockOf, type Source } from "./media.ts";
import type { Omissions } from "./omissions.ts";
import { setMembers, textOf } from "./read.ts";

/** Encodes one content part; `null` when it holds nothing. */
type PartEncoder = (part: JsonObject, param: string, omissions: Omissions) => JsonObject | null;

/** OpenAI's types of parts. All others are taken for Anthropic's own blocks and go through. */
const ENCODERS: Readonly<Record<string, PartEncoder>> = {
  text: plainText("text"),
  input_text: plainText("text"),
  output_text: plainText("text"),
  refusal: plainText("refusal"),
  image_url: image,
  file,
  input_audio: notExpressible("Remove the audio or send its transcript."),
  video_url: notExpressible("Remove the video."),
};

/** Anthropic's own members, which clients may set on any part. */
const KEPT = ["cache_control", "citations", "title", "context"];

/**
 * A message's `content` as blocks, in its order. Text of white space alone is left out, since
 * Anthropic refuses it. `param` is the path of the content. Throws a 400 for what cannot be read.
 */
export function encodeContent(
  content: JsonValue | undefined,
  param: string,
  omissions: Omissions,
): JsonObject[] {
  if (content === null || content === undefined) return [];
  const parts = typeof content === "string" ? [content] : content;
  if (!Array.isArray(parts)) {
    throw badRequest(`${param} must be a string or a list of parts. Correct it.`, param);
  }
  return parts.map((part, index) => encodePart(part, `${param}[${index}]`, omissions))
    .filter((block) => block !== null);
}

function encodePart(part: JsonValue, param: string, omissions: Omissions): JsonObject | null {
  if (typeof part === "string") return textBlock(part, {});
  const type = isObject(part) ? textOf(part.type) : undefined;
  if (!isObject(part) || type === undefined) {
    throw badRequest(`${param} must be an object with a type. Correct it.`, param);
  }
  const encode = Object.hasOwn(ENCODERS, type) ? ENCODERS[type] : undefined;
  return encode === undefined ? setMembers(part) : encode(part, param, omissions);
}

function textBlock(text: string, kept: JsonObject): JsonObject | null {
  return text.trim() === "" ? null : { type: "text", text, ...kept };
}

function plainText(field: string): PartEncoder {
  return (part, param) => {
    const text = part[field];
    if (typeof text !== "string") {
      const path = `${param}.${field}`;
      throw badRequest(`${path} must be a string. Set it to the text.`, path);
    }
    return textBlock(text, keptOf(part));
  };
}

function notExpressible(advice: string): PartEncoder {
  return (_part, param, omissions) => {
    omissions.refuse(param, advice);
    return null;
  };
}

function image(part: JsonObject, param: string, omissions: Omissions): JsonObject | null {
  const holder = isObject(part.image_url) ? part.image_url : { url: part.image_url };
  if (holder.detail === "low" || holder.detail === "high") {
    omissions.ignore(`${param}.image_url.detail`);
  }
  const path = `${param}.image_url.url`;
  const source: Source = {
    reference: required(holder.url, path),
    type: textOf(holder.format),
    fallback: "image/jpeg",
    name: undefined,
  };
  return finish(source, part, path, omissions);
}

function file(part: JsonObject, param: string, omissions: Omissions): JsonObject | null {
  const holder = isObject(part.file) ? part.file : {};
  const field = textOf(holder.file_id) === undefined ? "file_data" : "file_id";
  const path = `${param}.file.${field}`;
  const source: Source = {
    reference: required(holder[field], path),
    type: textOf(holder.format),
    fallback: "application/pdf",
    name: textOf(holder.filename),
  };
  if (field === "file_id" && !/^(https?|data):/.test(source.reference)) {
    return {
      type: "document",
      source: { type: "file", file_id: source.reference },
      ...keptOf(part),
    };
  }
  return finish(source, part, path, omissions);
}

function finish(
  source: Source,
  part: JsonObject,
  param: string,
  omissions: Omissions,
): JsonObject | null {
  const block = blockOf(source, param);
  if (block !== null) return { ...block, ...keptOf(part) };
  omissions.refuse(param, "Send an image, a PDF or a text document.");
  return null;
}

function keptOf(part: JsonObject): JsonObject {
  return setMembers(Object.fromEntries(KEPT.map((name) => [name, part[name]])));
}

function required(value: JsonValue | undefined, param: string): string {
  const text = textOf(value);
  if (text === undefined) throw badRequest(`${param} is missing. Set it to a string.`, param);
  return text;
}
