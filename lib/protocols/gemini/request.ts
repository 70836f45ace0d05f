import { badRequest } from "../../http/error.ts";
import type { ChatRequest } from "../../types/chat.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import type { EncodeContext, EncodedRequest } from "../protocol.ts";
import { encodeMessages } from "./contents.ts";
import { type Draft, ENCODERS } from "./fields.ts";
import { BODY_FIELDS, GENERATION_FIELDS } from "./names.ts";
import { Omissions } from "./omissions.ts";
import { HINTS, REFUSED_FIELDS } from "./refused.ts";

/** Fields that are said elsewhere: in the URL, in `contents`, or merged in below. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set([
  "model",
  "messages",
  "stream",
  "stream_options",
  "generationConfig",
  "generation_config",
  "toolConfig",
  "tool_config",
]);

/**
 * An OpenAI chat request as the body of `generateContent`. Fields that nobody here knows go to the
 * provider untouched; no top-level `null` does. Throws a 400 that names the field for what cannot
 * be read and, unless parameters may be dropped, for what Gemini cannot express.
 * https://ai.google.dev/api/generate-content
 */
export function encodeRequest(chat: ChatRequest, context: EncodeContext): EncodedRequest {
  const omissions = new Omissions(context.dropParams);
  const { contents, system } = encodeMessages(chat.messages, context.model, omissions);
  const draft: Draft = {
    chat,
    model: context.model,
    omissions,
    body: {},
    generation: {},
    tools: [],
  };
  for (const [field, value] of Object.entries(chat)) {
    if (value !== null && value !== undefined && !SAID_ELSEWHERE.has(field)) {
      encodeField(field, value, draft);
    }
  }
  const generation = {
    ...draft.generation,
    ...settings(chat, "generationConfig", "generation_config"),
  };
  const toolConfig = {
    ...(isObject(draft.body.toolConfig) ? draft.body.toolConfig : {}),
    ...settings(chat, "toolConfig", "tool_config"),
  };
  const body: JsonObject = { ...draft.body, contents };
  if (system.length > 0) body.systemInstruction = { parts: system };
  if (draft.tools.length > 0) body.tools = draft.tools;
  if (Object.keys(toolConfig).length > 0) body.toolConfig = toolConfig;
  if (Object.keys(generation).length > 0) body.generationConfig = generation;
  return { body, dropped: omissions.fields };
}

function encodeField(field: string, value: JsonValue, draft: Draft): void {
  const encode = Object.hasOwn(ENCODERS, field) ? ENCODERS[field] : undefined;
  const setting = Object.hasOwn(GENERATION_FIELDS, field) ? GENERATION_FIELDS[field] : undefined;
  const refused = Object.hasOwn(REFUSED_FIELDS, field) ? REFUSED_FIELDS[field] : undefined;
  if (encode !== undefined) encode(value, draft);
  else if (setting !== undefined) draft.generation[setting] = value;
  else if (refused !== undefined) draft.omissions.refuse(field, refused);
  else if (HINTS.has(field)) draft.omissions.ignore(field);
  else {
    draft.body[Object.hasOwn(BODY_FIELDS, field) ? BODY_FIELDS[field] ?? field : field] = value;
  }
}

/** Settings in Gemini's own shape; they win over ours, and their `null`s are left out. */
function settings(chat: ChatRequest, ...names: string[]): JsonObject {
  const merged: JsonObject = {};
  for (const name of names) {
    const value = chat[name];
    if (value === undefined || value === null) continue;
    if (!isObject(value)) throw badRequest(`${name} must be an object. Correct it.`, name);
    for (const [key, setting] of Object.entries(value)) {
      if (setting !== null) merged[key] = setting;
    }
  }
  return merged;
}
