import { isAlias, isNode, isScalar, type YAMLMap } from "yaml";
import { itemStart, removeFlowItem } from "./flow_item.ts";
import { extent, itemEnd, ownPair } from "./nodes.ts";
import { type Lines, type Splice, withoutLines } from "./text.ts";

/** Puts a line behind the text that ends at `end`; a block scalar's end is already on a new line. */
export function lineAfter(source: string, lines: Lines, end: number, line: string): Splice {
  if (end > 0 && source[end - 1] === "\n") return { start: end, end, text: line + lines.eol };
  const at = lines.endOf(end);
  return { start: at, end: at, text: lines.eol + line };
}

/** Behind the comments that follow and stand deeper than a column: keys of the last value, commented out. */
function behindComments(source: string, lines: Lines, end: number, column: number): number {
  let behind = end;
  for (let at = lines.next(end - 1); at < source.length; at = lines.next(at)) {
    const line = lines.at(at);
    const text = line.trimStart();
    if (!text.startsWith("#") || line.length - text.length <= column) break;
    behind = lines.endOf(at);
  }
  return behind;
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
  const column = first === undefined ? 0 : itemStart(first) - lines.startOf(itemStart(first));
  const end = behindComments(source, lines, itemEnd(last, extent(map).end), column);
  return lineAfter(source, lines, end, `${" ".repeat(column)}${key}: ${value}`);
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
  const start = itemStart(pair);
  const line = lines.startOf(start);
  // In `- enabled: false` the dash stays for the key that follows.
  if (map.flow || source.slice(line, start).trim() !== "") {
    return removeFlowItem(source, lines, map.items, index);
  }
  const end = itemEnd(pair, start);
  return withoutLines(source, line, source[end - 1] === "\n" ? end : lines.next(end));
}
