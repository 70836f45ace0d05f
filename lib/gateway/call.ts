import { ApiError } from "../http/error.ts";
import type { Attempt } from "../types/exchange.ts";
import type { Dialect } from "./dialect.ts";
import { type Failure, failureOf } from "./failure.ts";
import { type Next, reading, readText, readWhole } from "./read.ts";
import { retryDelayMs } from "./retry.ts";
import { isNotCapable, type Transport, transportError, type UpstreamResponse } from "./upstream.ts";
import { connectionError, timeoutError } from "./upstream_error.ts";

/** All that one exchange needs to reach its provider. */
export interface UpstreamCall {
  transport: Transport;
  url: string;
  headers: Record<string, string>;
  body: string;
  stream: boolean;
  /** Milliseconds: for a whole answer in all, for a stream to its headers and between its chunks. */
  timeoutMs: number;
  numRetries: number;
  /** Aborted, with an ApiError as its reason, when the exchange must end: the client has left. */
  presence: AbortSignal;
  /** Reads error bodies. */
  dialect: Pick<Dialect, "errorMessage" | "errorStatus">;
  /** Takes the target's secrets out of an error. */
  conceal: (error: ApiError) => ApiError;
  /** Each attempt is added here as it ends. */
  attempts: Attempt[];
}

/** A provider's answer: read to its end, or streaming with the first chunk already asked for. */
export interface UpstreamAnswer {
  headers: Headers;
  /** The whole body; `null` for a stream. */
  bytes: Uint8Array<ArrayBuffer> | null;
  /** The next chunk of a stream, `null` at its end. Rejects with ApiError when the connection breaks. */
  next(): Promise<Uint8Array | null>;
  /** Ends the upstream call. */
  abort(reason: ApiError): void;
}

/** Thrown inside of the gateway when the client has left; nobody is there to be told. */
export class ClientLeft extends ApiError {
  constructor() {
    super("The client closed the connection.", {
      status: 499,
      type: "client_closed_request",
      code: "client_closed_request",
    });
  }
}

/** How long a stream may keep silent after its headers before the client gets its own headers. */
const FIRST_CHUNK_GRACE_MS = 10_000;

/**
 * Calls the provider, again where that helps, until an answer begins. Retries happen only here, so
 * never after the first byte has gone to the client. Throws ApiError (ClientLeft included).
 */
export async function callUpstream(call: UpstreamCall): Promise<UpstreamAnswer> {
  let waitedMs = 0;
  for (let number = 1;; number++) {
    const startedAt = Date.now();
    const result = await attempt(call);
    const failed = "error" in result ? result : null;
    call.attempts.push({
      number,
      startedAt,
      durationMs: Date.now() - startedAt,
      waitedMs,
      status: failed ? failed.status : 200,
      error: failed ? failed.error.message : null,
    });
    if (!("error" in result)) return result;
    const { error, status, headers } = result;
    const delay = result.final
      ? null
      : retryDelayMs({ number, status, headers }, call.numRetries, Math.random(), Date.now());
    if (delay === null) throw error;
    await pause(delay, call.presence);
    waitedMs = delay;
  }
}

async function attempt(call: UpstreamCall): Promise<UpstreamAnswer | Failure> {
  const controller = new AbortController();
  const { presence } = call;
  const leave = () => controller.abort(presence.reason);
  if (presence.aborted) leave();
  presence.addEventListener("abort", leave, { once: true });
  const release = () => presence.removeEventListener("abort", leave);
  const timer = setTimeout(
    () =>
      controller.abort(
        timeoutError(`The provider did not answer within ${call.timeoutMs / 1000} s.`),
      ),
    call.timeoutMs,
  );
  try {
    const response = await call.transport({ ...call, signal: controller.signal });
    const next = reading(response, controller.signal);
    if (response.status >= 300) {
      const failure = failureOf(call.dialect, response, await readText(next));
      return { ...failure, error: call.conceal(failure.error) };
    }
    if (call.stream) return await openStream(call, { response, controller, next, release });
    const bytes = await readWhole(next);
    release();
    return { headers: response.headers, bytes, next, abort: () => {} };
  } catch (thrown) {
    release();
    const error = transportError(thrown, call.url, controller.signal);
    const final = presence.aborted || error.status === 504 || isNotCapable(thrown);
    return { error, status: null, headers: null, final };
  } finally {
    clearTimeout(timer);
  }
}

interface OpenedStream {
  response: UpstreamResponse;
  controller: AbortController;
  next: Next;
  release: () => void;
}

/** Waits for the first chunk, so that a stream that breaks before it can still be tried again. */
async function openStream(
  call: UpstreamCall,
  { response, controller, next, release }: OpenedStream,
): Promise<UpstreamAnswer> {
  const read = async () => {
    try {
      const chunk = await next();
      if (chunk === null) release();
      return chunk;
    } catch (thrown) {
      release();
      throw transportError(thrown, call.url, controller.signal);
    }
  };
  let first: Promise<Uint8Array | null> | null = read();
  const chunk = await Promise.race([first, graceOver(first)]);
  if (chunk === null) throw connectionError("The provider sent an empty answer.");
  return {
    headers: response.headers,
    bytes: null,
    next: () => {
      const pending = first ?? read();
      first = null;
      return pending;
    },
    abort: (reason) => {
      release();
      controller.abort(reason);
    },
  };
}

/** Resolves to `undefined` when the grace is over; the timer goes as soon as the chunk is there. */
function graceOver(first: Promise<unknown>): Promise<undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), FIRST_CHUNK_GRACE_MS);
    const stop = () => clearTimeout(timer);
    first.then(stop, stop);
  });
}

function pause(ms: number, presence: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer);
      reject(presence.reason);
    };
    const timer = setTimeout(() => {
      presence.removeEventListener("abort", leave);
      resolve();
    }, ms);
    presence.addEventListener("abort", leave, { once: true });
    if (presence.aborted) leave();
  });
}
