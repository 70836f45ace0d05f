import type { ApiError } from "../http/error.ts";
import { HeldBody } from "../http/held_body.ts";
import { problemResponse } from "../http/problem.ts";
import { isObject } from "../types/json.ts";
import type { Cost } from "../types/exchange.ts";
import type { AnswerStream } from "./answer_stream.ts";
import type { WholeAnswer } from "./dialect.ts";
import { answerHeaders } from "./headers.ts";
import { streamBody, type StreamReply } from "./stream.ts";
import type { Trail } from "./trail.ts";

const encoder = new TextEncoder();

/** The client's response to a whole answer. Its last byte goes out when it is recorded. */
export function respondWhole(
  { body, text, completion, usage }: WholeAnswer,
  upstream: Headers,
  trail: Trail,
): Response {
  const [choice] = Array.isArray(completion.choices) ? completion.choices : [];
  const reason = isObject(choice) ? choice.finish_reason : null;
  const { cost, recorded } = trail.succeed({
    completion,
    text,
    usage,
    producedText: () => JSON.stringify(completion.choices ?? ""),
    finishReason: typeof reason === "string" ? reason : null,
  });
  const headers = answerHeaders(upstream, trail);
  headers.set("content-type", "application/json");
  if (cost) headers.set("x-apantli-cost", usd(cost));
  const bytes = typeof body === "string" ? encoder.encode(body) : body;
  return new Response(new HeldBody(bytes, recorded), { headers });
}

/** A streamed answer that has begun, with the provider's headers. */
export interface OpenedStream {
  headers: Headers;
  stream: AnswerStream;
}

/**
 * The client's response to a streamed answer; it is recorded before the terminal event goes out. While
 * the answer has not begun an error still has a status of its own, but a client must not wait in
 * silence for long: then it gets its headers, and an error is an event.
 */
export async function respondStream(
  opened: Promise<OpenedStream>,
  reply: Omit<StreamReply, "opened" | "early">,
): Promise<Response> {
  const begun = await within(reply.keepAliveMs, opened);
  const headers = answerHeaders(begun?.headers ?? new Headers(), reply.trail);
  headers.set("content-type", "text/event-stream; charset=utf-8");
  headers.set("cache-control", "no-cache");
  headers.set("x-accel-buffering", "no");
  const stream = opened.then(({ stream }) => stream);
  return new Response(streamBody({ ...reply, opened: stream, early: begun === null }), { headers });
}

/** What the promise gives, or `null` when it takes longer. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => timer = setTimeout(() => resolve(null), ms));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The client's response to an error, in OpenAI's shape. */
export function respondError(error: ApiError, trail: Trail): Response {
  const response = problemResponse(error);
  for (const [name, value] of answerHeaders(new Headers(), trail)) {
    response.headers.set(name, value);
  }
  return response;
}

/** Nano-dollars as a decimal number of USD without trailing zeros. */
export function usd({ nanos }: Cost): string {
  return (nanos / 1e9).toFixed(9).replace(/\.?0+$/, "");
}
