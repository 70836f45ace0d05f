import { badRequest } from "../../http/error.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { inlinePart, mediaPart, typeByName } from "./media.ts";
import type { Omissions } from "./omissions.ts";
import { textOf } from "./read.ts";

/** Encodes one content part; `null` when it holds nothing. */
type PartEncoder = (part: JsonObject, param: string) => JsonObject | null;

/** One encoder per type of content part, with the media type of a URL that suggests none. */
const ENCODERS: Readonly<Record<string, PartEncoder>> = {
  text: plainText("text"),
  input_text: plainText("text"),
  output_text: plainText("text"),
  refusal: plainText("refusal"),
  image_url: byUrl("image_url", "image/jpeg"),
  video_url: byUrl("video_url", "video/mp4"),
  audio_url: byUrl("audio_url", "audio/mpeg"),
  input_audio: audio,
  file,
};

/**
 * A message's `content` as Gemini parts, in its order; empty text is left out, since Gemini
 * refuses it. `param` is the path of the content. Throws a 400 for a part that cannot be read.
 */
export function encodeContent(
  content: JsonValue | undefined,
  param: string,
  omissions: Omissions,
): JsonObject[] {
  if (content === null || content === undefined || content === "") return [];
  if (typeof content === "string") return [{ text: content }];
  if (!Array.isArray(content)) {
    throw badRequest(`${param} must be a string or a list of parts. Correct it.`, param);
  }
  return content.flatMap((part, index) => {
    const encoded = encodePart(part, `${param}[${index}]`, omissions);
    return encoded === null ? [] : [encoded];
  });
}

function encodePart(part: JsonValue, param: string, omissions: Omissions): JsonObject | null {
  if (typeof part === "string") return part === "" ? null : { text: part };
  if (!isObject(part)) {
    throw badRequest(`${param} must be an object with a type. Correct it.`, param);
  }
  // Gemini caches by itself; a cache of one's own is named by `cachedContent`.
  if (part.cache_control != null) omissions.ignore(`${param}.cache_control`);
  const detail = isObject(part.image_url) ? part.image_url.detail : undefined;
  if (detail === "low" || detail === "high") omissions.ignore(`${param}.image_url.detail`);
  const type = textOf(part.type) ?? "";
  const encoder = Object.hasOwn(ENCODERS, type) ? ENCODERS[type] : undefined;
  if (encoder !== undefined) return encoder(part, param);
  omissions.refuse(param, `Remove the part of type ${JSON.stringify(type)}.`);
  return null;
}

function plainText(field: string): PartEncoder {
  return (part, param) => {
    const text = part[field];
    if (typeof text !== "string") {
      throw badRequest(
        `${param}.${field} must be a string. Set it to the text.`,
        `${param}.${field}`,
      );
    }
    return text === "" ? null : { text };
  };
}

function byUrl(field: string, fallback: string): PartEncoder {
  return (part, param) => {
    const holder = part[field];
    const url = isObject(holder) ? holder.url : holder;
    const type = isObject(holder) ? textOf(holder.format) : undefined;
    return mediaPart(required(url, `${param}.${field}.url`), type, fallback, `${param}.${field}`);
  };
}

function audio(part: JsonObject, param: string): JsonObject {
  const holder = isObject(part.input_audio) ? part.input_audio : {};
  const data = required(holder.data, `${param}.input_audio.data`);
  const format = textOf(holder.format) ?? "wav";
  const type = format.includes("/") ? format : typeByName(`x.${format}`) ?? `audio/${format}`;
  return data.startsWith("data:")
    ? mediaPart(data, undefined, type, `${param}.input_audio.data`)
    : inlinePart(type, data);
}

function file(part: JsonObject, param: string): JsonObject {
  const holder = isObject(part.file) ? part.file : {};
  const type = textOf(holder.format) ?? typeByName(textOf(holder.filename) ?? "");
  const reference = textOf(holder.file_id);
  if (reference !== undefined) {
    return mediaPart(reference, type, "application/pdf", `${param}.file.file_id`);
  }
  const data = required(holder.file_data, `${param}.file.file_data`);
  // A data URL names its own type, and it knows better than the file's name.
  if (data.startsWith("data:")) {
    return mediaPart(data, textOf(holder.format), "application/pdf", `${param}.file.file_data`);
  }
  if (/^(https?|gs):\/\//.test(data)) {
    return mediaPart(data, type, "application/pdf", `${param}.file.file_data`);
  }
  return inlinePart(type ?? "application/pdf", data);
}

function required(value: JsonValue | undefined, param: string): string {
  const text = textOf(value);
  if (text === undefined) throw badRequest(`${param} is missing. Set it to a string.`, param);
  return text;
}
