import type { ApiError } from "../http/error.ts";
import type { SseEvent } from "../http/sse.ts";
import type { ChatChunk, ChatCompletion, ChatRequest } from "../types/chat.ts";
import type { JsonObject, JsonValue } from "../types/json.ts";
import type { Usage } from "../types/usage.ts";

/** What an encoder must know of the target. */
export interface EncodeContext {
  /** The model name for the provider. */
  model: string;
  /** True: what the target cannot express is left out and named in `dropped`; false: it is a 400. */
  dropParams: boolean;
}

/** A request body in the provider's format. */
export interface EncodedRequest {
  body: JsonObject;
  /** Fields of the client's request that were left out because the target cannot express them. */
  dropped: string[];
}

/** What a decoder must know of the exchange: pure decoders have no clock and no randomness. */
export interface DecodeContext {
  /** Used as the completion's id where the provider sends none. */
  id: string;
  /** Seconds since the epoch. */
  created: number;
  /** The model name for the completion where the provider sends none. */
  model: string;
}

/** A whole answer, decoded. */
export interface DecodedResponse {
  completion: ChatCompletion;
  usage: Usage | null;
}

/**
 * A pure state machine over one streamed answer. `push` takes one event and returns the chunks it
 * makes (often none). Both throw {@link ApiError} for an error event or an event that cannot be read.
 */
export interface StreamDecoder {
  push(event: SseEvent): ChatChunk[];
  /** True once the terminal event has come; never where a protocol has none but the end of the bytes. */
  readonly done: boolean;
  /** Called when it is done or at the end of the bytes. Throws when the terminal event has not come. */
  finish(): ChatChunk[];
  /** The usage known so far; `null` when the provider has sent none. Chunks carry no usage: the gateway makes the usage chunk. */
  usage(): Usage | null;
}

/** A wire format that differs from the client's: requests are encoded, answers decoded. All pure. */
export interface Translation {
  /** The URL to POST to. `base` has no trailing slash; its path is kept. */
  endpoint(base: string, model: string, stream: boolean): string;
  encodeRequest(chat: ChatRequest, context: EncodeContext): EncodedRequest;
  decodeResponse(body: JsonValue, context: DecodeContext): DecodedResponse;
  createStreamDecoder(context: DecodeContext): StreamDecoder;
  /** The provider's own sentence in an error body; `null` when it has none. */
  errorMessage(body: JsonValue): string | null;
  /** The HTTP status that an error body stands for where the provider's own says less; else `null`. */
  errorStatus?(body: JsonValue): number | null;
}

export type { ApiError };
