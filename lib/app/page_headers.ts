import type { Middleware } from "fresh";

/**
 * What every HTML page is sent with. Nothing comes from elsewhere, and nothing inline runs.
 * Source: https://developer.mozilla.org/docs/Web/HTTP/Guides/CSP
 */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

/**
 * Adds {@link PAGE_HEADERS} to HTML responses and leaves all others untouched. An error page is made
 * outside of the middleware that the error left behind: it brings these headers itself.
 */
export const pageHeaders: Middleware<unknown> = async (ctx) => {
  const response = await ctx.next();
  if (response.headers.get("content-type")?.startsWith("text/html")) {
    for (const [name, value] of Object.entries(PAGE_HEADERS)) response.headers.set(name, value);
  }
  return response;
};
