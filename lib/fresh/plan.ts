import type { Scope } from "./context.ts";
import { HttpError } from "./error.ts";
import type { AppFiles } from "./files.ts";
import { Router } from "./router.ts";
import { compose, newSegment, runRoute, scopeOf, type Segment } from "./segments.ts";
import type { LayoutConfig, Middleware, Route, RouteComponent } from "./types.ts";

/**
 * One call on the App, kept until all files are known. `path` is where it holds; `url` is what it
 * serves where that differs (a route's folder may lie in groups that its URL does not show).
 */
export type Command<State> =
  & { path: string }
  & (
    | { type: "middleware"; fns: Middleware<State>[] }
    | { type: "handler"; method: string; fns: Middleware<State>[] }
    | { type: "route"; route: Route<State>; url?: string }
    | { type: "layout"; component: RouteComponent<never, State>; config: LayoutConfig }
    | { type: "app"; component: RouteComponent<never, State> }
    | { type: "error" | "notFound"; route: Route<State> }
    | { type: "files" }
  );

/** All that a request needs, put together once. */
export interface Plan<State> {
  router: Router<Middleware<State>>;
  /** For an unknown path, and for a known path with a method that it has not. */
  fallback: { path: Middleware<State>; method: Middleware<State> };
  scope: Scope;
}

/** Puts routes and middleware together: each route gets what was added before it. */
export function plan<State>(commands: Command<State>[], files: AppFiles | null): Plan<State> {
  const root = newSegment<State>(null);
  const router = new Router<Middleware<State>>();
  for (const command of commands.flatMap((one) => expand(one, files))) {
    apply(command, root, router);
  }
  const fallback = {
    path: compose(root, () => {
      throw new HttpError(404);
    }),
    method: compose(root, ({ req }) => {
      if (req.method === "OPTIONS") return new Response(null, { status: 204 });
      throw new HttpError(405);
    }),
  };
  return { router, fallback, scope: scopeOf(root) };
}

function expand<State>(command: Command<State>, files: AppFiles | null): Command<State>[] {
  if (command.type !== "files") return [command];
  const base = command.path.replace(/\/?\*?$/, "");
  return (files?.commands ?? []).map((one) => {
    const moved = { ...one, path: base + one.path } as Command<State>;
    if (moved.type !== "route") return moved;
    const url = base + (moved.url ?? one.path);
    return { ...moved, url: base !== "" && moved.url === "/" ? base : url };
  });
}

function apply<State>(
  command: Command<State>,
  root: Segment<State>,
  router: Router<Middleware<State>>,
): void {
  const segment = segmentAt(root, command.path);
  switch (command.type) {
    case "middleware":
      segment.middlewares.push(...command.fns);
      break;
    case "layout":
      segment.layout = command;
      break;
    case "app":
      segment.app = command.component;
      break;
    case "error":
      segment.error = command.route;
      break;
    case "notFound":
      // As in Fresh there is one for all paths; that of the root wins over one further down.
      if (segment === root) root.notFound = command.route;
      else root.notFound ??= command.route;
      break;
    case "handler":
      router.add(
        command.method,
        command.path === "*" ? "/*" : command.path,
        chain(segment, command.fns),
      );
      break;
    case "route":
      addRoute(command.route, command.url ?? command.path, segment, router);
  }
}

function chain<State>(segment: Segment<State>, fns: Middleware<State>[]): Middleware<State> {
  const last = fns.at(-1) ?? (() => {
    throw new HttpError(404);
  });
  const own = { ...newSegment(segment), middlewares: fns.slice(0, -1) };
  return compose(own, withScope(segment, last));
}

function withScope<State>(segment: Segment<State>, fn: Middleware<State>): Middleware<State> {
  const scope = scopeOf(segment);
  return (ctx) => {
    ctx._scope = scope;
    return fn(ctx);
  };
}

function addRoute<State>(
  route: Route<State>,
  url: string,
  segment: Segment<State>,
  router: Router<Middleware<State>>,
): void {
  const scope = scopeOf(segment);
  const run = compose(segment, (ctx) => runRoute(ctx, route, scope));
  const { handler } = route;
  const pattern = route.config?.routeOverride ?? url;
  if (typeof handler === "function") router.add("ALL", pattern, run);
  else {
    for (const method of Object.keys(handler ?? {})) router.add(method, pattern, run);
    if (route.component !== undefined) router.add("GET", pattern, run);
  }
}

function segmentAt<State>(root: Segment<State>, path: string): Segment<State> {
  let segment = root;
  for (const part of path.split("/")) {
    if (part === "" || part === "*") continue;
    let child = segment.children.get(part);
    if (child === undefined) segment.children.set(part, child = newSegment(segment));
    segment = child;
  }
  return segment;
}
