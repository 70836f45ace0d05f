import type { SseFrame } from "../http/sse.ts";
import type { JsonObject, JsonValue } from "../types/json.ts";
import type { Target } from "../types/target.ts";
import type { Usage } from "../types/usage.ts";
import type { ParsedRequest } from "./parse.ts";

/** A request as it goes upstream. */
export interface Outgoing {
  /** JSON text. */
  body: string;
  /** Parameters that the target cannot express and that were left out (`drop_params`). */
  dropped: string[];
}

/** A whole answer as it goes to the client. */
export interface WholeAnswer {
  /** JSON text or, in passthrough, the provider's own bytes. */
  body: Uint8Array<ArrayBuffer> | string;
  /** The same as text, for the ledger. */
  text: string;
  /** The same as an object. */
  completion: JsonObject;
  usage: Usage | null;
}

/** Facts for decoders, which have no clock and no randomness. */
export interface AnswerFacts {
  id: string;
  /** Seconds since the epoch. */
  created: number;
  /** How many choices the answer has to have: the request's `n`. */
  choices: number;
  /** The client asked for a usage chunk. */
  wantsUsage: boolean;
}

/** Reads one streamed answer frame by frame. Throws ApiError where the provider reports an error. */
export interface StreamReader {
  /** The bytes that this frame makes for the client; `null` for none. The terminal event is held back. */
  push(frame: SseFrame): Uint8Array | null;
  /** At the end of the bytes: what is still to send before the terminal event. Throws when it never came. */
  end(): Uint8Array | null;
  /** True once the provider's terminal event has come: nothing of interest follows. */
  readonly done: boolean;
  /** What the ledger stores of the answer so far. */
  completion(): JsonObject | null;
  /** The text produced so far, for an estimate of the usage. */
  producedText(): string;
  finishReason(): string | null;
  usage(): Usage | null;
}

/** How the gateway talks to one target: passthrough or translation. */
export interface Dialect {
  url(stream: boolean): string;
  encode(request: ParsedRequest, target: Target): Outgoing;
  decode(bytes: Uint8Array<ArrayBuffer>, facts: AnswerFacts): WholeAnswer;
  /** What a whole answer that is none says that it has used. */
  usageOf(bytes: Uint8Array): Usage | null;
  createStreamReader(facts: AnswerFacts): StreamReader;
  /** The provider's own sentence in an error body. */
  errorMessage(body: JsonValue): string | null;
  /** The status that an error body stands for where the HTTP status says less; else `null`. */
  errorStatus(body: JsonValue): number | null;
}
