import { type ComponentChild, type ComponentType, h, hydrate } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { signal } from "@preact/signals";
import { parse } from "devalue";
import { build } from "./shared.ts";

type Props = Record<string, unknown>;
interface PageData {
  build: string;
  islands: [name: string, props: Props][];
}

/** Constant, so that Preact never touches what the server put into a slot. */
const UNTOUCHED = { __html: "" };
const kept = new Map<number, Node>();
let wakeWithin: (root: ParentNode) => void = () => {};

/** Wakes all islands of the page. Called by the bundle's entry with every island there is. */
export function boot(components: Record<string, ComponentType<Props>>): void {
  const text = document.getElementById("fresh-data")?.textContent;
  if (!text) return;
  const data: PageData = parse(text, {
    Signal: ([value]: [unknown]) => signal(value),
    Slot: ([id]: [number]) => h(Slot, { id }),
  });
  build.id = data.build;
  for (const template of document.querySelectorAll("template")) {
    if (template.dataset.freshSlot) kept.set(Number(template.dataset.freshSlot), template.content);
  }
  wakeWithin = (root) => {
    for (const element of root.querySelectorAll<HTMLElement>("[data-fresh-island]")) {
      const [name, props] = data.islands[Number(element.dataset.freshIsland)] ?? [];
      const component = name === undefined ? undefined : components[name];
      delete element.dataset.freshIsland;
      if (component !== undefined && props !== undefined) wake(element, component, props);
    }
  };
  wakeWithin(document);
}

/** One island that throws must not keep the others asleep. */
function wake(element: HTMLElement, component: ComponentType<Props>, props: Props): void {
  try {
    hydrate(h(component, props), element);
  } catch (error) {
    reportError(error);
  }
}

/** JSX from the server inside an island: its nodes are put aside while the island hides it. */
function Slot({ id }: { id: number }): ComponentChild {
  const ref = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    const content = kept.get(id);
    if (element !== null && content !== undefined) {
      element.append(content);
      kept.delete(id);
      wakeWithin(element);
    }
    return () => {
      const aside = document.createDocumentFragment();
      aside.append(...element?.childNodes ?? []);
      kept.set(id, aside);
    };
  }, []);
  return h("slot", { "data-fresh-slot": id, ref, dangerouslySetInnerHTML: UNTOUCHED });
}
