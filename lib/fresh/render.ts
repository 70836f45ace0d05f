import {
  type ComponentChildren,
  type FunctionComponent,
  h,
  isValidElement,
  type VNode,
} from "preact";
import { renderToString } from "preact-render-to-string";
import type { Context } from "./context.ts";
import { createPage, finishPage, type PageState, RenderContext } from "./islands.ts";
import { asset } from "./runtime.ts";
import { build, HeadContext } from "./shared.ts";
import type { LayoutConfig, PageProps, RouteComponent } from "./types.ts";

/** Renders a page inside its layouts and app wrapper to a whole HTML document. */
export async function renderDocument<State>(
  ctx: Context<State>,
  vnode: VNode | null,
  init: ResponseInit,
  config: LayoutConfig,
): Promise<Response> {
  const { app, layouts } = ctx._scope;
  const around = config.skipInheritedLayouts ? [] : [...layouts];
  if (app !== null && !config.skipAppWrapper) around.unshift(app);
  let tree: ComponentChildren = vnode;
  for (const component of around.reverse()) {
    const inner: ComponentChildren = tree;
    const outer: ComponentChildren | Response = await renderComponent(
      ctx,
      component,
      undefined,
      (): ComponentChildren => inner,
    );
    if (outer instanceof Response) return outer;
    tree = outer;
  }
  return ctx.html(toHtml(tree, ctx), init);
}

/**
 * Makes a route's component into JSX. An async component is awaited here, because the renderer
 * itself is synchronous; it may answer with a `Response`.
 */
export async function renderComponent<State>(
  ctx: Context<State>,
  component: RouteComponent<never, never>,
  data: unknown,
  Component: FunctionComponent,
): Promise<ComponentChildren | Response> {
  const { req, url, params, route, state, info, config, error, isPartial } = ctx;
  const shared = { req, url, params, route, state, info, config, error, isPartial };
  const props = { ...shared, data, Component } as PageProps<never, never>;
  if (component.constructor.name === "AsyncFunction") return await component(props);
  return h(component as FunctionComponent<typeof props>, props);
}

function toHtml<State>(tree: ComponentChildren, ctx: Context<State>): string {
  const page = createPage();
  const head: VNode[] = [];
  build.id = ctx._files?.buildId ?? "";
  const wrap = (children: ComponentChildren) =>
    h(RenderContext.Provider, { value: page }, children);
  const collect = (children: ComponentChildren) => {
    head.push(...[children].flat(9).filter((child): child is VNode => isValidElement(child)));
  };
  const body = renderToString(wrap(h(HeadContext.Provider, { value: collect }, tree)));
  const foot = finishPage(page, (children) => renderToString(wrap(children))) +
    scriptTag(page, ctx._files?.interactive ?? false);
  return placeParts(body, head, foot);
}

function scriptTag(page: PageState, interactive: boolean): string {
  if (page.islands.length === 0 || !interactive) return "";
  return `<script type="module" src="${asset("/_fresh/client.js")}"></script>`;
}

/** `<Head>` children before `</head>` (a later title or key wins), data and script before `</body>`. */
function placeParts(body: string, head: VNode[], foot: string): string {
  let html = body;
  if (!/^\s*<html[\s>]/.test(html)) {
    const shell = /^\s*<(head|body)[\s>]/.test(html) ? html : `<body>${html}</body>`;
    html = `<html>${shell}</html>`;
  }
  if (!html.includes("<head")) {
    html = html.replace(/<html[^>]*>/, (tag) => `${tag}<head><meta charset="utf-8"></head>`);
  }
  const parts = new Map<unknown, VNode>();
  for (const part of head) parts.set(part.type === "title" ? "title" : part.key ?? part, part);
  const headEnd = html.indexOf("</head>");
  let start = html.slice(0, headEnd);
  if (parts.has("title")) start = start.replace(/<title>[^<]*<\/title>/, "");
  start += renderToString(h("div", null, [...parts.values()])).slice(5, -6);
  const rest = html.slice(headEnd);
  const bodyEnd = rest.lastIndexOf("</body>");
  return `<!DOCTYPE html>${start}${rest.slice(0, bodyEnd)}${foot}${rest.slice(bodyEnd)}`;
}
