import type { AssistantMessage } from "../../types/chat.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import type { DecodeContext, DecodedResponse } from "../protocol.ts";
import { toChatUsage } from "../chat-usage.ts";
import { type Content, readBlocks } from "./blocks.ts";
import { readError, unreadable } from "./errors.ts";
import { explainFinish, finishReason } from "./finish.ts";
import { objectsIn, textOf } from "./read.ts";
import { readUsage } from "./usage.ts";

/** A whole answer. Throws the client's error for an error body, a 502 for what is no message. */
export function decodeResponse(body: JsonValue, context: DecodeContext): DecodedResponse {
  const error = readError(body);
  if (error !== null) throw error;
  if (!isObject(body) || !Array.isArray(body.content)) {
    throw unreadable("The provider sent an answer that is not a message with content.");
  }
  const content = readBlocks(objectsIn(body.content));
  const usage = readUsage(body.usage);
  return {
    completion: {
      id: textOf(body.id) ?? context.id,
      object: "chat.completion",
      created: context.created,
      model: textOf(body.model) ?? context.model,
      choices: [{
        index: 0,
        message: messageOf(content, explainFinish(body)),
        finish_reason: finishReason(body.stop_reason, content.calls.length > 0),
        logprobs: null,
      }],
      ...(usage === null ? {} : { usage: toChatUsage(usage) }),
    },
    usage,
  };
}

function messageOf(content: Content, explanation: JsonObject): AssistantMessage {
  const { text, reasoning, thoughts, calls, annotations } = content;
  const isSilent = text === "" && (calls.length > 0 || explanation.refusal !== undefined);
  return {
    role: "assistant",
    content: isSilent ? null : text,
    refusal: null,
    ...(reasoning === "" ? {} : { reasoning_content: reasoning }),
    ...(thoughts.length === 0 ? {} : { thinking_blocks: thoughts }),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...(annotations.length === 0 ? {} : { annotations }),
    ...explanation,
  };
}
