import type { SseEvent } from "../../http/sse.ts";
import type { ChatChunk, FinishReason } from "../../types/chat.ts";
import { isObject, type JsonObject, type JsonValue } from "../../types/json.ts";
import type { Usage } from "../../types/usage.ts";
import type { DecodeContext, StreamDecoder } from "../protocol.ts";
import { readError, unreadable } from "./errors.ts";
import { explainFinish, finishReason } from "./finish.ts";
import { textOf } from "./read.ts";
import { StreamBlocks } from "./stream-blocks.ts";
import { mergeUsage, readUsage } from "./usage.ts";

/**
 * Decodes the events of `POST /v1/messages` with `stream: true`. `message_stop` is the terminal
 * event: without it the stream was cut off, which throws a 502.
 * https://platform.claude.com/docs/en/build-with-claude/streaming
 */
export function createStreamDecoder(context: DecodeContext): StreamDecoder {
  return new MessageStream(context);
}

class MessageStream implements StreamDecoder {
  readonly #context: DecodeContext;
  readonly #blocks = new StreamBlocks();
  #id: string;
  #model: string;
  #hasBegun = false;
  #hasStopped = false;
  #usage: JsonObject | null = null;
  /** The members of `message_delta`'s delta: stop reason, sequence, details. */
  #end: JsonObject = {};

  constructor(context: DecodeContext) {
    this.#context = context;
    this.#id = context.id;
    this.#model = context.model;
  }

  push(event: SseEvent): ChatChunk[] {
    const data = event.data.trim();
    // Proxies in between often end a stream in OpenAI's way.
    if (this.#hasStopped || data === "" || data === "[DONE]") return [];
    const body = parse(data);
    const error = readError(body, event.event === "error");
    if (error !== null) throw error;
    if (!isObject(body)) throw unreadable("The provider sent an event that is not a JSON object.");
    return this.#read(textOf(body.type) ?? event.event, body);
  }

  get done(): boolean {
    return this.#hasStopped;
  }

  finish(): ChatChunk[] {
    if (this.#hasStopped) return [];
    throw unreadable("The provider's stream ended before the answer was complete.");
  }

  usage(): Usage | null {
    return readUsage(this.#usage);
  }

  /** Events that are not named here (`ping`, later additions) say nothing to the client. */
  #read(type: string, body: JsonObject): ChatChunk[] {
    switch (type) {
      case "message_start":
        return this.#start(body.message);
      case "content_block_start":
        // Some servers close no block: the next one in its place ends it.
        return [
          ...this.#say(this.#blocks.stop(body.index)),
          ...this.#say(this.#blocks.start(body.index, body.content_block)),
        ];
      case "content_block_delta":
        return this.#say(this.#blocks.advance(body.index, body.delta));
      case "content_block_stop":
        return this.#say(this.#blocks.stop(body.index));
      case "message_delta":
        this.#usage = mergeUsage(this.#usage, body.usage);
        this.#end = { ...this.#end, ...(isObject(body.delta) ? body.delta : {}) };
        return [];
      case "message_stop":
        return this.#stop();
      default:
        return [];
    }
  }

  #start(message: JsonValue | undefined): ChatChunk[] {
    if (!isObject(message)) throw unreadable("The provider began a message without its facts.");
    this.#id = textOf(message.id) ?? this.#id;
    this.#model = textOf(message.model) ?? this.#model;
    this.#usage = mergeUsage(this.#usage, message.usage);
    return this.#begin();
  }

  /** The first chunk names the role, whatever comes first. */
  #begin(): ChatChunk[] {
    if (this.#hasBegun) return [];
    this.#hasBegun = true;
    return [this.#chunk({ role: "assistant", content: "" })];
  }

  #say(delta: JsonObject | null): ChatChunk[] {
    return delta === null ? [] : [...this.#begin(), this.#chunk(delta)];
  }

  #stop(): ChatChunk[] {
    // A block that the provider did not close still has its call's arguments or signature.
    const rest = this.#blocks.stopAll().flatMap((delta) => this.#say(delta));
    this.#hasStopped = true;
    const reason = finishReason(this.#end.stop_reason, this.#blocks.calls > 0);
    return [...this.#begin(), ...rest, this.#chunk(explainFinish(this.#end), reason)];
  }

  #chunk(delta: JsonObject, reason: FinishReason | null = null): ChatChunk {
    return {
      id: this.#id,
      object: "chat.completion.chunk",
      created: this.#context.created,
      model: this.#model,
      choices: [{ index: 0, delta, finish_reason: reason, logprobs: null }],
    };
  }
}

function parse(data: string): JsonValue {
  try {
    return JSON.parse(data);
  } catch {
    throw unreadable("The provider sent an event that is not JSON.");
  }
}
