import { badRequest } from "../../http/error.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { encodeAssistant } from "./assistant.ts";
import { encodeContent } from "./content.ts";
import type { Step } from "./draft.ts";
import type { Omissions } from "./omissions.ts";
import { encodeToolResult } from "./tool-result.ts";
import { arrange, type Turn } from "./turns.ts";

/** One message at its place in the list. */
export interface Place {
  message: JsonObject;
  index: number;
  /** The path of the message, for errors: `messages[3]`. */
  param: string;
  /** All messages. */
  all: readonly JsonValue[];
  omissions: Omissions;
}

/** What a message of each role becomes. */
const ROLES: Readonly<Record<string, { role: Turn["role"]; encode(place: Place): JsonObject[] }>> =
  {
    system: { role: "system", encode: systemBlocks },
    developer: { role: "system", encode: systemBlocks },
    user: { role: "user", encode: userBlocks },
    assistant: { role: "assistant", encode: encodeAssistant },
    tool: { role: "user", encode: encodeToolResult },
    function: { role: "user", encode: encodeToolResult },
  };

/** `messages` → `messages` and `system`. Throws a 400 for what cannot be read. */
export const conversation: Step = {
  fields: ["messages"],
  encode({ chat, traits, omissions, body, system }) {
    const all: readonly JsonValue[] = Array.isArray(chat.messages) ? chat.messages : [];
    const turns = all.map((message, index) => encodeMessage(message, index, all, omissions));
    const arranged = arrange(turns, traits.systemTurns);
    if (arranged.turns.length > 0) {
      body.messages = arranged.turns.map(({ role, content }) => ({ role, content }));
      system.push(...arranged.system);
    } else if (arranged.system.length > 0) {
      // Anthropic refuses a request of a system prompt alone, which OpenAI allows.
      body.messages = [{ role: "user", content: arranged.system }];
    } else {
      throw badRequest("There is nothing to answer. Add a user message with text.", "messages");
    }
  },
};

function encodeMessage(
  message: JsonValue,
  index: number,
  all: readonly JsonValue[],
  omissions: Omissions,
): Turn {
  const param = `messages[${index}]`;
  if (!isObject(message)) {
    throw badRequest(`${param} must be an object with a role. Correct it.`, param);
  }
  const name = typeof message.role === "string" ? message.role : "";
  const role = Object.hasOwn(ROLES, name) ? ROLES[name] : undefined;
  if (role === undefined) {
    const names = Object.keys(ROLES).join(", ");
    throw badRequest(`Set ${param}.role to one of ${names}.`, `${param}.role`);
  }
  const content = role.encode({ message, index, param, all, omissions });
  return { role: role.role, content: cached(content, message.cache_control) };
}

/** A mark on a message holds for its last block, unless that has one of its own. */
function cached(blocks: JsonObject[], mark: JsonValue | undefined): JsonObject[] {
  const last = blocks.at(-1);
  if (!isObject(mark) || last === undefined || last.cache_control !== undefined) return blocks;
  return [...blocks.slice(0, -1), { ...last, cache_control: mark }];
}

function userBlocks({ message, param, omissions }: Place): JsonObject[] {
  if (message.name != null) omissions.ignore(`${param}.name`);
  return encodeContent(message.content, `${param}.content`, omissions);
}

/** Only text can be a system prompt. */
function systemBlocks(place: Place): JsonObject[] {
  const blocks = userBlocks(place);
  const isText = (block: JsonObject) => block.type === "text";
  if (!blocks.every(isText)) {
    place.omissions.refuse(`${place.param}.content`, "Send only text in system messages.");
  }
  return blocks.filter(isText);
}
