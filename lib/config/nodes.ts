import { isAlias, isCollection, isNode, isScalar, type Node, type Pair, type YAMLMap } from "yaml";
import type { Lines, Splice } from "./text.ts";

/** Where a node begins and where its last character ends (comments and line breaks behind it left out). */
export function extent(node: Node): { start: number; end: number } {
  const [start, end] = node.range ?? [0, 0, 0];
  if (!isCollection(node) || node.flow) return { start, end };
  const last: unknown = node.items.at(-1);
  return { start, end: last === undefined ? end : itemEnd(last, end) };
}

function itemEnd(item: unknown, otherwise: number): number {
  if (isNode(item)) return extent(item).end;
  if (typeof item !== "object" || item === null || !("key" in item)) return otherwise;
  if ("value" in item && isNode(item.value)) return extent(item.value).end;
  return isNode(item.key) ? extent(item.key).end : otherwise;
}

/** The pair that counts for a key: the last one. Keys merged in by `<<` are not the map's own. */
export function ownPair(map: YAMLMap, key: string): Pair | undefined {
  return map.items.findLast((item) => isScalar(item.key) && item.key.value === key);
}

function keyStart(pair: Pair): number {
  return isNode(pair.key) ? extent(pair.key).start : 0;
}

/** Puts a line behind the text that ends at `end`; a block scalar's end is already on a new line. */
export function lineAfter(source: string, lines: Lines, end: number, line: string): Splice {
  if (end > 0 && source[end - 1] === "\n") return { start: end, end, text: line + lines.eol };
  const at = lines.endOf(end);
  return { start: at, end: at, text: lines.eol + line };
}

/** Gives a key of a map a value, which stands as YAML text in `value`. */
export function setKey(
  source: string,
  lines: Lines,
  map: YAMLMap,
  key: string,
  value: string,
): Splice {
  const pair = ownPair(map, key);
  if (pair !== undefined && isNode(pair.value) && (isScalar(pair.value) || isAlias(pair.value))) {
    const { start, end } = extent(pair.value);
    if (end > start) return { start, end, text: value };
  }
  if (pair !== undefined) {
    const colon = source.indexOf(":", itemEnd({ key: pair.key }, 0)) + 1;
    return { start: colon, end: colon, text: ` ${value}` };
  }
  const last = map.items.at(-1);
  if (map.flow) {
    const inside = extent(map).start + 1;
    const at = last === undefined ? inside : itemEnd(last, inside);
    return { start: at, end: at, text: `${last === undefined ? "" : ", "}${key}: ${value}` };
  }
  const first = map.items[0];
  const column = first === undefined ? 0 : keyStart(first) - lines.startOf(keyStart(first));
  const end = itemEnd(last, extent(map).end);
  return lineAfter(source, lines, end, `${" ".repeat(column)}${key}: ${value}`);
}

/** Takes out the item at `index`, with the comma that it leaves over. */
export function removeFlowItem(items: readonly unknown[], index: number): Splice {
  const startOf = (item: unknown) => isNode(item) ? extent(item).start : keyStart(item as Pair);
  const start = startOf(items[index]);
  if (index + 1 < items.length) return { start, end: startOf(items[index + 1]), text: "" };
  const end = itemEnd(items[index], start);
  return { start: index > 0 ? itemEnd(items[index - 1], start) : start, end, text: "" };
}

/** Takes a key of a map out; `undefined` when the map has no such key of its own. */
export function removeKey(
  source: string,
  lines: Lines,
  map: YAMLMap,
  key: string,
): Splice | undefined {
  const pair = ownPair(map, key);
  if (pair === undefined) return undefined;
  const index = map.items.indexOf(pair);
  const start = keyStart(pair);
  const line = lines.startOf(start);
  // In `- enabled: false` the dash stays for the key that follows.
  if (map.flow || source.slice(line, start).trim() !== "") return removeFlowItem(map.items, index);
  const end = itemEnd(pair, start);
  return { start: line, end: source[end - 1] === "\n" ? end : lines.next(end), text: "" };
}
