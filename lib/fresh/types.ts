import type { ComponentChildren, FunctionComponent } from "preact";
import type { Context } from "./context.ts";

/** The methods that a route can handle one by one. */
export type Method = "HEAD" | "GET" | "POST" | "PATCH" | "PUT" | "DELETE" | "OPTIONS";

/** A step on a request's way; `ctx.next()` runs the rest and gives its response. */
export type Middleware<State> = (ctx: Context<State>) => Response | Promise<Response>;

/** The same under Fresh's other name. */
export type MiddlewareFn<State> = Middleware<State>;

/** What a handler returns to have the page's component rendered. */
export interface PageResponse<Data> {
  data: Data;
  headers?: HeadersInit;
  status?: number;
}

/** Handles a request itself (a `Response`) or hands data to the component. */
export type HandlerFn<Data, State> = (
  ctx: Context<State>,
) => Response | PageResponse<Data> | Promise<Response | PageResponse<Data>>;

/** One handler per method; any other method is a 405. */
export type HandlerByMethod<Data, State> = { [M in Method]?: HandlerFn<Data, State> };

/** A handler for every method, or one per method. */
export type RouteHandler<Data, State> = HandlerFn<Data, State> | HandlerByMethod<Data, State>;

/** The data that a route's handlers hand to its component. */
export type RouteData<Handler extends RouteHandler<unknown, never>> = Handler extends
  RouteHandler<infer Data, never> ? Data : never;

/** What pages, layouts and the app wrapper get as props. */
export type PageProps<Data = unknown, State = unknown> =
  & Pick<
    Context<State>,
    "req" | "url" | "params" | "route" | "state" | "info" | "config" | "error" | "isPartial"
  >
  & {
    data: Data;
    /** The inner page; only layouts and the app wrapper render it. */
    Component: FunctionComponent;
  };

/**
 * A page, layout or app wrapper: a function component; one declared `async` may also answer with a
 * `Response`. `Data` is contravariant here, so that `never` stands for "whatever data it wants".
 */
export type RouteComponent<Data, State> = (
  props: PageProps<Data, State>,
) => ComponentChildren | Response | Promise<ComponentChildren | Response>;

/** What a route file may export as `config`. */
export interface RouteConfig {
  /** Serve at this URL pattern instead of the one that the file's path gives. */
  routeOverride?: string;
  skipInheritedLayouts?: boolean;
  skipAppWrapper?: boolean;
}

/** What a layout file may export as `config`. */
export type LayoutConfig = Omit<RouteConfig, "routeOverride">;

/** A route as `app.route()` takes it. */
export interface Route<State> {
  handler?: RouteHandler<unknown, State>;
  component?: RouteComponent<never, State>;
  config?: RouteConfig;
}

/** The app's settings. */
export interface FreshConfig {
  mode?: "development" | "production";
}

/** The settings with every default filled in, as `ctx.config`. */
export interface ResolvedFreshConfig {
  /** The folder that holds `routes/`, `islands/` and `static/`. */
  root: string;
  basePath: "";
  mode: "development" | "production";
}

/** Where `app.listen()` listens. */
export type ListenOptions = Partial<Deno.ServeTcpOptions & Deno.TlsCertifiedKeyPem>;
