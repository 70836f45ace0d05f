import {
  type ComponentChildren,
  type ComponentType,
  createContext,
  h,
  isValidElement,
  options,
  type VNode,
} from "preact";
import { useContext } from "preact/hooks";
import { computed, Signal } from "@preact/signals";
import { stringify } from "devalue";
import { lockImages } from "./asset_url.ts";
import { build } from "./shared.ts";

type Props = Record<string, unknown>;

/** JSX handed to an island: it stays in the page, and the browser gets its number. */
class SlotRef {
  constructor(readonly id: number) {}
}

/** The islands and slots met while one page is rendered. */
export interface PageState {
  islands: { name: string; props: Props }[];
  slots: { children: ComponentChildren; rendered: boolean }[];
}

/** The page being rendered; `null` outside of a page. */
export const RenderContext = createContext<PageState | null>(null);
const InsideIsland = createContext(false);

/** A page on which no island was met yet. */
export function createPage(): PageState {
  return { islands: [], slots: [] };
}

/** The class itself is not exported. */
const COMPUTED = Object.getPrototypeOf(computed(() => 0));
const registry = new Map<unknown, string>();
let plain = false;

/** Makes every function that a module under `islands/` exports an island. */
export function registerIslands(file: string, module: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(module)) {
    if (typeof value === "function") registry.set(value, `${file}:${name}`);
  }
}

// Preact's own hook for created elements: the only place that sees an island wherever it is used.
const previous = options.vnode;
options.vnode = (vnode: VNode) => {
  lockImages(vnode as VNode<Props>);
  const name = plain ? undefined : registry.get(vnode.type);
  if (name !== undefined) {
    const island = { name, component: vnode.type as ComponentType<Props>, props: vnode.props };
    Object.assign(vnode, { type: IslandBoundary, props: island });
  }
  previous?.(vnode);
};

function IslandBoundary({ name, component, props }: {
  name: string;
  component: ComponentType<Props>;
  props: Props;
}): ComponentChildren {
  const page = useContext(RenderContext);
  if (useContext(InsideIsland) || page === null) return createPlain(component, props);
  const sent: Props = {}, shown: Props = {};
  for (const [key, value] of Object.entries(props)) {
    if (!holdsJsx(value)) sent[key] = shown[key] = value;
    else {
      const id = page.slots.push({ children: value, rendered: false }) - 1;
      sent[key] = new SlotRef(id);
      shown[key] = h(Slot, { id });
    }
  }
  const index = page.islands.push({ name, props: sent }) - 1;
  const content = h(InsideIsland.Provider, { value: true }, createPlain(component, shown));
  return h("slot", { "data-fresh-island": index }, content);
}

function Slot({ id }: { id: number }): ComponentChildren {
  const slot = useContext(RenderContext)?.slots[id];
  if (slot === undefined) return null;
  slot.rendered = true;
  const content = h(InsideIsland.Provider, { value: false }, slot.children);
  return h("slot", { "data-fresh-slot": id }, content);
}

function createPlain(component: ComponentType<Props>, props: Props): VNode {
  plain = true;
  try {
    return h(component, props);
  } finally {
    plain = false;
  }
}

/** A signal looks like an element to Preact, since it may stand for its text. */
function holdsJsx(value: unknown): value is ComponentChildren {
  if (value instanceof Signal) return false;
  return Array.isArray(value) ? value.some(holdsJsx) : isValidElement(value);
}

/**
 * What follows a page's content: the slots that no island showed yet, as templates, and the data
 * from which the browser wakes the islands. A JSON block is data to a Content-Security-Policy.
 * Throws a TypeError that names the island when a prop cannot be sent.
 */
export function finishPage(
  page: PageState,
  render: (children: ComponentChildren) => string,
): string {
  if (page.islands.length === 0) return "";
  let html = "";
  // Rendering a slot may meet further islands with slots: `slots` grows while this runs.
  for (let id = 0; id < page.slots.length; id++) {
    const slot = page.slots[id];
    if (slot === undefined || slot.rendered) continue;
    html += `<template data-fresh-slot="${id}">${render(slot.children)}</template>`;
  }
  const islands = page.islands.map(({ name, props }) => [name, props]);
  return `${html}<script type="application/json" id="fresh-data">${serialise(islands)}</script>`;
}

function serialise(islands: unknown[]): string {
  try {
    return stringify({ build: build.id, islands }, {
      Computed: (value) =>
        value instanceof Signal && Object.getPrototypeOf(value) === COMPUTED && [value.peek()],
      Signal: (value) => value instanceof Signal && [value.peek()],
      Slot: (value) => value instanceof SlotRef && [value.id],
    }).replaceAll("<", "\\u003c");
  } catch (error) {
    const where = error instanceof Error && "path" in error ? ` at ${error.path}` : "";
    throw new TypeError(
      `Pass only data, signals and JSX to an island: ${String(error)}${where} of ${
        islands.map((island) => Array.isArray(island) ? island[0] : "").join(", ")
      }`,
      { cause: error },
    );
  }
}
