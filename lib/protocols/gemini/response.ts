import type { AssistantMessage, ChatCompletion } from "../../types/chat.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { toChatUsage } from "../chat-usage.ts";
import type { DecodeContext, DecodedResponse } from "../protocol.ts";
import { extraFields, readParts } from "./candidate.ts";
import { readError, unreadable } from "./errors.ts";
import { blockReason, explainFinish, finishReason } from "./finish.ts";
import { annotationsOf, chargedSearches } from "./grounding.ts";
import { type CallIds, createCallIds } from "./ids.ts";
import { readLogprobs } from "./logprobs.ts";
import { objectsIn, textOf } from "./read.ts";
import { readUsage } from "./usage.ts";

type Choice = ChatCompletion["choices"][number];

/**
 * A `GenerateContentResponse` as a chat completion. A prompt that the provider blocked is one
 * choice without content, `content_filter`. Throws the provider's error when the body holds one,
 * and a 502 when it is no answer.
 */
export function decodeResponse(body: JsonValue, context: DecodeContext): DecodedResponse {
  const error = readError(body);
  if (error !== null) throw error;
  if (!isObject(body)) throw unreadable("The provider's answer is not a JSON object.");
  const candidates = objectsIn(body.candidates);
  const blocked = blockReason(body);
  if (candidates.length === 0 && blocked === undefined) {
    throw unreadable("The provider's answer holds no candidate and no reason for that.");
  }
  const id = textOf(body.responseId) ?? context.id;
  const model = textOf(body.modelVersion) ?? context.model;
  const grounding = candidates.map((candidate) => candidate.groundingMetadata).filter(isObject);
  const usage = readUsage(body.usageMetadata, chargedSearches(grounding, model));
  const ids = createCallIds(context.id);
  const completion: ChatCompletion = {
    id,
    object: "chat.completion",
    created: context.created,
    model,
    choices: candidates.length > 0
      ? candidates.map((candidate, index) => readChoice(candidate, index, ids, id))
      : [blockedChoice(blocked ?? "", body.promptFeedback)],
    ...(usage === null ? {} : { usage: toChatUsage(usage) }),
  };
  return { completion, usage };
}

function readChoice(candidate: JsonObject, position: number, ids: CallIds, id: string): Choice {
  const read = readParts(candidate, ids);
  const native = textOf(candidate.finishReason) ?? "STOP";
  const { provider_specific_fields: parts, ...extra } = extraFields(read, id);
  const specific = {
    ...(isObject(parts) ? parts : {}),
    ...explainFinish(native, candidate.finishMessage),
  };
  const grounding = [candidate.groundingMetadata].filter(isObject);
  const annotations = annotationsOf(grounding, read.text);
  const isEmpty = read.text === "" && read.calls.length > 0;
  const message: AssistantMessage = {
    role: "assistant",
    content: isEmpty ? null : read.text,
    ...(read.reasoning === "" ? {} : { reasoning_content: read.reasoning }),
    ...(read.calls.length > 0 ? { tool_calls: read.calls } : {}),
    ...extra,
    ...(annotations.length > 0 ? { annotations } : {}),
    ...(Object.keys(specific).length > 0 ? { provider_specific_fields: specific } : {}),
  };
  const logprobs = readLogprobs(candidate.logprobsResult);
  return {
    index: typeof candidate.index === "number" ? candidate.index : position,
    message,
    finish_reason: finishReason(native, read.calls.length > 0),
    ...(logprobs === null ? {} : { logprobs }),
  };
}

function blockedChoice(reason: string, feedback: JsonValue | undefined): Choice {
  const sentence = isObject(feedback) ? feedback.blockReasonMessage : undefined;
  return {
    index: 0,
    message: {
      role: "assistant",
      content: "",
      provider_specific_fields: explainFinish(reason, sentence),
    },
    finish_reason: "content_filter",
  };
}
