import type { SseEvent } from "../../../lib/http/sse.ts";
import type { ChatRequest } from "../../../lib/types/chat.ts";
import { isObject, type JsonObject, type JsonValue } from "../../../lib/types/json.ts";
import type { EncodedRequest } from "../../../lib/protocols/protocol.ts";
import { gemini } from "../../../lib/protocols/gemini/mod.ts";

/** What the decoders are told in these tests. */
export const CONTEXT = {
  id: "chatcmpl-0123456789abcdef0123456789abcdef",
  created: 1_700_000_000,
  model: "gemini-2.5-flash",
};

/** A hand-made answer of the provider. */
export function jsonFixture(name: string): JsonValue {
  return JSON.parse(Deno.readTextFileSync(new URL(`./fixtures/${name}.json`, import.meta.url)));
}

/** The events of a hand-made stream. */
export function streamFixture(name: string): SseEvent[] {
  const text = Deno.readTextFileSync(new URL(`./fixtures/${name}.sse`, import.meta.url));
  return text.split("\n\n").filter((block) => block.trim() !== "")
    .map((block) => ({ event: "message", data: block.replace(/^data: /, "") }));
}

/** Encodes a request for a model; `dropParams` is off unless said otherwise. */
export function encode(
  chat: JsonObject,
  model = "gemini-2.5-flash",
  dropParams = false,
): EncodedRequest {
  const request: ChatRequest = { model: "alias", messages: [{ role: "user", content: "Hi" }] };
  return gemini.encodeRequest({ ...request, ...chat }, { model, dropParams });
}

/** The `generationConfig` that a request's fields become. */
export function settingsOf(chat: JsonObject, model?: string): JsonObject {
  const config = encode(chat, model).body.generationConfig;
  return isObject(config) ? config : {};
}
