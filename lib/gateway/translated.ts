import type { AnswerFacts, Dialect, StreamReader } from "./dialect.ts";
import type { SseFrame } from "../http/sse.ts";
import { toChatUsage } from "../protocols/chat-usage.ts";
import { CompletionAssembler } from "../protocols/openai-chat/assemble.ts";
import { unreadable } from "../protocols/openai-chat/errors.ts";
import type { StreamDecoder, Translation } from "../protocols/protocol.ts";
import type { ChatChunk, ChatRequest } from "../types/chat.ts";
import type { JsonObject, JsonValue } from "../types/json.ts";
import type { Target } from "../types/target.ts";
import type { Usage } from "../types/usage.ts";
import type { ParsedRequest } from "./parse.ts";

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Client and provider speak different protocols: the request is encoded, the answer decoded. */
export function translated(translation: Translation, target: Target): Dialect {
  return {
    url: (stream) => translation.endpoint(target.baseUrl, target.model, stream),
    encode: (request) => {
      const { body, dropped } = translation.encodeRequest(chatOf(request, target), {
        model: target.model,
        dropParams: target.dropParams,
      });
      return { body: JSON.stringify({ ...target.extraBody, ...body }), dropped };
    },
    decode: (bytes, facts) => {
      const { completion, usage } = translation.decodeResponse(parseJson(bytes), {
        ...facts,
        model: target.model,
      });
      const text = JSON.stringify(completion);
      return { body: text, text, completion, usage };
    },
    // Anthropic and Gemini tell of errors by their status, without any usage.
    usageOf: () => null,
    createStreamReader: (facts) => new TranslatedReader(translation, facts, target.model),
    errorMessage: translation.errorMessage,
    errorStatus: (body) => translation.errorStatus?.(body) ?? null,
  };
}

/** The client's request with the defaults of the config where it says nothing. */
function chatOf(request: ParsedRequest, target: Target): ChatRequest {
  const sent = Object.entries(request.body).filter(([, value]) => value !== null);
  const chat: JsonObject = { ...target.defaults, ...Object.fromEntries(sent) };
  const messages = Array.isArray(chat.messages) ? chat.messages : [];
  return { ...chat, model: target.model, messages } as ChatRequest;
}

function parseJson(bytes: Uint8Array): JsonValue {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    throw unreadable("an answer that is not JSON");
  }
}

class TranslatedReader implements StreamReader {
  readonly #decoder: StreamDecoder;
  readonly #facts: AnswerFacts;
  readonly #model: string;
  readonly #assembler = new CompletionAssembler();

  constructor(translation: Translation, facts: AnswerFacts, model: string) {
    this.#decoder = translation.createStreamDecoder({ ...facts, model });
    this.#facts = facts;
    this.#model = model;
  }

  push(frame: SseFrame): Uint8Array | null {
    return frame.event === null ? null : this.#write(this.#decoder.push(frame.event));
  }

  get done(): boolean {
    return this.#decoder.done;
  }

  end(): Uint8Array | null {
    const chunks = this.#decoder.finish();
    const usage = this.#decoder.usage();
    if (usage && this.#facts.wantsUsage) chunks.push(this.#usageChunk(usage));
    return this.#write(chunks);
  }

  completion(): JsonObject | null {
    const usage = this.#decoder.usage();
    return this.#assembler.completion(usage ? toChatUsage(usage) : null);
  }

  producedText(): string {
    return this.#assembler.producedText;
  }

  finishReason(): string | null {
    return this.#assembler.finishReason;
  }

  usage(): Usage | null {
    return this.#decoder.usage();
  }

  #usageChunk(usage: Usage): ChatChunk {
    const soFar = this.#assembler.completion();
    return {
      id: typeof soFar?.id === "string" ? soFar.id : this.#facts.id,
      object: "chat.completion.chunk",
      created: this.#facts.created,
      model: typeof soFar?.model === "string" ? soFar.model : this.#model,
      choices: [],
      usage: toChatUsage(usage),
    };
  }

  #write(chunks: ChatChunk[]): Uint8Array | null {
    if (chunks.length === 0) return null;
    for (const chunk of chunks) this.#assembler.add(chunk);
    return encoder.encode(chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join(""));
  }
}
