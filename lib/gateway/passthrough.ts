import type { AnswerFacts, Dialect, StreamReader, WholeAnswer } from "./dialect.ts";
import type { SseFrame } from "../http/sse.ts";
import { toChatUsage } from "../protocols/chat-usage.ts";
import { CompletionAssembler } from "../protocols/openai-chat/assemble.ts";
import { errorMessage, reportedError, unreadable } from "../protocols/openai-chat/errors.ts";
import type { Quirks } from "../protocols/openai-chat/quirks.ts";
import { Repairer } from "../protocols/openai-chat/repair.ts";
import { spliceRequest } from "../protocols/openai-chat/request.ts";
import { usageFromChat } from "../protocols/openai-chat/usage.ts";
import { isObject, type JsonObject, type JsonValue } from "../types/json.ts";
import type { Usage } from "../types/usage.ts";
import { connectionError, reported } from "./upstream_error.ts";

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Client and provider both speak openai-chat: bytes are forwarded, accounting reads a copy. */
export function passthrough(
  options: { quirks: Quirks; url: string },
): Dialect {
  const { quirks } = options;
  return {
    url: () => options.url,
    encode: (request, target) => ({
      body: spliceRequest(request.text, request.body, {
        model: target.model,
        defaults: { ...target.extraBody, ...target.defaults },
        quirks,
      }),
      dropped: [],
    }),
    decode: (bytes) => decodeWhole(bytes, quirks),
    usageOf: (bytes) => {
      const body = parseJson(decoder.decode(bytes));
      return isObject(body) ? usageOf(body) : null;
    },
    createStreamReader: (facts) => new PassthroughReader(facts, quirks),
    errorMessage,
    errorStatus: () => null,
  };
}

function decodeWhole(bytes: Uint8Array<ArrayBuffer>, quirks: Quirks): WholeAnswer {
  const text = decoder.decode(bytes);
  const body = parseJson(text);
  if (!isObject(body)) throw unreadable("an answer that is not JSON");
  const error = reportedError(body);
  if (error) throw reported(error);
  const mended = quirks.repairs ? new Repairer().repair(body) : null;
  const usage = usageOf(body);
  if (mended === null) return { body: bytes, text, completion: body, usage };
  const mendedText = JSON.stringify(mended);
  return { body: mendedText, text: mendedText, completion: mended, usage };
}

class PassthroughReader implements StreamReader {
  readonly #facts: AnswerFacts;
  readonly #assembler = new CompletionAssembler();
  readonly #repairer: Repairer | null;
  #usage: Usage | null = null;
  /** A chunk with usage has gone to the client. */
  #toldUsage = false;
  done = false;

  constructor(facts: AnswerFacts, quirks: Quirks) {
    this.#facts = facts;
    this.#repairer = quirks.repairs ? new Repairer() : null;
  }

  push(frame: SseFrame): Uint8Array | null {
    const { event } = frame;
    if (event === null) return frame.bytes;
    if (event.data.trim() === "[DONE]") {
      this.done = true;
      return null;
    }
    if (event.data === "") return frame.bytes;
    const chunk = parseJson(event.data);
    if (!isObject(chunk)) throw unreadable("an event that is not JSON");
    // An error may come with what has been used.
    this.#usage = usageOf(chunk) ?? this.#usage;
    const error = reportedError(chunk, event.event);
    if (error) throw reported(error);
    return this.#forward(frame, chunk);
  }

  #forward(frame: SseFrame, chunk: JsonObject): Uint8Array | null {
    const mended = this.#repairer?.repair(chunk) ?? null;
    this.#assembler.add(mended ?? chunk);
    const hasChoices = Array.isArray(chunk.choices) && chunk.choices.length > 0;
    // The chunk that only our asking brought; clients that did not ask may stumble over it.
    if (!this.#facts.wantsUsage && !hasChoices && isObject(chunk.usage)) return null;
    if (isObject(chunk.usage)) this.#toldUsage = true;
    return mended ? eventOf(mended) : frame.bytes;
  }

  end(): Uint8Array | null {
    if (!this.done && !this.#assembler.finished(this.#facts.choices)) {
      throw connectionError("The provider's stream ended before the answer was complete.");
    }
    if (!this.#facts.wantsUsage || this.#toldUsage || this.#usage === null) return null;
    const { id, created } = this.#facts;
    const { id: own = id, model = null } = this.#assembler.completion() ?? {};
    const usage = toChatUsage(this.#usage);
    return eventOf({
      id: own,
      object: "chat.completion.chunk",
      created,
      model,
      choices: [],
      usage,
    });
  }

  completion(): JsonObject | null {
    return this.#assembler.completion();
  }

  producedText(): string {
    return this.#assembler.producedText;
  }

  finishReason(): string | null {
    return this.#assembler.finishReason;
  }

  usage(): Usage | null {
    return this.#usage;
  }
}

/** Groq puts a stream's usage into `x_groq` unless it is asked for (recorded traffic, groq). */
function usageOf(body: JsonObject): Usage | null {
  const raw = body.usage ?? (isObject(body.x_groq) ? body.x_groq.usage : undefined);
  return isObject(raw) ? usageFromChat(raw) : null;
}

function eventOf(chunk: JsonObject): Uint8Array {
  return encoder.encode(`data: ${JSON.stringify(chunk)}\n\n`);
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
