import { isCollection, isNode, isScalar, type Node, type Pair, type YAMLMap } from "yaml";

/** Where a node begins and where its last character ends (comments and line breaks behind it left out). */
export function extent(node: Node): { start: number; end: number } {
  const [start, end] = node.range ?? [0, 0, 0];
  if (!isCollection(node) || node.flow) return { start, end };
  const last: unknown = node.items.at(-1);
  return { start, end: last === undefined ? end : itemEnd(last, end) };
}

/** Where an item of a list or a pair of a map ends; `otherwise` for one without any text. */
export function itemEnd(item: unknown, otherwise: number): number {
  if (isNode(item)) return extent(item).end;
  if (typeof item !== "object" || item === null || !("key" in item)) return otherwise;
  if ("value" in item && isNode(item.value)) return extent(item.value).end;
  return isNode(item.key) ? extent(item.key).end : otherwise;
}

/** The pair that counts for a key: the last one. Keys merged in by `<<` are not the map's own. */
export function ownPair(map: YAMLMap, key: string): Pair | undefined {
  return map.items.findLast((item) => isScalar(item.key) && item.key.value === key);
}
