import type { ChatRequest } from "../../types/chat.ts";
import type { JsonObject, JsonValue } from "../../types/json.ts";
import type { ModelTraits } from "./model.ts";
import type { Omissions } from "./omissions.ts";

/** A request under construction. */
export interface Draft {
  chat: ChatRequest;
  traits: ModelTraits;
  omissions: Omissions;
  body: JsonObject;
  /** Text blocks of the system prompt. */
  system: JsonObject[];
  /** `output_config`, as far as we make it. */
  output: JsonObject;
}

/** One step of encoding, and the fields of the client's request that it answers for. */
export interface Step {
  fields: readonly string[];
  encode(draft: Draft): void;
}

/** A field that the client has set; `undefined` for `null` too, which means the same. */
export function fieldOf(chat: ChatRequest, name: string): JsonValue | undefined {
  return chat[name] ?? undefined;
}
