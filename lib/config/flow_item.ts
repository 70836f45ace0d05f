import { isNode, isPair } from "yaml";
import { extent, itemEnd } from "./nodes.ts";
import type { Splice } from "./text.ts";

/** Where an item of a list or a pair of a map begins. */
export function itemStart(item: unknown): number {
  const node = isPair(item) ? item.key : item;
  return isNode(node) ? extent(node).start : 0;
}

/** Takes out the item at `index`, with the comma that it leaves over. */
export function removeFlowItem(items: readonly unknown[], index: number): Splice {
  const start = itemStart(items[index]);
  if (index + 1 < items.length) return { start, end: itemStart(items[index + 1]), text: "" };
  const end = itemEnd(items[index], start);
  return { start: index > 0 ? itemEnd(items[index - 1], start) : start, end, text: "" };
}
