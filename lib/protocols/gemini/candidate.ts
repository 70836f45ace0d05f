import type { ToolCall } from "../../types/chat.ts";
import { isObject, type JsonObject } from "../../types/json.ts";
import type { CallIds } from "./ids.ts";
import { objectsIn, textOf } from "./read.ts";
import { signatureFields } from "./signature.ts";

/** What the parts of a candidate (or of one streamed piece of it) hold, in OpenAI's terms. */
export interface CandidateParts {
  text: string;
  reasoning: string;
  calls: ToolCall[];
  /** Pictures as data URLs, in the shape that LiteLLM gave them. */
  images: JsonObject[];
  /** Base64 of the audio; empty when there is none. */
  audio: string;
  /** The signature of the text, to be sent back in the next turn. */
  signature: string | undefined;
  /** Parts that OpenAI's format has no place for (code execution …), as the provider sent them. */
  others: JsonObject[];
}

/** Reads a candidate's parts. Thoughts count as reasoning, code and its results are not text. */
export function readParts(candidate: JsonObject, ids: CallIds): CandidateParts {
  const read: CandidateParts = {
    text: "",
    reasoning: "",
    calls: [],
    images: [],
    audio: "",
    signature: undefined,
    others: [],
  };
  const content = isObject(candidate.content) ? candidate.content : {};
  for (const part of objectsIn(content.parts)) addPart(read, part, ids);
  return read;
}

/**
 * The fields of a message or a delta beside its text, reasoning and calls. `others` stand in
 * `provider_specific_fields`, where LiteLLM's clients look for them. `id` names the audio.
 */
export function extraFields(read: CandidateParts, id: string): JsonObject {
  return {
    ...(read.images.length > 0 ? { images: read.images } : {}),
    ...(read.audio === "" ? {} : { audio: { id, data: read.audio } }),
    ...signatureFields(read.signature),
    ...(read.others.length > 0 ? { provider_specific_fields: { parts: read.others } } : {}),
  };
}

function addPart(read: CandidateParts, part: JsonObject, ids: CallIds): void {
  const signature = textOf(part.thoughtSignature);
  if (isObject(part.functionCall)) {
    read.calls.push(toolCall(part.functionCall, signature, ids));
    return;
  }
  if (typeof part.text === "string") {
    if (part.thought === true) read.reasoning += part.text;
    else read.text += part.text;
  } else if (isObject(part.inlineData)) {
    // Drafts that the model thought in pictures are no part of the answer.
    if (part.thought !== true) addMedia(read, part, part.inlineData);
  } else if (Object.keys(part).some((key) => key !== "thoughtSignature" && key !== "thought")) {
    read.others.push(part);
    return;
  }
  if (part.thought !== true && signature !== undefined) read.signature = signature;
}

function addMedia(read: CandidateParts, part: JsonObject, data: JsonObject): void {
  const type = textOf(data.mimeType) ?? "";
  const base64 = textOf(data.data) ?? "";
  if (type.startsWith("image/")) {
    read.images.push({ type: "image_url", image_url: { url: `data:${type};base64,${base64}` } });
  } else if (type.startsWith("audio/") && read.audio === "") read.audio = base64;
  else read.others.push(part);
}

function toolCall(call: JsonObject, signature: string | undefined, ids: CallIds): ToolCall {
  return {
    id: ids(call.id),
    type: "function",
    function: {
      name: textOf(call.name) ?? "",
      arguments: JSON.stringify(isObject(call.args) ? call.args : {}),
    },
    ...signatureFields(signature),
  };
}
