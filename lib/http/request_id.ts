const USABLE = /^[\x21-\x7e]{1,128}$/;

/** The request's id: the client's `x-request-id` when it is usable in a header, else a new one. */
export function requestIdOf(headers: Headers): string {
  const sent = headers.get("x-request-id");
  return sent !== null && USABLE.test(sent) ? sent : newRequestId(Date.now());
}

/**
 * A UUID of version 7 (RFC 9562): it begins with the time, in milliseconds since the epoch. In the
 * index of millions of requests a new one stands at the end then, and not on any of all its pages.
 */
export function newRequestId(now: number): string {
  const time = now.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}
