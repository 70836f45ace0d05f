import { badRequest } from "../../http/error.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { encodeContent } from "./content.ts";
import type { Place } from "./conversation.ts";
import { answeredId, safeId } from "./ids.ts";
import { textOf } from "./read.ts";

/** A `tool` (or the older `function`) message as one `tool_result` block. */
export function encodeToolResult(place: Place): JsonObject[] {
  const { message, param, omissions } = place;
  const blocks = encodeContent(message.content, `${param}.content`, omissions);
  const mark = blocks.map((block) => block.cache_control).findLast(isObject);
  return [{
    type: "tool_result",
    tool_use_id: idOf(place),
    content: contentOf(blocks),
    ...(message.is_error === true ? { is_error: true } : {}),
    // Anthropic caches up to a block of the message, not up to one inside of the result.
    ...(mark === undefined ? {} : { cache_control: mark }),
  }];
}

function idOf({ message, param, index, all }: Place): string {
  const id = textOf(message.tool_call_id);
  if (id !== undefined) return safeId(id);
  const legacy = message.role === "function" ? answeredId(all, index) : undefined;
  if (legacy !== undefined) return legacy;
  const advice = "Set it to the id of the call that this message answers.";
  throw badRequest(`${param}.tool_call_id is missing. ${advice}`, `${param}.tool_call_id`);
}

function contentOf(blocks: JsonObject[]): JsonValue {
  const [first, ...more] = blocks;
  if (first === undefined) return "";
  if (more.length === 0 && typeof first.text === "string") return first.text;
  return blocks.map(({ cache_control: _, ...block }) => block);
}
