import type { ApiError } from "../http/error.ts";
import { problemOf } from "../http/problem.ts";
import type { AnswerStream } from "./answer_stream.ts";
import { ClientLeft, type Presence } from "./presence.ts";
import type { AnswerSummary, Trail } from "./trail.ts";
import { connectionError, timeoutError } from "./upstream_error.ts";
import { Watchdog } from "./watchdog.ts";

/** What the body of a streamed response is made of. */
export interface StreamReply {
  /** The provider's answer, once it has begun. Rejects with ApiError when there is none. */
  opened: Promise<AnswerStream>;
  /** The client gets its headers before the answer has begun, because it has waited for long. */
  early: boolean;
  trail: Trail;
  presence: Presence;
  /** Milliseconds of upstream silence that the answer may have. */
  idleMs: number;
  /** Milliseconds without anything for the client after which it gets a comment. */
  keepAliveMs: number;
}

/** No answer streams for longer; a stream that does is one that nobody will end. */
const LONGEST_STREAM_MS = 3_600_000;
/** How long the connection to the provider may take to close after the terminal event. */
const DRAIN_MS = 1_000;

const encoder = new TextEncoder();
const DONE = encoder.encode("data: [DONE]\n\n");
const COMMENT = encoder.encode(": keep-alive\n\n");

/** The body of a streamed response. It is pulled: a client that reads slowly slows the provider down. */
export function streamBody(reply: StreamReply): ReadableStream<Uint8Array> {
  const pump = new StreamPump(reply);
  return new ReadableStream({
    start: (controller) => pump.start(controller),
    pull: () => pump.pull(),
    cancel: () => pump.leave(new ClientLeft()),
  }, { highWaterMark: 0 });
}

/** Moves one provider's stream to one client and records the exchange before its last event. */
class StreamPump {
  readonly #reply: StreamReply;
  readonly #watchdog: Watchdog;
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  #stream: AnswerStream | null = null;
  #over = false;

  constructor(reply: StreamReply) {
    this.#reply = reply;
    const { keepAliveMs, idleMs, presence } = reply;
    this.#watchdog = new Watchdog({
      keepAliveMs,
      totalMs: LONGEST_STREAM_MS,
      onIdle: () => presence.end(timeoutError(`The provider fell silent for ${idleMs / 1000} s.`)),
      onTotal: () => presence.end(timeoutError("The answer streamed for longer than an hour.")),
      onSilence: () => this.#controller?.enqueue(COMMENT),
    });
  }

  start(controller: ReadableStreamDefaultController<Uint8Array>) {
    this.#controller = controller;
    const { early, opened, presence: { signal } } = this.#reply;
    if (early) controller.enqueue(COMMENT);
    // Its rejection is told by pull(), which a client that is leaving may not call any more.
    opened.catch(() => {});
    signal.addEventListener("abort", this.#depart, { once: true });
    if (signal.aborted) this.#depart();
  }

  /** Reads on until there is something for the client. */
  async pull() {
    this.#watchdog.waiting = true;
    try {
      const stream = await this.#open();
      const output = await stream.next();
      if (this.#over) return;
      this.#watchdog.waiting = false;
      if (output) this.#controller?.enqueue(output);
      if (stream.over) await this.#finish(stream);
    } catch (thrown) {
      await this.#fail(this.#reply.trail.conceal(problemOf(thrown)));
    }
  }

  /** The client has gone: the provider is told at once, what was used is booked. */
  leave(error: ApiError): Promise<void> {
    if (this.#over) return Promise.resolve();
    this.#end();
    this.#reply.presence.end(error);
    return this.#record(error);
  }

  /** The exchange must end: because the client has left, time is over, or the server stops. */
  readonly #depart = () => {
    const error = problemOf(this.#reply.presence.signal.reason);
    return error instanceof ClientLeft ? this.leave(error) : this.#fail(error);
  };

  async #open(): Promise<AnswerStream> {
    if (this.#stream !== null) return this.#stream;
    const stream = await this.#reply.opened;
    this.#stream = stream;
    this.#reply.trail.markFirstByte();
    // Until here each attempt had a time of its own.
    this.#watchdog.limitSilence(this.#reply.idleMs);
    stream.onBytes = () => this.#watchdog.heard();
    return stream;
  }

  async #finish(stream: AnswerStream) {
    this.#end();
    await this.#reply.trail.succeed(summaryOf(stream)).recorded;
    this.#close(DONE);
    await this.#drain(stream);
  }

  /** Reads the provider's connection to its end, so that it can be used again; not for long. */
  async #drain(stream: AnswerStream) {
    const cut = () => this.#reply.presence.end(connectionError("drained"));
    const timer = setTimeout(cut, DRAIN_MS);
    try {
      await stream.drain();
    } catch {
      // The answer is complete and recorded: how its connection ends no longer matters.
    } finally {
      clearTimeout(timer);
    }
  }

  async #fail(error: ApiError) {
    if (this.#over) return;
    this.#end();
    this.#reply.presence.end(error);
    await this.#record(error);
    this.#close(encoder.encode(`data: ${JSON.stringify(error.toBody())}\n\ndata: [DONE]\n\n`));
  }

  #end() {
    this.#over = true;
    this.#watchdog.stop();
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

  /** Records a failure; its last attempt has to end first, to be told with it. */
  async #record(error: ApiError) {
    await this.#reply.opened.catch(() => {});
    await this.#reply.trail.fail(error, this.#stream && summaryOf(this.#stream));
  }
}

function summaryOf({ reader }: AnswerStream): AnswerSummary {
  return {
    completion: reader.completion(),
    usage: reader.usage(),
    producedText: () => reader.producedText(),
    finishReason: reader.finishReason(),
  };
}
