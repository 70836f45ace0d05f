import type { Context } from "./context.ts";
import { HttpError } from "./error.ts";
import type { Middleware } from "./types.ts";

/** Which other origins may change something; the app's own always may when none is given. */
export interface CsrfOptions<State = unknown> {
  origin?: string | string[] | ((origin: string, ctx: Context<State>) => boolean);
}

const SAFE = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses with 403 what a page of another origin has the browser send. A request that no browser
 * sent has neither of the headers asked for. Source: Fresh's documentation, "csrf".
 */
export function csrf<State>({ origin: allowed }: CsrfOptions<State> = {}): Middleware<State> {
  return (ctx) => {
    const { method, headers } = ctx.req;
    const site = headers.get("sec-fetch-site");
    const origin = headers.get("origin");
    const isAllowed = (origin: string) =>
      typeof allowed === "function"
        ? allowed(origin, ctx)
        : [allowed ?? ctx.url.origin].flat().includes(origin);
    const isFine = SAFE.includes(method) || site === "same-origin" || site === "none" ||
      (origin === null ? site === null : isAllowed(origin));
    if (!isFine) throw new HttpError(403);
    return ctx.next();
  };
}
