import { isNode, isPair } from "yaml";
import { extent, itemEnd } from "./nodes.ts";
import { type Lines, type Splice, withoutLines } from "./text.ts";

/** Where an item of a list or a pair of a map begins. */
export function itemStart(item: unknown): number {
  const node = isPair(item) ? item.key : item;
  return isNode(node) ? extent(node).start : 0;
}

/**
 * Takes out the item at `index`: its lines, where nothing else but its comment stands in them, and
 * elsewhere the item with the comma that it leaves over.
 */
export function removeFlowItem(
  source: string,
  lines: Lines,
  items: readonly unknown[],
  index: number,
): Splice {
  const start = itemStart(items[index]);
  const end = itemEnd(items[index], start);
  const isLast = index + 1 === items.length;
  const line = lines.startOf(start);
  const [rest, comma] = /^[ \t]*(,?)[ \t]*(?:#.*)?$/.exec(source.slice(end, lines.endOf(end))) ??
    [];
  if (source.slice(line, start).trim() === "" && rest !== undefined && (comma || isLast)) {
    return withoutLines(source, line, lines.next(end));
  }
  if (!isLast) return { start, end: itemStart(items[index + 1]), text: "" };
  return { start: index > 0 ? itemEnd(items[index - 1], start) : start, end, text: "" };
}
