import type { ApiError } from "../http/error.ts";
import { problemOf } from "../http/problem.ts";
import { SseSplitter } from "../http/sse.ts";
import { ClientLeft } from "./call.ts";
import type { StreamReader } from "./dialect.ts";
import { joined } from "./joined.ts";
import type { Reply } from "./respond.ts";
import type { AnswerSummary } from "./trail.ts";
import { connectionError, timeoutError } from "./upstream_error.ts";
import { Watchdog } from "./watchdog.ts";

/** No answer streams for longer; a stream that does is one that nobody will end. */
const LONGEST_STREAM_MS = 3_600_000;
/** How long the connection to the provider may take to close after the terminal event. */
const DRAIN_MS = 1_000;

const encoder = new TextEncoder();
const DONE = encoder.encode("data: [DONE]\n\n");
const COMMENT = encoder.encode(": keep-alive\n\n");

/** The body of a streamed response. It is pulled: a client that reads slowly slows the provider down. */
export function streamBody(reply: Reply): ReadableStream<Uint8Array> {
  const pump = new StreamPump(reply);
  return new ReadableStream({
    start: (controller) => pump.start(controller),
    pull: () => pump.pull(),
    cancel: () => pump.leave(new ClientLeft()),
  }, { highWaterMark: 0 });
}

/** Moves one provider's stream to one client and records the exchange before its last event. */
class StreamPump {
  readonly #reply: Reply;
  readonly #reader: StreamReader;
  readonly #splitter = new SseSplitter();
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  #watchdog: Watchdog | null = null;
  #over = false;

  constructor(reply: Reply) {
    this.#reply = reply;
    this.#reader = reply.dialect.createStreamReader(reply.facts);
  }

  start(controller: ReadableStreamDefaultController<Uint8Array>) {
    this.#controller = controller;
    const { idleMs, keepAliveMs } = this.#reply;
    this.#watchdog = new Watchdog({
      idleMs,
      keepAliveMs,
      totalMs: LONGEST_STREAM_MS,
      onIdle: () => this.#stop(timeoutError(`The provider fell silent for ${idleMs / 1000} s.`)),
      onTotal: () => this.#stop(timeoutError("The answer streamed for longer than an hour.")),
      onSilence: () => controller.enqueue(COMMENT),
    });
    const { signal } = this.#reply.presence;
    signal.addEventListener("abort", this.#depart, { once: true });
    if (signal.aborted) this.#depart();
  }

  /** Reads on until there is something for the client. */
  async pull() {
    try {
      while (!this.#over) {
        const bytes = await this.#next();
        if (this.#over) return;
        const output = bytes === null ? this.#lastFrame() : this.#convert(bytes);
        if (output) this.#controller?.enqueue(output);
        if (bytes === null || this.#reader.done) return await this.#finish();
        if (output) return;
      }
    } catch (thrown) {
      await this.#fail(this.#errorOf(thrown));
    }
  }

  /** The client has gone: the provider is told at once, what was used is booked. */
  leave(error: ApiError): Promise<void> {
    if (this.#over) return Promise.resolve();
    this.#end();
    this.#reply.answer.abort(error);
    return this.#reply.trail.fail(error, this.#summary());
  }

  /** The exchange must end: because the client has left, or because the server stops. */
  readonly #depart = () => {
    const reason: unknown = this.#reply.presence.signal.reason;
    const error = problemOf(reason);
    return error instanceof ClientLeft ? this.leave(error) : this.#fail(error);
  };

  async #next(): Promise<Uint8Array | null> {
    if (this.#watchdog) this.#watchdog.waiting = true;
    const bytes = await this.#reply.answer.next();
    if (this.#watchdog) this.#watchdog.waiting = false;
    if (bytes !== null) this.#reply.trail.markFirstByte();
    return bytes;
  }

  #convert(bytes: Uint8Array): Uint8Array | null {
    const pieces: Uint8Array[] = [];
    try {
      for (const frame of this.#splitter.push(bytes)) {
        if (this.#reader.done) break;
        const piece = this.#reader.push(frame);
        if (piece) pieces.push(piece);
      }
    } catch (thrown) {
      const before = joined(pieces);
      if (before) this.#controller?.enqueue(before);
      throw thrown;
    }
    return joined(pieces);
  }

  /** A sender may leave out the blank line after its last event. */
  #lastFrame(): Uint8Array | null {
    const frame = this.#splitter.flush();
    const piece = frame ? this.#reader.push(frame) : null;
    return piece && frame?.event ? joined([piece, encoder.encode("\n\n")]) : piece;
  }

  async #finish() {
    const rest = this.#reader.end();
    this.#end();
    if (rest) this.#controller?.enqueue(rest);
    await this.#reply.trail.succeed(this.#summary());
    this.#close(DONE);
    await this.#drain();
  }

  /** Reads the provider's connection to its end, so that it can be used again; not for long. */
  async #drain() {
    const { answer } = this.#reply;
    const timer = setTimeout(() => answer.abort(connectionError("drained")), DRAIN_MS);
    try {
      while (await answer.next() !== null);
    } catch {
      // The answer is complete and recorded: how its connection ends no longer matters.
    } finally {
      clearTimeout(timer);
    }
  }

  #stop(error: ApiError) {
    this.#reply.answer.abort(error);
  }

  async #fail(error: ApiError) {
    if (this.#over) return;
    this.#end();
    this.#reply.answer.abort(error);
    await this.#reply.trail.fail(error, this.#summary());
    this.#close(encoder.encode(`data: ${JSON.stringify(error.toBody())}\n\ndata: [DONE]\n\n`));
  }

  #errorOf(thrown: unknown): ApiError {
    if (thrown instanceof RangeError) {
      return connectionError("The provider sent an event too large to read.");
    }
    return this.#reply.trail.conceal(problemOf(thrown));
  }

  #end() {
    this.#over = true;
    this.#watchdog?.stop();
    this.#reply.presence.signal.removeEventListener("abort", this.#depart);
    this.#reply.presence.release();
  }

  #close(last: Uint8Array) {
    try {
      this.#controller?.enqueue(last);
      this.#controller?.close();
    } catch {
      // The client left while the exchange was being recorded.
    }
  }

  #summary(): AnswerSummary {
    return {
      completion: this.#reader.completion(),
      usage: this.#reader.usage(),
      producedText: () => this.#reader.producedText(),
      finishReason: this.#reader.finishReason(),
    };
  }
}
