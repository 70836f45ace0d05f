import { Context } from "./context.ts";
import { HttpError } from "./error.ts";
import { type AppFiles, loadFiles } from "./files.ts";
import { type Command, type Plan, plan } from "./plan.ts";
import { allowedMethods } from "./router.ts";
import type {
  FreshConfig,
  LayoutConfig,
  ListenOptions,
  Middleware,
  ResolvedFreshConfig,
  Route,
  RouteComponent,
  RouteConfig,
} from "./types.ts";

type Handler = (req: Request, info?: Deno.ServeHandlerInfo) => Promise<Response>;

const NO_INFO: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 0 },
  completed: Promise.resolve(),
};

/** An application: middleware and routes, in the order in which they are added. */
export class App<State> {
  readonly config: ResolvedFreshConfig;
  readonly #commands: Command<State>[] = [];
  /** Not Fresh's API: set by the Builder; without it `fsRoutes()` reads beside the main module. */
  _files: Promise<AppFiles> | null = null;

  constructor(config: FreshConfig = {}) {
    this.config = { root: "", basePath: "", mode: config.mode ?? "production" };
  }

  /** Adds middleware for all routes added later, or for those below a path. */
  use(...middleware: Middleware<State>[]): this;
  use(path: string, ...middleware: Middleware<State>[]): this;
  use(first: string | Middleware<State>, ...rest: Middleware<State>[]): this {
    return typeof first === "string"
      ? this.#add({ type: "middleware", path: first, fns: rest })
      : this.#add({ type: "middleware", path: "*", fns: [first, ...rest] });
  }

  /** Handles GET (and HEAD) at a path; the last function is the handler, those before middleware. */
  get(path: string, ...fns: Middleware<State>[]): this {
    return this.#add({ type: "handler", method: "GET", path, fns });
  }
  /** Handles POST at a path. */
  post(path: string, ...fns: Middleware<State>[]): this {
    return this.#add({ type: "handler", method: "POST", path, fns });
  }
  /** Handles PUT at a path. */
  put(path: string, ...fns: Middleware<State>[]): this {
    return this.#add({ type: "handler", method: "PUT", path, fns });
  }
  /** Handles PATCH at a path. */
  patch(path: string, ...fns: Middleware<State>[]): this {
    return this.#add({ type: "handler", method: "PATCH", path, fns });
  }
  /** Handles DELETE at a path. */
  delete(path: string, ...fns: Middleware<State>[]): this {
    return this.#add({ type: "handler", method: "DELETE", path, fns });
  }
  /** Handles HEAD at a path. */
  head(path: string, ...fns: Middleware<State>[]): this {
    return this.#add({ type: "handler", method: "HEAD", path, fns });
  }
  /** Handles OPTIONS at a path. */
  options(path: string, ...fns: Middleware<State>[]): this {
    return this.#add({ type: "handler", method: "OPTIONS", path, fns });
  }
  /** Handles every method at a path. */
  all(path: string, ...fns: Middleware<State>[]): this {
    return this.#add({ type: "handler", method: "ALL", path, fns });
  }

  /** Adds a page: a component, a handler, or both. */
  route(path: string, route: Route<State>, config: RouteConfig = route.config ?? {}): this {
    return this.#add({ type: "route", path, route: { ...route, config } });
  }

  /** Puts a component around the pages at and below a path. */
  layout(path: string, component: RouteComponent<never, State>, config: LayoutConfig = {}): this {
    return this.#add({ type: "layout", path, component, config });
  }

  /** Puts a component around every page: the `<html>` document. */
  appWrapper(component: RouteComponent<never, State>): this {
    return this.#add({ type: "app", path: "*", component });
  }

  /** Handles what is thrown at and below a path; `ctx.error` holds it. */
  onError(path: string, route: Route<State> | Middleware<State>): this {
    return this.#add({ type: "error", path, route: toRoute(route) });
  }

  /** Handles requests that nothing else knows. */
  notFound(route: Route<State> | Middleware<State>): this {
    return this.#add({ type: "notFound", path: "*", route: toRoute(route) });
  }

  /** Inserts the file routes here, below `pattern` when given. */
  fsRoutes(pattern = "*"): this {
    return this.#add({ type: "files", path: pattern });
  }

  /** Adds all that another app has, below a path. */
  mountApp(path: string, app: App<State>): this {
    const base = path.replace(/\/?\*?$/, "");
    for (const command of app.#commands) {
      const all = command.type === "handler" || command.type === "route" ? "/*" : "";
      const inner = command.path === "*" ? all : command.path.replace(/^\/$/, "");
      this.#add({ ...command, path: base + inner || "/" });
    }
    return this;
  }

  /** The function for `Deno.serve()`. Files are read at once; a request waits for them. */
  handler(): Handler {
    const wantsFiles = this._files !== null || this.#commands.some(({ type }) => type === "files");
    if (!wantsFiles) return this.#serve(plan(this.#commands, null), null);
    let ready: Handler | null = null;
    this._files ??= loadFiles();
    const loading = this._files.then((files) => {
      this.config.root = files.root;
      ready = this.#serve(plan(this.#commands, files), files);
      return ready;
    });
    return async (req, info) => await (ready ?? await loading)(req, info);
  }

  /** Starts a server; on the first free port from 8000 when none is given. */
  async listen(options: ListenOptions = {}): Promise<void> {
    const handler = this.handler();
    await this._files;
    const ports = options.port === undefined ? Array.from({ length: 20 }, (_, i) => 8000 + i) : [];
    for (const port of ports) {
      try {
        Deno.serve({ ...options, port }, handler);
        return;
      } catch (error) {
        if (!(error instanceof Deno.errors.AddrInUse)) throw error;
      }
    }
    Deno.serve(options, handler);
  }

  #add(command: Command<State>): this {
    this.#commands.push(command);
    return this;
  }

  #serve({ router, fallback, scope }: Plan<State>, files: AppFiles | null): Handler {
    return async (req, info = NO_INFO) => {
      const url = new URL(req.url);
      if (url.pathname.includes("//")) url.pathname = url.pathname.replace(/\/+/g, "/");
      const match = router.match(req.method, url.pathname);
      const { config } = this;
      const route = match?.entry.pattern ?? null;
      const params = match?.params ?? {};
      const ctx = new Context<State>({ req, url, info, config, route, params, scope, files });
      const known = match !== null && match.handler === null;
      const run = match?.handler ?? (known ? fallback.method : fallback.path);
      let response: Response;
      try {
        response = await run(ctx);
      } catch (error) {
        response = defaultError(error);
      }
      if (known && !response.headers.has("allow")) {
        // A copy, since the headers of a response may be read-only.
        response = new Response(response.body, response);
        response.headers.set("allow", allowedMethods(match.entry));
      }
      if (req.method !== "HEAD" || response.body === null) return response;
      // Nobody reads this body, so how its stream ends is of no interest.
      await response.body.cancel().catch(() => {});
      return new Response(null, response);
    };
  }
}

function toRoute<State>(route: Route<State> | Middleware<State>): Route<State> {
  return typeof route === "function" ? { handler: route } : route;
}

function defaultError(error: unknown): Response {
  // A status that is no error's may have no body, or be none at all: who threw it was wrong.
  const known = error instanceof HttpError && error.status >= 400 && error.status <= 599;
  const status = known ? error.status : 500;
  if (status >= 500) console.error(error);
  return new Response(known ? error.message || `HTTP ${status}` : "Internal server error", {
    status,
  });
}
