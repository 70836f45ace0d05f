import type { ApiError } from "../http/error.ts";
import { problemResponse } from "../http/problem.ts";
import { isObject } from "../types/json.ts";
import type { Cost } from "../types/exchange.ts";
import type { UpstreamAnswer } from "./call.ts";
import type { AnswerFacts, Dialect } from "./dialect.ts";
import { answerHeaders } from "./headers.ts";
import type { Presence } from "./presence.ts";
import { streamBody } from "./stream.ts";
import type { Trail } from "./trail.ts";

/** One answered call on its way back to the client. */
export interface Reply {
  dialect: Dialect;
  answer: UpstreamAnswer;
  trail: Trail;
  facts: AnswerFacts;
  /** Milliseconds of upstream silence that a stream may have. */
  idleMs: number;
  /** Milliseconds of upstream silence after which the client gets a comment. */
  keepAliveMs: number;
  presence: Presence;
}

/** The client's response to a whole answer. It is recorded before the first byte of it goes out. */
export async function respondWhole(
  reply: Reply,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Response> {
  const { trail, answer } = reply;
  const { body, text, completion, usage } = reply.dialect.decode(bytes, reply.facts);
  const [choice] = Array.isArray(completion.choices) ? completion.choices : [];
  const reason = isObject(choice) ? choice.finish_reason : null;
  const cost = await trail.succeed({
    completion,
    text,
    usage,
    producedText: () => JSON.stringify(completion.choices ?? ""),
    finishReason: typeof reason === "string" ? reason : null,
  });
  const headers = answerHeaders(answer.headers, trail);
  headers.set("content-type", "application/json");
  if (cost) headers.set("x-apantli-cost", usd(cost));
  return new Response(body, { headers });
}

/** The client's response to a streamed answer; it is recorded before the terminal event goes out. */
export function respondStream(reply: Reply): Response {
  const headers = answerHeaders(reply.answer.headers, reply.trail);
  headers.set("content-type", "text/event-stream; charset=utf-8");
  headers.set("cache-control", "no-cache");
  headers.set("x-accel-buffering", "no");
  return new Response(streamBody(reply), { headers });
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
