import type { SseEvent } from "../../../lib/http/sse.ts";
import { anthropicMessages } from "../../../lib/protocols/anthropic-messages/mod.ts";
import type { EncodedRequest } from "../../../lib/protocols/protocol.ts";
import type { ChatChunk, ChatRequest } from "../../../lib/types/chat.ts";
import { isObject, type JsonObject, type JsonValue } from "../../../lib/types/json.ts";

/** What the decoders are told in these tests. */
export const CONTEXT = { id: "chatcmpl-test", created: 1_700_000_000, model: "claude-sonnet-4-5" };

/** A hand-made answer of the provider. */
export function jsonFixture(name: string): JsonValue {
  return JSON.parse(Deno.readTextFileSync(new URL(`./fixtures/${name}.json`, import.meta.url)));
}

/** The events of a hand-made stream. */
export function streamFixture(name: string): SseEvent[] {
  const text = Deno.readTextFileSync(new URL(`./fixtures/${name}.sse`, import.meta.url));
  return text.split("\n\n").filter((block) => block.trim() !== "").map((block) => {
    const [event = "", data = ""] = block.split("\n");
    return { event: event.replace(/^event: /, ""), data: data.replace(/^data: /, "") };
  });
}

/** An event as Anthropic sends it. */
export function event(body: JsonObject): SseEvent {
  return { event: String(body.type), data: JSON.stringify(body) };
}

/** The terminal event. */
export const STOP = event({ type: "message_stop" });

/** The first of the {@link deltas} of every stream. */
export const ROLE = [{ role: "assistant", content: "" }, null];

/** Decodes a whole stream. */
export function run(events: SseEvent[]) {
  const decoder = anthropicMessages.createStreamDecoder(CONTEXT);
  const chunks = events.flatMap((item) => decoder.push(item));
  return { chunks: [...chunks, ...decoder.finish()], usage: decoder.usage() };
}

/** What each chunk says: its delta and its finish reason. */
export function deltas(chunks: ChatChunk[]) {
  return chunks.map(({ choices: [choice] }) => [choice?.delta, choice?.finish_reason]);
}

/** Encodes a request for a model; `dropParams` is off unless said otherwise. */
export function encode(
  chat: JsonObject,
  model = "claude-sonnet-4-5",
  dropParams = false,
): EncodedRequest {
  const request: ChatRequest = { model: "alias", messages: [{ role: "user", content: "Hi" }] };
  return anthropicMessages.encodeRequest({ ...request, ...chat }, { model, dropParams });
}

/** The body that a list of messages becomes. */
export function bodyOf(messages: JsonValue[], model?: string): JsonObject {
  return encode({ messages }, model).body;
}

/** The blocks of the first message of a body. */
export function firstBlocks(body: JsonObject): JsonValue {
  const first = Array.isArray(body.messages) ? body.messages[0] : undefined;
  return isObject(first) ? first.content ?? null : null;
}

/** A check for `assert.throws`: a 400 that names `param`. */
export function refusal(param: string) {
  return (error: unknown) =>
    isObject(error) && error.status === 400 && error.param === param &&
    error.type === "invalid_request_error";
}
