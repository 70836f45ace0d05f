import { type ComponentChild, type ComponentType, h, hydrate, options, type VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { computed, signal } from "@preact/signals";
import { parse } from "devalue";
import { lockImages } from "./asset_url.ts";
import { build } from "./shared.ts";

type Props = Record<string, unknown>;
/** Loads a module of islands. */
type Load = () => Promise<Record<string, ComponentType<Props>>>;
interface PageData {
  build: string;
  islands: [name: string, props: Props][];
}

const ISLAND = "[data-fresh-island]";
/** Constant, so that Preact never touches what the server put into a slot. */
const UNTOUCHED = { __html: "" };
/** By slot: the node whose children are the slot's content now. */
const holders = new Map<number, ParentNode>();
const started = new WeakSet<Element>();
let wakeWithin: (root: ParentNode) => void = () => {};

const previous = options.vnode;
options.vnode = (vnode: VNode) => {
  lockImages(vnode as VNode<Props>);
  previous?.(vnode);
};

/** Wakes all islands of the page. Called by the bundle's entry with every island module there is. */
export function boot(modules: Record<string, Load>): void {
  const text = document.getElementById("fresh-data")?.textContent;
  if (!text) return;
  const data: PageData = parse(text, {
    Signal: ([value]: [unknown]) => signal(value),
    Computed: ([value]: [unknown]) => computed(() => value),
    Slot: ([id]: [number]) => h(Slot, { id }),
  });
  build.id = data.build;
  wakeWithin = (root) => {
    for (const element of root.querySelectorAll<HTMLElement>("[data-fresh-slot]")) {
      const id = Number(element.dataset.freshSlot);
      const holder = element instanceof HTMLTemplateElement ? element.content : element;
      if (!holders.has(id)) holders.set(id, holder);
    }
    for (const element of root.querySelectorAll<HTMLElement>(ISLAND)) {
      // One inside of another comes after it.
      if (started.has(element) || element.parentElement?.closest(ISLAND)) continue;
      started.add(element);
      const [name = "", props = {}] = data.islands[Number(element.dataset.freshIsland)] ?? [];
      const [, file = "", member = ""] = /^(.*):(.*)$/.exec(name) ?? [];
      wake(element, async () => (await modules[file]?.())?.[member], props);
    }
  };
  wakeWithin(document);
}

/** An island that fails is told on the console and keeps what the server sent; the others wake. */
async function wake(
  element: HTMLElement,
  load: () => Promise<ComponentType<Props> | undefined>,
  props: Props,
): Promise<void> {
  const changes = new MutationObserver(() => {});
  try {
    const component = await load();
    changes.observe(element, { childList: true, characterDataOldValue: true, subtree: true });
    if (component !== undefined) hydrate(h(component, props), element);
  } catch (error) {
    changes.takeRecords().reverse().forEach(undo);
    reportError(error);
  }
  changes.disconnect();
  delete element.dataset.freshIsland;
  wakeWithin(element);
}

/** Preact splits texts while it hydrates, and removes the elements around an error. */
function undo({ target, addedNodes, removedNodes, nextSibling, oldValue }: MutationRecord): void {
  for (const node of addedNodes) node.parentNode?.removeChild(node);
  for (const node of removedNodes) target.insertBefore(node, nextSibling);
  if (oldValue !== null) target.nodeValue = oldValue;
}

/** JSX from the server inside an island: its nodes are put aside while the island hides it. */
function Slot({ id }: { id: number }): ComponentChild {
  const ref = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    const holder = holders.get(id);
    if (element === null || holder === undefined) return;
    if (holder !== element) {
      element.append(...holder.childNodes);
      holders.set(id, element);
      wakeWithin(element);
    }
    return () => {
      const aside = document.createDocumentFragment();
      aside.append(...element.childNodes);
      holders.set(id, aside);
    };
  }, []);
  return h("slot", { "data-fresh-slot": id, ref, dangerouslySetInnerHTML: UNTOUCHED });
}
