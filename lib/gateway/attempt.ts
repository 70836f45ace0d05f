import type { ApiError } from "../http/error.ts";
import type { Usage } from "../types/usage.ts";
import type { Dialect } from "./dialect.ts";
import { type Failure, failureOf } from "./failure.ts";
import { type Next, reading, readText } from "./read.ts";
import { isNotCapable, type Transport, transportError } from "./upstream.ts";
import { timeoutError } from "./upstream_error.ts";

/** All that one exchange needs to reach its provider. */
export interface UpstreamCall<T> {
  transport: Transport;
  url: string;
  headers: Record<string, string>;
  body: string;
  stream: boolean;
  /** Milliseconds from the call, or from the last {@link Opened.heard}, to what `read` resolves to. */
  timeoutMs: number;
  /** Aborted, with an ApiError as its reason, when the exchange must end: the client has left. */
  presence: AbortSignal;
  /** Reads error bodies. */
  dialect: Pick<Dialect, "errorMessage" | "errorStatus">;
  /** Takes the target's secrets out of an error. */
  conceal: (error: ApiError) => ApiError;
  /** Reads an answer as far as it could be asked for again. Rejects with ApiError where it is none. */
  read: (opened: Opened) => Promise<T>;
}

/** A provider's answer with a status of success, its body still to be read. */
export interface Opened {
  headers: Headers;
  next: Next;
  /** The provider is at work: its time to answer starts anew. */
  heard(): void;
  /** There is no answer, and yet the provider says what it has used. */
  charged(usage: Usage | null): void;
}

/** Calls the provider once. What `read` has resolved to ends when the presence does. */
export async function attempt<T>(call: UpstreamCall<T>): Promise<{ answer: T } | Failure> {
  const controller = new AbortController();
  const { presence, timeoutMs } = call;
  const leave = () => controller.abort(presence.reason);
  if (presence.aborted) leave();
  presence.addEventListener("abort", leave, { once: true });
  const giveUp = () =>
    controller.abort(timeoutError(`The provider did not answer within ${timeoutMs / 1000} s.`));
  const startTimer = () => setTimeout(giveUp, timeoutMs);
  let timer = startTimer();
  let headers: Headers | null = null;
  let used: Usage | null = null;
  const charged = (usage: Usage | null) => void (used = usage);
  const isCalled = !presence.aborted;
  try {
    const response = await call.transport({ ...call, signal: controller.signal });
    headers = response.headers;
    const next = reading(response, controller.signal, call.url);
    if (response.status < 200 || response.status >= 300) {
      const failure = failureOf(call.dialect, response, await readText(next));
      return { ...failure, error: call.conceal(failure.error) };
    }
    const heard = () => {
      clearTimeout(timer);
      timer = startTimer();
    };
    return { answer: await call.read({ headers, next, heard, charged }) };
  } catch (thrown) {
    const error = call.conceal(transportError(thrown, call.url, controller.signal));
    return {
      error,
      status: headers === null ? null : 200,
      headers,
      final: controller.signal.aborted || isNotCapable(thrown),
      used,
      cut: isCalled && controller.signal.aborted,
    };
  } finally {
    clearTimeout(timer);
  }
}
