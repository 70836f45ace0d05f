const USABLE = /^[\x21-\x7e]{1,128}$/;

/** The request's id: the client's `x-request-id` when it is usable in a header, else a new UUID. */
export function requestIdOf(headers: Headers): string {
  const sent = headers.get("x-request-id");
  return sent !== null && USABLE.test(sent) ? sent : crypto.randomUUID();
}
