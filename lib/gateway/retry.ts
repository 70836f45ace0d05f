/** What a failed attempt tells of whether and when to try again. */
export interface FailedAttempt {
  /** 1 for the first attempt. */
  number: number;
  /** The status that the client would get for it: 502 when the connection failed. */
  status: number;
  /** The upstream's headers; `null` when the connection failed. */
  headers: Headers | null;
}

/** Beyond this many seconds a client is better served by the error than by the wait. */
const LONGEST_RETRY_AFTER_S = 60;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8_000;

/**
 * Milliseconds to wait before the next attempt; `null` when there should be none: no retries left, the
 * error would only come again, or the provider asks for more than a minute.
 * `random` is in [0, 1): the jitter keeps clients that failed together from coming back together.
 */
export function retryDelayMs(
  failed: FailedAttempt,
  numRetries: number,
  random: number,
  now: number,
): number | null {
  if (failed.number > numRetries || !isRetryable(failed)) return null;
  const asked = failed.headers ? retryAfterSeconds(failed.headers, now) : undefined;
  if (asked !== undefined) return asked > LONGEST_RETRY_AFTER_S ? null : Math.ceil(asked * 1000);
  const backoff = Math.min(FIRST_BACKOFF_MS * 2 ** (failed.number - 1), LONGEST_BACKOFF_MS);
  return Math.round(backoff * (0.5 + random / 2));
}

function isRetryable({ status, headers }: FailedAttempt): boolean {
  // OpenAI's servers say so themselves; their SDKs obey it.
  const word = headers?.get("x-should-retry");
  if (word === "true") return true;
  if (word === "false") return false;
  return status === 408 || status === 409 || status === 429 || status >= 500;
}

/**
 * Seconds that a provider asks to wait: `retry-after-ms`, then `Retry-After` as a number or an HTTP
 * date (RFC 9110, 10.2.3). `undefined` when it does not say. `now` in milliseconds since the epoch.
 */
export function retryAfterSeconds(headers: Headers, now: number): number | undefined {
  const millis = Number(headers.get("retry-after-ms") ?? NaN);
  if (Number.isFinite(millis) && millis >= 0) return millis / 1000;
  const text = headers.get("retry-after");
  if (text === null || text.trim() === "") return undefined;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
}
