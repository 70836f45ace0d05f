import type { Trail } from "./trail.ts";

/** Client headers that mean something to a provider. Everything else, credentials above all, stays here. */
const FORWARDED = [
  "anthropic-beta",
  "openai-beta",
  "http-referer",
  "idempotency-key",
  "x-title",
  "x-grok-conv-id",
];

/**
 * Provider headers that do not go to the client: hop-by-hop ones (RFC 9110, 7.6.1), those that
 * describe bytes which the HTTP client has already decoded, cookies and credentials, and those that
 * speak for the provider's origin and would be wrong for ours.
 */
const WITHHELD = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "content-encoding",
  "content-length",
  "content-type",
  "set-cookie",
  "set-cookie2",
  "authorization",
  "www-authenticate",
  "x-api-key",
  "api-key",
  "x-goog-api-key",
  "alt-svc",
  "clear-site-data",
  "content-location",
  "link",
  "location",
  "permissions-policy",
  "referrer-policy",
  "refresh",
  "service-worker-allowed",
  "content-security-policy",
  "cross-origin-opener-policy",
  "cross-origin-embedder-policy",
  "cross-origin-resource-policy",
  "date",
  "nel",
  "report-to",
  "server",
  "strict-transport-security",
  "vary",
  "via",
  "x-frame-options",
  "x-request-id",
]);

/** The client's headers that go upstream. */
export function forwardedHeaders(client: Headers): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of FORWARDED) {
    const value = client.get(name);
    if (value !== null) headers[name] = value;
  }
  return headers;
}

/** The headers of our response: the provider's that may cross, and our own. */
export function answerHeaders(upstream: Headers, trail: Trail): Headers {
  const headers = new Headers();
  const hopByHop = new Set((upstream.get("connection") ?? "").toLowerCase().split(/\s*,\s*/));
  for (const [name, value] of upstream) {
    if (WITHHELD.has(name) || hopByHop.has(name) || name.startsWith("access-control-")) continue;
    if (name.startsWith("x-apantli-")) continue;
    headers.set(name, value);
  }
  const upstreamId = upstream.get("x-request-id");
  if (upstreamId !== null) headers.set("x-apantli-upstream-request-id", upstreamId);
  headers.set("x-request-id", trail.requestId);
  if (trail.target) headers.set("x-apantli-provider", trail.target.provider);
  if (trail.attempts.length > 0) headers.set("x-apantli-attempts", String(trail.attempts.length));
  return headers;
}
