import { badRequest } from "../../http/error.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import { encodeAssistant } from "./assistant.ts";
import type { Omissions } from "./omissions.ts";
import { encodeContent } from "./parts.ts";
import { objectsIn, textOf } from "./read.ts";
import { encodeToolResult } from "./tool-results.ts";

/** A conversation in Gemini's shape. */
export interface EncodedMessages {
  contents: JsonObject[];
  /** Parts of the system instruction; empty when there is none. */
  system: JsonObject[];
}

/** A turn under construction: adjacent messages of one kind share it. */
interface Turn {
  kind: "user" | "model" | "tool";
  parts: JsonObject[];
  /** Parts that follow the others: media of tool results, so that the results stand together. */
  trailing: JsonObject[];
}

/** What the encoding of one conversation remembers. */
interface Conversation {
  model: string;
  omissions: Omissions;
  system: JsonObject[];
  turns: Turn[];
  /** Function names by tool call id. */
  names: Map<string, string>;
}

/** One row per role. */
const ROLES: Readonly<
  Record<string, (talk: Conversation, message: JsonObject, param: string) => void>
> = {
  system: addSystem,
  developer: addSystem,
  user: addUser,
  assistant: addAssistant,
  tool: addToolResult,
};

/**
 * The messages as `contents` and system instruction. System messages of any position are gathered
 * in front, the only place that Gemini has for them. Throws a 400 that names the message at fault.
 */
export function encodeMessages(
  messages: JsonValue | undefined,
  model: string,
  omissions: Omissions,
): EncodedMessages {
  if (!Array.isArray(messages) || messages.length === 0) {
    throw badRequest("Set messages to a list of at least one message.", "messages");
  }
  const talk: Conversation = { model, omissions, system: [], turns: [], names: new Map() };
  messages.forEach((message, index) => {
    const param = `messages[${index}]`;
    const role = isObject(message) ? message.role : undefined;
    const add = typeof role === "string" && Object.hasOwn(ROLES, role) ? ROLES[role] : undefined;
    if (!isObject(message) || add === undefined) {
      const known = Object.keys(ROLES).join(", ");
      throw badRequest(`Set ${param}.role to one of ${known}.`, `${param}.role`);
    }
    if (message.cache_control != null) omissions.ignore(`${param}.cache_control`);
    if (message.name != null && role !== "tool") omissions.ignore(`${param}.name`);
    add(talk, message, param);
  });
  const contents = talk.turns.map((turn) => ({
    role: turn.kind === "model" ? "model" : "user",
    parts: [...turn.parts, ...turn.trailing],
  }));
  if (contents.length > 0) return { contents, system: talk.system };
  if (talk.system.length === 0) {
    throw badRequest("The messages are all empty. Add a message with text.", "messages");
  }
  // Gemini refuses a request of a system instruction alone, which OpenAI allows.
  return { contents: [{ role: "user", parts: talk.system }], system: [] };
}

function addSystem(talk: Conversation, message: JsonObject, param: string): void {
  talk.system.push(...encodeContent(message.content, `${param}.content`, talk.omissions));
}

function addUser(talk: Conversation, message: JsonObject, param: string): void {
  extend(talk, "user", encodeContent(message.content, `${param}.content`, talk.omissions));
}

function addAssistant(talk: Conversation, message: JsonObject, param: string): void {
  for (const call of objectsIn(message.tool_calls)) {
    const name = isObject(call.function) ? textOf(call.function.name) : undefined;
    if (typeof call.id === "string" && name !== undefined) talk.names.set(call.id, name);
  }
  extend(talk, "model", encodeAssistant(message, talk.model, param, talk.omissions));
}

function addToolResult(talk: Conversation, message: JsonObject, param: string): void {
  const id = textOf(message.tool_call_id);
  const name = (id === undefined ? undefined : talk.names.get(id)) ?? textOf(message.name);
  if (name === undefined) {
    throw badRequest(
      `${param} answers no tool call before it. Set tool_call_id to the id of one.`,
      `${param}.tool_call_id`,
    );
  }
  const result = encodeToolResult(message, name, talk.model, param, talk.omissions);
  extend(talk, "tool", [result.response], result.media);
}

function extend(
  talk: Conversation,
  kind: Turn["kind"],
  parts: JsonObject[],
  trailing: JsonObject[] = [],
): void {
  if (parts.length === 0) return;
  const last = talk.turns.at(-1);
  if (last?.kind === kind) {
    last.parts.push(...parts);
    last.trailing.push(...trailing);
  } else talk.turns.push({ kind, parts, trailing });
}
