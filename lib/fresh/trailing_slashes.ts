import type { Middleware } from "./types.ts";

/**
 * Redirects so that every path but `/` ends with a slash, or that none does.
 * Source: Fresh's documentation, "trailingSlashes".
 */
export function trailingSlashes<State>(mode: "always" | "never"): Middleware<State> {
  return (ctx) => {
    const { pathname, search } = ctx.url;
    const hasSlash = pathname.endsWith("/");
    if (pathname === "/" || hasSlash === (mode === "always")) return ctx.next();
    return ctx.redirect((hasSlash ? pathname.slice(0, -1) : `${pathname}/`) + search);
  };
}
