import type { Attempt } from "../types/exchange.ts";
import { attempt, type UpstreamCall } from "./attempt.ts";
import type { Failure } from "./failure.ts";
import { retryDelayMs } from "./retry.ts";

/** How often a provider is called again, and where each attempt is told. */
export interface Retries {
  numRetries: number;
  /** Each attempt is added here as it ends. */
  attempts: Attempt[];
  /** Hears of each that failed. */
  onFailure: (failure: Failure, number: number) => void;
}

/**
 * Calls the provider, again where that helps, until an answer begins. Retries happen only here, so
 * never after the first byte of an answer has gone to the client. Rejects with ApiError.
 */
export async function callUpstream<T>(
  call: UpstreamCall<T>,
  { numRetries, attempts, onFailure }: Retries,
): Promise<T> {
  let waitedMs = 0;
  for (let number = 1;; number++) {
    const startedAt = Date.now();
    // A clock may be put right meanwhile.
    const start = performance.now();
    const result = await attempt(call);
    const failed = "error" in result ? result : null;
    if (failed) onFailure(failed, number);
    attempts.push({
      number,
      startedAt,
      durationMs: Math.round(performance.now() - start),
      waitedMs,
      status: failed ? failed.status : 200,
      error: failed ? failed.error.message : null,
    });
    if (!("error" in result)) return result.answer;
    const { error, headers, final } = result;
    const failure = { number, status: error.status, headers };
    const delay = final ? null : retryDelayMs(failure, numRetries, Math.random(), Date.now());
    if (delay === null) throw error;
    await pause(delay, call.presence);
    waitedMs = delay;
  }
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
