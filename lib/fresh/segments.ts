import { type ComponentChildren, Fragment, h } from "preact";
import type { Context, Scope } from "./context.ts";
import { HttpError } from "./error.ts";
import { renderComponent } from "./render.ts";
import type { LayoutConfig, Middleware, Route, RouteComponent } from "./types.ts";

/** One folder of the URL space with what holds for everything below it. */
export interface Segment<State> {
  parent: Segment<State> | null;
  children: Map<string, Segment<State>>;
  middlewares: Middleware<State>[];
  app: RouteComponent<never, State> | null;
  layout: { component: RouteComponent<never, State>; config: LayoutConfig } | null;
  error: Route<State> | null;
  notFound: Route<State> | null;
}

/** A segment without anything in it. */
export function newSegment<State>(parent: Segment<State> | null): Segment<State> {
  return {
    parent,
    children: new Map(),
    middlewares: [],
    app: null,
    layout: null,
    error: null,
    notFound: null,
  };
}

/** What surrounds a page of this segment. */
export function scopeOf<State>(segment: Segment<State>): Scope {
  const outer: Scope = segment.parent === null
    ? { app: null, layouts: [] }
    : scopeOf(segment.parent);
  const { component, config } = segment.layout ?? { config: {} };
  const inherited = config.skipInheritedLayouts ? [] : outer.layouts;
  return {
    app: config.skipAppWrapper ? null : segment.app ?? outer.app,
    layouts: component === undefined ? inherited : [...inherited, component],
  };
}

/**
 * Joins the middleware of a segment and its ancestors with a last step into one function, once:
 * nothing is put together while a request waits. Each segment catches what its inner part throws.
 */
export function compose<State>(
  segment: Segment<State>,
  last: Middleware<State>,
): Middleware<State> {
  let next: Middleware<State> = (ctx) => {
    ctx.next = nothingFollows;
    return last(ctx);
  };
  for (const middleware of segment.middlewares.toReversed()) {
    const rest = next;
    next = (ctx) => {
      ctx.next = async () => await rest(ctx);
      return middleware(ctx);
    };
  }
  if (segment.error !== null || segment.parent === null) next = guard(segment, next);
  return segment.parent === null ? next : compose(segment.parent, next);
}

/** What a handler gets that asks for the step after it. */
function nothingFollows(): Promise<Response> {
  return Promise.reject(new HttpError(404));
}

function guard<State>(segment: Segment<State>, inner: Middleware<State>): Middleware<State> {
  const scope = scopeOf(segment);
  const { error: errorRoute } = segment;
  let root = segment;
  while (root.parent !== null) root = root.parent;
  return async (ctx) => {
    try {
      const response: unknown = await inner(ctx);
      if (response instanceof Response) return response;
      throw new TypeError(
        `Return a response from all that runs at ${ctx.route ?? ctx.url.pathname}.`,
      );
    } catch (error) {
      ctx.error = error;
      const status = error instanceof HttpError ? error.status : 500;
      const route = status === 404 ? root.notFound ?? errorRoute : errorRoute;
      if (route === null) throw error;
      return await runRoute(ctx, route, scope, status);
    }
  };
}

/** Runs a route's handler for the request's method and renders its component where it has one. */
export async function runRoute<State>(
  ctx: Context<State>,
  route: Route<State>,
  scope: Scope,
  status = 200,
): Promise<Response> {
  const { handler, component, config = {} } = route;
  ctx._scope = scope;
  const { method } = ctx.req;
  const known = typeof handler === "function"
    ? handler
    : Object.entries(handler ?? {}).find(([name]) => name === method)?.[1] ??
      (method === "HEAD" ? handler?.GET : undefined);
  const result = known === undefined ? { data: undefined } : await known(ctx);
  if (result instanceof Response) return result;
  ctx.data = result.data;
  let page: ComponentChildren = null;
  if (component !== undefined) {
    const rendered = await renderComponent(ctx, component, result.data, () => null);
    if (rendered instanceof Response) return rendered;
    page = rendered;
  }
  const init: ResponseInit = { status: result.status ?? status };
  if (result.headers !== undefined) init.headers = result.headers;
  return await ctx.render(h(Fragment, null, page), init, config);
}
