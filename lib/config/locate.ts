import { type Document, isAlias, isMap, isPair, isScalar, isSeq } from "yaml";

/** A place in a file, both counted from 1. */
export interface Place {
  line: number;
  column: number;
}

/** The way to a node: keys of maps and indexes of lists. */
export type Path = readonly (string | number)[];

/** Finds where a path stands in the file it was parsed from. */
export type Locate = (path: Path) => Place;

interface Step {
  offset: number | undefined;
  node: unknown;
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

function offsetOf(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node)) return undefined;
  const range = node.range;
  return Array.isArray(range) && typeof range[0] === "number" ? range[0] : undefined;
}

/** One step down; `undefined` where the node has no such child (merged in from elsewhere, absent). */
function child(doc: Document, parent: unknown, name: string | number): Step | undefined {
  const node = isAlias(parent) ? parent.resolve(doc) : parent;
  if (isSeq(node)) {
    const item = typeof name === "number" ? node.items[name] : undefined;
    return item === undefined ? undefined : { offset: offsetOf(item), node: item };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.findLast((item) => keyText(item.key) === String(name));
  return isPair(pair) ? { offset: offsetOf(pair.key), node: pair.value } : undefined;
}

/**
 * Positions by path: that of the key for a map's member, of the item for a list's. A path that
 * leads nowhere (a missing key, one merged in by `<<`) gets the place of its nearest ancestor.
 */
export function locator(doc: Document, placeOf: (offset: number) => Place): Locate {
  return (path) => {
    let node: unknown = doc.contents;
    let offset = offsetOf(node) ?? 0;
    for (const name of path) {
      const step = child(doc, node, name);
      if (step === undefined) break;
      offset = step.offset ?? offset;
      node = step.node;
    }
    return placeOf(offset);
  };
}
