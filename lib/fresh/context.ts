import { isValidElement, type VNode } from "preact";
import type { AppFiles } from "./files.ts";
import { renderDocument } from "./render.ts";
import type { LayoutConfig, ResolvedFreshConfig, RouteComponent } from "./types.ts";

/** What surrounds a page: the app wrapper, and the layouts from the outermost in. */
export interface Scope {
  app: RouteComponent<never, never> | null;
  layouts: RouteComponent<never, never>[];
}

/** What the App knows of a request when it makes its context. */
export interface ContextInit {
  req: Request;
  url: URL;
  info: Deno.ServeHandlerInfo;
  config: ResolvedFreshConfig;
  route: string | null;
  params: Record<string, string>;
  scope: Scope;
  files: AppFiles | null;
}

const encoder = new TextEncoder();
const HTML_TYPE = "text/html; charset=utf-8";

/** One request on its way through middleware and route. Source: Fresh's documentation, "Context". */
export class Context<State> {
  readonly req: Request;
  readonly url: URL;
  readonly info: Deno.ServeHandlerInfo;
  readonly config: ResolvedFreshConfig;
  /** The pattern of the matched route. */
  readonly route: string | null;
  readonly params: Record<string, string>;
  /** Shared by all steps of this request. */
  readonly state: State = {} as State;
  /** What the handler returned for the page. */
  data: unknown = undefined;
  /** What was thrown, for `_error` and `_404`. */
  error: unknown = null;
  /** Always false: partials are left out. */
  readonly isPartial: boolean = false;
  /** Runs the rest of the way. */
  next: () => Promise<Response> = () => Promise.reject(new Error("No step follows."));
  /** Not Fresh's API: what surrounds a page rendered now. */
  _scope: Scope;
  /** Not Fresh's API: what was read from the app's folder. */
  readonly _files: AppFiles | null;

  constructor(init: ContextInit) {
    this.req = init.req;
    this.url = init.url;
    this.info = init.info;
    this.config = init.config;
    this.route = init.route;
    this.params = init.params;
    this._scope = init.scope;
    this._files = init.files;
  }

  /** A redirect; double slashes are folded, so that a path never leads to another host. */
  redirect(pathOrUrl: string, status = 302): Response {
    // Browsers drop tabs and leading spaces from a URL, and headers take no other characters.
    let location = pathOrUrl.toWellFormed().replace(/[^!-~]/gu, encodeURIComponent);
    if (/^[/\\]/.test(location)) {
      const [path = ""] = location.split(/[?#]/, 1);
      location = path.replace(/[/\\]+/g, "/") + location.slice(path.length);
    }
    return new Response(null, { status, headers: { location } });
  }

  /** Renders JSX inside the layouts and the app wrapper. */
  async render(
    vnode: VNode | null,
    init: ResponseInit = {},
    config: LayoutConfig = {},
  ): Promise<Response> {
    if (vnode !== null && !isValidElement(vnode)) {
      throw new TypeError("Pass JSX to ctx.render().");
    }
    return await renderDocument(this, vnode, init, config);
  }

  /** Responds with plain text. */
  text(content: string, init?: ResponseInit): Response {
    return new Response(content, init);
  }

  /** Responds with HTML text. */
  html(content: string, init: ResponseInit = {}): Response {
    const headers = new Headers(init.headers);
    headers.set("content-type", HTML_TYPE);
    return new Response(content, { ...init, headers });
  }

  /** Responds with JSON. */
  json(content: unknown, init?: ResponseInit): Response {
    return Response.json(content, init);
  }

  /** Responds with the parts of an iterable, or of what a generator function gives, one by one. */
  stream<U extends string | Uint8Array>(
    source: Iterable<U> | AsyncIterable<U> | (() => Iterable<U> | AsyncIterable<U>),
    init?: ResponseInit,
  ): Response {
    const parts = typeof source === "function" ? source() : source;
    const encode = new TransformStream<U, Uint8Array>({
      transform: (part, out) => out.enqueue(typeof part === "string" ? encoder.encode(part) : part),
    });
    return new Response(ReadableStream.from(parts).pipeThrough(encode), init);
  }
}
