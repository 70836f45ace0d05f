import { type ComponentChildren, type FunctionComponent, h, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Client } from "./assets.ts";
import type { Context } from "./context.ts";
import { placeParts } from "./document.ts";
import { elementsOf } from "./head.ts";
import { createPage, finishPage, type PageState, RenderContext } from "./islands.ts";
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
  return h(checked(component, route), props);
}

/** The renderer would show nothing in place of a promise or a response. */
function checked(
  component: RouteComponent<never, never>,
  route: string | null,
): FunctionComponent<PageProps<never, never>> {
  return (props) => {
    const made = component(props);
    if (made instanceof Promise || made instanceof Response) {
      const where = `${component.name || "shown"} at ${route ?? "unknown paths"}`;
      throw new TypeError(`Declare the component ${where} as async: it did not give JSX.`);
    }
    return made;
  };
}

function toHtml<State>(tree: ComponentChildren, ctx: Context<State>): string {
  const page = createPage();
  const head: VNode[] = [];
  build.id = ctx._files?.buildId ?? "";
  const wrap = (children: ComponentChildren) =>
    h(RenderContext.Provider, { value: page }, children);
  const collect = (children: ComponentChildren) => void head.push(...elementsOf(children));
  const body = renderToString(wrap(h(HeadContext.Provider, { value: collect }, tree)));
  const foot = finishPage(page, (children) => renderToString(wrap(children))) +
    scriptTags(page, ctx._files?.client ?? null);
  return placeParts(body, head, foot);
}

/** What starts the islands, and what they need at once: asked for together, not one by one. */
function scriptTags({ islands }: PageState, client: Client | null): string {
  if (islands.length === 0 || client === null) return "";
  const files = islands.flatMap(({ name }) => client.islands[name.replace(/:[^:]*$/, "")] ?? []);
  const preloads = [...new Set(files)].map((file) =>
    `<link rel="modulepreload" href="${client.base}${encodeURI(file)}">`
  );
  return `${preloads.join("")}<script type="module" src="${client.base}client.js"></script>`;
}
